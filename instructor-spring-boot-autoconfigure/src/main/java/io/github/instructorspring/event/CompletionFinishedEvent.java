package io.github.instructorspring.event;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * A call has ended, one way or another.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class CompletionFinishedEvent extends InstructorEvent {

	private final Outcome outcome;

	private final @Nullable Throwable error;

	private final Usage usage;

	private final int requests;

	private final Duration duration;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param outcome how it ended
	 * @param error why it has no result
	 * @param usage what the whole call has cost
	 * @param requests how many requests were made to models that answer
	 * @param duration how long the call took
	 */
	public CompletionFinishedEvent(CallContext context, Outcome outcome, @Nullable Throwable error, Usage usage,
			int requests, Duration duration) {
		super(context);
		this.outcome = outcome;
		this.error = error;
		this.usage = usage;
		this.requests = requests;
		this.duration = duration;
	}

	/**
	 * How it ended.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Why it has no result.
	 * @return the exception, {@code null} for a success or a cancelled stream
	 */
	public @Nullable Throwable error() {
		return this.error;
	}

	/**
	 * What the whole call has cost.
	 * @return the usage, a {@code CallUsage}
	 */
	public Usage usage() {
		return this.usage;
	}

	/**
	 * How many requests were made to models that answer.
	 * @return the number
	 */
	public int requests() {
		return this.requests;
	}

	/**
	 * How long the call took.
	 * @return the time
	 */
	public Duration duration() {
		return this.duration;
	}

	@Override
	String details() {
		return "outcome=" + this.outcome + ", ";
	}

	/**
	 * How a call ended.
	 */
	public enum Outcome {

		/** With an entity. */
		SUCCESS,

		/** No answer was acceptable. */
		EXHAUSTED,

		/** The model declined. */
		REFUSED,

		/** The answer was cut, by a limit or a filter. */
		INCOMPLETE,

		/** Its time, tokens or cost were used up. */
		BUDGET,

		/** The subscriber went away. */
		CANCELLED,

		/** Something else was thrown, by the provider's client as a rule. */
		ERROR;

		/**
		 * Its name as a value of a tag.
		 * @return the name in lower case
		 */
		public String tag() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
