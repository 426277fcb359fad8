package io.github.instructorspring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.bind.PartialBinder;

/**
 * The newest answer of a call while it comes. Only whole answers show: a part of one, or
 * the rest, shows in the result. All of them are held to the limits of streams.
 *
 * @param <T> the type of the response model
 */
final class ShownAnswer<T> {

	private final Supplier<PartialBinder<T>> binders;

	private @Nullable PartialBinder<T> binder;

	private StreamSignal.@Nullable Started<T> started;

	/**
	 * Create an answer that has not begun.
	 * @param binders makes a binder for each answer
	 */
	ShownAnswer(Supplier<PartialBinder<T>> binders) {
		this.binders = binders;
	}

	void start(StreamSignal.Started<T> next) {
		this.started = next;
		this.binder = this.binders.get();
	}

	/**
	 * Read on.
	 * @throws OversizedResponseException if the text passes a limit
	 */
	void feed(StreamSignal.Received<T> received) {
		if (this.started != null && this.binder != null) {
			this.started.feed(this.binder, received.text());
		}
	}

	/**
	 * The answer as far as it has come, {@code null} if it does not show.
	 */
	@Nullable PartialBinder<T> shown() {
		return (this.started != null && this.started.asked() instanceof Asked.Whole) ? this.binder : null;
	}

	/**
	 * The number of the attempt, 0 before the first one.
	 */
	int number() {
		return (this.started != null) ? this.started.number() : 0;
	}

	/**
	 * Tell that a subscriber is given a snapshot.
	 */
	void seen(Partial<T> snapshot) {
		if (this.started != null) {
			this.started.events().snapshot(snapshot);
		}
	}

	/**
	 * Tell that a subscriber is given something else of the answer.
	 */
	void seen() {
		if (this.started != null) {
			this.started.events().shown();
		}
	}

	/**
	 * Tell that a state of the answer is not seen, because there is a newer one.
	 */
	void passedOver() {
		if (this.started != null) {
			this.started.events().conflated();
		}
	}

}
