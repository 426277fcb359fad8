package io.github.instructorspring.retry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

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
	 * Find the budget that allows no further request. A budget is used up when all of it
	 * is spent, not only when more is.
	 * @param tokens the total tokens that the call has spent so far
	 * @param cost what the call has cost so far, {@code null} when that is not known
	 * @return the first of time, tokens and cost that is used up, empty when none is
	 */
	public Optional<Kind> usedUp(long tokens, @Nullable BigDecimal cost) {
		if (!hasTime()) {
			return Optional.of(Kind.TIME);
		}
		if (this.policy.maxTokens().isPresent() && tokens >= this.policy.maxTokens().getAsLong()) {
			return Optional.of(Kind.TOKENS);
		}
		return this.policy.maxCost().filter((max) -> cost != null && cost.compareTo(max) >= 0).map((max) -> Kind.COST);
	}

	/**
	 * How many attempts the call may take.
	 * @return 1 + the maximum number of retries
	 */
	public int maxAttempts() {
		return 1 + this.policy.maxRetries();
	}

	/**
	 * What a call has a budget of.
	 *
	 * @since 0.1
	 */
	public enum Kind {

		/** Time, by {@link RetryPolicy#maxTime()}. */
		TIME,

		/** Tokens, by {@link RetryPolicy#maxTokens()}. */
		TOKENS,

		/** Money, by {@link RetryPolicy#maxCost()}. */
		COST

	}

}
