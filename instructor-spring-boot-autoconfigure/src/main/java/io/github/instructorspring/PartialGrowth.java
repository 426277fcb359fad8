package io.github.instructorspring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.stream.Growth;

/**
 * An object that grows with the text of its answers, attempt by attempt. Only whole
 * answers are looked at while they come: a part of one, or the rest, shows in the result.
 *
 * @param <T> the type of the response model
 */
final class PartialGrowth<T> implements Growth<StreamSignal<T>, Partial<T>> {

	private final Supplier<PartialBinder<T>> binders;

	private @Nullable PartialBinder<T> binder;

	private int attempt;

	private @Nullable CallEvents events;

	private @Nullable Partial<T> result;

	private boolean changed;

	/**
	 * Create an object that has not begun to grow.
	 * @param binders makes a binder for each answer
	 */
	PartialGrowth(Supplier<PartialBinder<T>> binders) {
		this.binders = binders;
	}

	@Override
	public void add(StreamSignal<T> signal) {
		if (signal instanceof StreamSignal.Started<T> started) {
			this.attempt = started.number();
			this.events = started.events();
			this.binder = (started.asked() instanceof Asked.Whole) ? this.binders.get() : null;
		}
		else if (signal instanceof StreamSignal.Received<T> received) {
			if (this.binder != null) {
				this.binder.feed(received.text());
				this.changed = this.binder.isChanged();
			}
		}
		else if (signal instanceof StreamSignal.Finished<T> finished) {
			this.result = Partial.complete(finished.completion().entity(), this.attempt);
			this.changed = true;
		}
	}

	@Override
	public boolean isChanged() {
		return this.changed;
	}

	@Override
	public @Nullable Partial<T> view() {
		Partial<T> view = look();
		if (view != null && this.events != null) {
			this.events.snapshot(view);
		}
		return view;
	}

	private @Nullable Partial<T> look() {
		this.changed = false;
		if (this.result != null || this.binder == null) {
			return this.result;
		}
		T value = this.binder.snapshot();
		return (value != null) ? Partial.growing(value, this.attempt, this.binder.position()) : null;
	}

}
