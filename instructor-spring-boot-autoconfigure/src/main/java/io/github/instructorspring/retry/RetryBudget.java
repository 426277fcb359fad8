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
	 * Whether the model may be asked again, as far as the number of retries goes.
	 * @param rejected how many answers were rejected so far
	 * @return whether another retry is left
	 */
	public boolean allowsRetryAfter(int rejected) {
		return rejected <= this.policy.maxRetries();
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

}
