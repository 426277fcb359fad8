package io.github.instructorspring.retry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one call has left of its {@link RetryPolicy}. Its clock runs from its creation.
 *
 * @since 0.1
 */
public final class RetryBudget {

	private final RetryPolicy policy;

	private final LongSupplier nanoTime;

	private final long startedAt;

	RetryBudget(RetryPolicy policy, LongSupplier nanoTime) {
		this.policy = policy;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
	}

	/**
	 * Whether the model may be asked again.
	 * @param rejected how many answers were rejected so far
	 * @return the verdict
	 */
	public Verdict afterRejections(int rejected) {
		if (rejected > this.policy.maxRetries()) {
			return Verdict.RETRIES_EXHAUSTED;
		}
		return (hasTime()) ? Verdict.ASK_AGAIN : Verdict.OUT_OF_TIME;
	}

	/**
	 * The time that is left.
	 * @return the time, zero or negative when it is used up
	 */
	public Duration remainingTime() {
		return this.policy.maxTime().minusNanos(this.nanoTime.getAsLong() - this.startedAt);
	}

	/**
	 * Whether any time is left.
	 * @return whether {@link #remainingTime()} is positive
	 */
	public boolean hasTime() {
		return remainingTime().compareTo(Duration.ZERO) > 0;
	}

	/**
	 * How many attempts the call may take.
	 * @return 1 + the maximum number of retries
	 */
	public int maxAttempts() {
		return 1 + this.policy.maxRetries();
	}

	/**
	 * Whether the model may be asked again.
	 */
	public enum Verdict {

		/** There is budget for another attempt. */
		ASK_AGAIN,

		/** The maximum number of retries was used. */
		RETRIES_EXHAUSTED,

		/** The time of the call is over. */
		OUT_OF_TIME

	}

}
