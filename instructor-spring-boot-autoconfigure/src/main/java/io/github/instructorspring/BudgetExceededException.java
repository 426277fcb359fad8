package io.github.instructorspring;

import java.math.BigDecimal;
import java.util.List;

import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.validation.Violation;

/**
 * The call needs a further request, after a rejected answer or a round of the caller's
 * tools, and its budget of time, tokens or cost allows none. Or its time is over while a
 * stream comes from a provider whose client keeps no time limit.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class BudgetExceededException extends AttemptedCallException {

	private final RetryBudget.Kind budget;

	BudgetExceededException(String responseModel, RetryBudget.Kind budget, RetryPolicy policy, List<Attempt> attempts,
			CallUsage usage) {
		super(message(responseModel, budget, policy, usage) + " after " + attempts.size()
				+ " rejected attempt(s); allow more with " + remedy(budget), attempts, usage, null);
		this.budget = budget;
	}

	private static String message(String responseModel, RetryBudget.Kind budget, RetryPolicy policy, CallUsage usage) {
		String call = " of the call for response model '" + responseModel + "' (";
		return switch (budget) {
			case TIME -> "The time" + call + policy.maxTime() + ") was over";
			case TOKENS -> "The tokens" + call + policy.maxTokens().orElseThrow() + ") were spent, "
					+ usage.getTotalTokens() + " in all,";
			case COST -> "The money" + call + policy.maxCost().map(BigDecimal::toPlainString).orElseThrow()
					+ ") was spent, " + usage.cost().map(BigDecimal::toPlainString).orElseThrow() + " in all,";
		};
	}

	private static String remedy(RetryBudget.Kind budget) {
		return switch (budget) {
			case TIME -> "timeout(..)";
			case TOKENS -> "retry((policy) -> policy.maxTokens(..)) or 'instructor.retry.max-tokens'";
			case COST -> "retry((policy) -> policy.maxCost(..)) or 'instructor.retry.max-cost'";
		};
	}

	/**
	 * What was used up.
	 * @return time, tokens or cost; time if it was more than one
	 */
	public RetryBudget.Kind budget() {
		return this.budget;
	}

	/**
	 * What was wrong with the last answer, if there was one.
	 * @return the violations, with paths; empty when no answer was rejected yet
	 */
	public List<Violation> violations() {
		return (attempts().isEmpty()) ? List.of() : lastAttempt().violations();
	}

}
