package io.github.instructorspring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.RetryPolicy;

/**
 * Whether one call may ask the model again, by its policy and by what it has spent.
 */
final class CallLimits {

	private final String responseModel;

	private final RetryPolicy policy;

	private final CallLedger ledger;

	private final RetryBudget budget;

	CallLimits(String responseModel, RetryPolicy policy, CallLedger ledger) {
		this.responseModel = responseModel;
		this.policy = policy;
		this.ledger = ledger;
		this.budget = policy.start();
	}

	int maxAttempts() {
		return this.budget.maxAttempts();
	}

	/**
	 * The time that a request may take, none when there is no limit left to give.
	 */
	Optional<Duration> remainingTime() {
		return Optional.of(this.budget.remainingTime()).filter((time) -> !time.isNegative() && !time.isZero());
	}

	/**
	 * Whether retries are left, whatever was spent.
	 */
	boolean hasRetry() {
		return this.budget.allowsRetryAfter(this.ledger.rejections());
	}

	/**
	 * Whether the model gave its rejected answer once more and is to be asked no further.
	 */
	boolean isRepeated() {
		return this.policy.stopOnRepeatedFindings() && this.ledger.isRepeated();
	}

	/**
	 * Why no further answer may be asked for after the last one was rejected, empty when
	 * it may.
	 * @param mayEscalate whether another model is left to ask
	 */
	Optional<AttemptedCallException> end(boolean mayEscalate) {
		boolean repeated = isRepeated() && !mayEscalate;
		if (repeated || !hasRetry()) {
			return Optional.of(new RetriesExhaustedException(this.responseModel, repeated, this.ledger.attempts(),
					this.ledger.usage()));
		}
		return usedUp();
	}

	/**
	 * Before each request but the first, which is always made.
	 */
	void requireBudget() {
		usedUp().ifPresent((exception) -> {
			throw exception;
		});
	}

	boolean hasBudget() {
		return usedUp().isEmpty();
	}

	/**
	 * What is left of the budget, for a call that is made for this one.
	 */
	RetryPolicy remaining(int maxRetries) {
		RetryPolicy.Builder left = RetryPolicy.builder()
			.maxRetries(maxRetries)
			.maxTime(remainingTime().orElse(Duration.ofNanos(1)));
		CallUsage spent = this.ledger.usage();
		this.policy.maxTokens().ifPresent((max) -> left.maxTokens(Math.max(1, max - spent.getTotalTokens())));
		this.policy.maxCost()
			.map((max) -> max.subtract(spent.cost().orElse(BigDecimal.ZERO)))
			.filter((cost) -> cost.signum() > 0)
			.ifPresent(left::maxCost);
		return left.build();
	}

	private Optional<AttemptedCallException> usedUp() {
		if (this.ledger.requests() == 0) {
			return Optional.empty();
		}
		CallUsage spent = this.ledger.usage();
		return this.budget.usedUp(spent.getTotalTokens(), spent.cost().orElse(null))
			.map((kind) -> new BudgetExceededException(this.responseModel, kind, this.policy, this.ledger.attempts(),
					spent));
	}

}
