package io.github.instructorspring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.stream.Growth;

/**
 * An object that grows with the text of its answers, attempt by attempt. Only whole
 * answers show while they come: a part of one, or the rest, shows in the result. All of
 * them are held to the limits of streams.
 *
 * @param <T> the type of the response model
 */
final class PartialGrowth<T> implements Growth<StreamSignal<T>, Partial<T>> {

	private final Supplier<PartialBinder<T>> binders;

	private @Nullable PartialBinder<T> binder;

	private StreamSignal.@Nullable Started<T> started;

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
		if (signal instanceof StreamSignal.Started<T> next) {
			this.started = next;
			this.binder = this.binders.get();
		}
		else if (signal instanceof StreamSignal.Received<T> received) {
			if (this.started != null && this.binder != null) {
				this.started.feed(this.binder, received.text());
				this.changed = isShown() && this.binder.isChanged();
			}
		}
		else if (signal instanceof StreamSignal.Finished<T> finished) {
			this.result = Partial.complete(finished.completion().entity(), number());
			this.changed = true;
		}
	}

	private boolean isShown() {
		return this.started != null && this.started.asked() instanceof Asked.Whole;
	}

	private int number() {
		return (this.started != null) ? this.started.number() : 0;
	}

	@Override
	public boolean isChanged() {
		return this.changed;
	}

	@Override
	public @Nullable Partial<T> view() {
		Partial<T> view = look();
		if (view != null && this.started != null) {
			this.started.events().snapshot(view);
		}
		return view;
	}

	private @Nullable Partial<T> look() {
		this.changed = false;
		if (this.result != null || this.binder == null || !isShown()) {
			return this.result;
		}
		T value = this.binder.snapshot();
		return (value != null) ? Partial.growing(value, number(), this.binder.position()) : null;
	}

}
