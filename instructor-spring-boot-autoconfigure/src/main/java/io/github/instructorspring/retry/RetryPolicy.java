package io.github.instructorspring.retry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How often a call may ask the model again, and what it may spend. Immutable. Budgets of
 * time, tokens and cost hold for the whole call, all attempts together. They are looked
 * at before each further request, never after: the first request is always made, and a
 * valid answer is returned even if it went beyond a budget.
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

	private final @Nullable Long maxTokens;

	private final @Nullable BigDecimal maxCost;

	private final boolean stopOnRepeatedFindings;

	private final TruncationPolicy onTruncation;

	private final boolean fieldLevel;

	private final List<Escalation> escalations;

	private final List<String> fallbacks;

	private RetryPolicy(Builder builder) {
		this.maxRetries = builder.maxRetries;
		this.maxTime = builder.maxTime;
		this.maxTokens = builder.maxTokens;
		this.maxCost = builder.maxCost;
		this.stopOnRepeatedFindings = builder.stopOnRepeatedFindings;
		this.onTruncation = builder.onTruncation;
		this.fieldLevel = builder.fieldLevel;
		this.escalations = List.copyOf(builder.escalations);
		this.fallbacks = List.copyOf(builder.fallbacks);
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
		return new Builder(this);
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
	 * How many tokens the whole call may spend, in and out, before it asks no further.
	 * @return the number, empty when it is not limited
	 */
	public OptionalLong maxTokens() {
		return (this.maxTokens != null) ? OptionalLong.of(this.maxTokens) : OptionalLong.empty();
	}

	/**
	 * What the whole call may cost before it asks no further, in the unit of the prices.
	 * @return the amount, empty when it is not limited
	 */
	public Optional<BigDecimal> maxCost() {
		return Optional.ofNullable(this.maxCost);
	}

	/**
	 * Whether a model that repeats its rejected answer is asked no further.
	 * @return whether to stop
	 */
	public boolean stopOnRepeatedFindings() {
		return this.stopOnRepeatedFindings;
	}

	/**
	 * What to do with an answer that hit a length limit.
	 * @return the policy
	 */
	public TruncationPolicy onTruncation() {
		return this.onTruncation;
	}

	/**
	 * Whether only the invalid parts of an answer are asked for again.
	 * @return whether the rest is kept
	 */
	public boolean fieldLevel() {
		return this.fieldLevel;
	}

	/**
	 * The models that a call goes on with.
	 * @return the escalations, in the order in which they come; empty for none
	 */
	public List<Escalation> escalations() {
		return this.escalations;
	}

	/**
	 * The providers that a call goes on with when one cannot be reached.
	 * @return the names, in the order in which they are tried; empty for none
	 */
	public List<String> fallbacks() {
		return this.fallbacks;
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

		private @Nullable Long maxTokens;

		private @Nullable BigDecimal maxCost;

		private boolean stopOnRepeatedFindings = true;

		private TruncationPolicy onTruncation = TruncationPolicy.FAIL;

		private boolean fieldLevel;

		private final List<Escalation> escalations;

		private List<String> fallbacks;

		private Builder() {
			this.escalations = new ArrayList<>();
			this.fallbacks = List.of();
		}

		private Builder(RetryPolicy policy) {
			this.maxRetries = policy.maxRetries;
			this.maxTime = policy.maxTime;
			this.maxTokens = policy.maxTokens;
			this.maxCost = policy.maxCost;
			this.stopOnRepeatedFindings = policy.stopOnRepeatedFindings;
			this.onTruncation = policy.onTruncation;
			this.fieldLevel = policy.fieldLevel;
			this.escalations = new ArrayList<>(policy.escalations);
			this.fallbacks = policy.fallbacks;
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
		 * Set how many tokens the whole call may spend, in and out, as the provider
		 * counts them in total. A call that has spent them asks no further; since the
		 * size of an answer is known only afterwards, the last answer may go beyond.
		 * Default not limited.
		 * @param maxTokens the number, positive
		 * @return this builder
		 */
		public Builder maxTokens(long maxTokens) {
			Assert.isTrue(maxTokens > 0, () -> "'maxTokens' must be positive, but is " + maxTokens);
			this.maxTokens = maxTokens;
			return this;
		}

		/**
		 * Set what the whole call may cost, in the unit of the prices that the template
		 * knows. A call that has cost that much asks no further; the last answer may go
		 * beyond. A call to a model without a price fails before its first request.
		 * Default not limited.
		 * @param maxCost the amount, positive
		 * @return this builder
		 */
		public Builder maxCost(BigDecimal maxCost) {
			Assert.isTrue(maxCost.signum() > 0, () -> "'maxCost' must be positive, but is " + maxCost);
			this.maxCost = maxCost;
			return this;
		}

		/**
		 * Set whether to stop when two attempts in a row give the same answer and it is
		 * rejected for the same reasons: the model has not understood them and will not.
		 * Default {@code true}.
		 * @param stopOnRepeatedFindings whether to stop
		 * @return this builder
		 */
		public Builder stopOnRepeatedFindings(boolean stopOnRepeatedFindings) {
			this.stopOnRepeatedFindings = stopOnRepeatedFindings;
			return this;
		}

		/**
		 * Set what to do with an answer that hit a length limit. Default
		 * {@link TruncationPolicy#FAIL}.
		 * @param onTruncation the policy
		 * @return this builder
		 */
		public Builder onTruncation(TruncationPolicy onTruncation) {
			Assert.notNull(onTruncation, "'onTruncation' must not be null");
			this.onTruncation = onTruncation;
			return this;
		}

		/**
		 * Set whether only the invalid parts of a rejected answer are asked for again,
		 * with a schema of just these. The rest is kept, and the whole is validated
		 * again. What is wrong with the answer as a whole is asked as ever. Default
		 * {@code false}.
		 * @param fieldLevel whether to keep the rest
		 * @return this builder
		 */
		public Builder fieldLevel(boolean fieldLevel) {
			this.fieldLevel = fieldLevel;
			return this;
		}

		/**
		 * Go on with another model after the first rejected answer, as
		 * {@link #escalateTo(String, int)} does.
		 * @param provider the name of the provider
		 * @return this builder
		 */
		public Builder escalateTo(String provider) {
			return escalateTo(provider, 1);
		}

		/**
		 * Go on with another model, usually a stronger one, within the same retries and
		 * budgets. It takes the conversation over with the last rejected answer and what
		 * is wrong with it. A model that repeats itself is given up for the next one
		 * before its time. May be given several times, in the order in which the models
		 * come. Default none.
		 * @param provider the name of the provider
		 * @param afterRejections how many answers must have been rejected before, at
		 * least 1
		 * @return this builder
		 */
		public Builder escalateTo(String provider, int afterRejections) {
			return escalate(new Escalation(provider, afterRejections, Escalation.Role.ANSWER));
		}

		/**
		 * Go on with another model, usually a cheaper one, that only mends the form of
		 * the rejected answer and sees nothing else. Otherwise as
		 * {@link #escalateTo(String, int)}.
		 * @param provider the name of the provider
		 * @param afterRejections how many answers must have been rejected before, at
		 * least 1
		 * @return this builder
		 */
		public Builder fixWith(String provider, int afterRejections) {
			return escalate(new Escalation(provider, afterRejections, Escalation.Role.FIX));
		}

		private Builder escalate(Escalation escalation) {
			Assert.isTrue(
					this.escalations.isEmpty() || this.escalations.get(this.escalations.size() - 1)
						.afterRejections() < escalation.afterRejections(),
					() -> "'afterRejections' must grow from one escalation to the next, but '" + escalation.provider()
							+ "' comes after " + escalation.afterRejections());
			this.escalations.add(escalation);
			return this;
		}

		/**
		 * Remove every escalation, for a call that is to stay with its model.
		 * @return this builder
		 */
		public Builder noEscalation() {
			this.escalations.clear();
			return this;
		}

		/**
		 * Set the providers that the call goes on with, one after the other, when the one
		 * before cannot be reached, is too slow or too busy, or fails by itself (no
		 * connection, a timeout, status 408, 429 or 500 and above). They get the same
		 * request, whatever was rejected before included, within the same budget; no
		 * retry is counted, and the call does not go back. Default none.
		 * @param providers the names, as {@code InstructorTemplate.Builder.provider(..)}
		 * has them
		 * @return this builder
		 */
		public Builder fallbackTo(String... providers) {
			Assert.noNullElements(providers, "'providers' must not contain null");
			this.fallbacks = List.of(providers);
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
