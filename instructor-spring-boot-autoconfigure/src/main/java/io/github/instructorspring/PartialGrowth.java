package io.github.instructorspring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.stream.Growth;

/**
 * An object that grows with the text of its answers, attempt by attempt.
 *
 * @param <T> the type of the response model
 */
final class PartialGrowth<T> implements Growth<StreamSignal<T>, Partial<T>> {

	private final ShownAnswer<T> answer;

	private @Nullable Partial<T> result;

	private boolean changed;

	/**
	 * Create an object that has not begun to grow.
	 * @param binders makes a binder for each answer
	 */
	PartialGrowth(Supplier<PartialBinder<T>> binders) {
		this.answer = new ShownAnswer<>(binders);
	}

	@Override
	public void add(StreamSignal<T> signal) {
		if (signal instanceof StreamSignal.Started<T> next) {
			this.answer.start(next);
		}
		else if (signal instanceof StreamSignal.Received<T> received) {
			this.answer.feed(received);
			PartialBinder<T> shown = this.answer.shown();
			boolean unseen = this.changed;
			this.changed = shown != null && shown.isChanged();
			if (unseen && this.changed) {
				this.answer.passedOver();
			}
		}
		else if (signal instanceof StreamSignal.Finished<T> finished) {
			this.result = Partial.complete(finished.completion().entity(), this.answer.number());
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
		if (view != null) {
			this.answer.seen(view);
		}
		return view;
	}

	private @Nullable Partial<T> look() {
		this.changed = false;
		PartialBinder<T> shown = this.answer.shown();
		if (this.result != null || shown == null) {
			return this.result;
		}
		T value = shown.snapshot();
		return (value != null) ? Partial.growing(value, this.answer.number(), shown.position()) : null;
	}

}
