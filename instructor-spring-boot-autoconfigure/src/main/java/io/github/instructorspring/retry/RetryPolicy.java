package io.github.instructorspring.retry;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How often and how long a call may ask the model again. Immutable.
 *
 * @since 0.1
 */
public final class RetryPolicy {

	/**
	 * The default maximum number of retries: {@value}.
	 */
	public static final int DEFAULT_MAX_RETRIES = 2;

	/**
	 * The default time for a whole call: two minutes.
	 */
	public static final Duration DEFAULT_MAX_TIME = Duration.ofMinutes(2);

	private final int maxRetries;

	private final Duration maxTime;

	private RetryPolicy(Builder builder) {
		this.maxRetries = builder.maxRetries;
		this.maxTime = builder.maxTime;
	}

	/**
	 * A builder with the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * A builder with the values of this policy.
	 * @return a new builder
	 */
	public Builder mutate() {
		return new Builder().maxRetries(this.maxRetries).maxTime(this.maxTime);
	}

	/**
	 * How many times the model may be asked again; calls in total = 1 + max retries.
	 * @return the number, 0 for none
	 */
	public int maxRetries() {
		return this.maxRetries;
	}

	/**
	 * How long the whole call may take, all attempts together.
	 * @return the time, always positive
	 */
	public Duration maxTime() {
		return this.maxTime;
	}

	/**
	 * Start the clock of one call.
	 * @return the budget of that call
	 */
	public RetryBudget start() {
		return new RetryBudget(this, System::nanoTime);
	}

	/**
	 * Builds a {@link RetryPolicy}.
	 */
	public static final class Builder {

		private int maxRetries = DEFAULT_MAX_RETRIES;

		private Duration maxTime = DEFAULT_MAX_TIME;

		private Builder() {
		}

		/**
		 * Set how many times the model may be asked again; calls in total = 1 + max
		 * retries. Default {@value RetryPolicy#DEFAULT_MAX_RETRIES}.
		 * @param maxRetries the number, 0 for none
		 * @return this builder
		 */
		public Builder maxRetries(int maxRetries) {
			Assert.isTrue(maxRetries >= 0, () -> "'maxRetries' must not be negative, but is " + maxRetries);
			this.maxRetries = maxRetries;
			return this;
		}

		/**
		 * Set how long the whole call may take. Default two minutes.
		 * @param maxTime the time, positive
		 * @return this builder
		 */
		public Builder maxTime(Duration maxTime) {
			Assert.isTrue(!maxTime.isNegative() && !maxTime.isZero(),
					() -> "'maxTime' must be positive, but is " + maxTime);
			this.maxTime = maxTime;
			return this;
		}

		/**
		 * Build the policy.
		 * @return the policy
		 */
		public RetryPolicy build() {
			return new RetryPolicy(this);
		}

	}

}
