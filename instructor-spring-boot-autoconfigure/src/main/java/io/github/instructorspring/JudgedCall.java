package io.github.instructorspring;

import java.util.List;
import java.util.Map;

/**
 * What the models that judge the answers of a call may spend of its budget.
 *
 * @param responseModel the name of the response model
 * @param limits the limits of the call
 * @param ledger what the call has spent
 * @param acceptsUnjudged whether an answer is accepted when there is no budget left to
 * judge it
 */
record JudgedCall(String responseModel, CallLimits limits, CallLedger ledger, boolean acceptsUnjudged) {

	static final String NOT_JUDGED = "was not judged, the budget of the call was used up: ";

	private static final int MAX_RETRIES = 2;

	/**
	 * Whether there is budget to ask a model.
	 * @param reviewed what is to be judged
	 * @return {@code false} if the answer is to be accepted without
	 * @throws BudgetExceededException if the call ends here
	 */
	boolean mayAsk(Judgement<?> reviewed) {
		return isLeft(this.limits.hasBudget(), reviewed);
	}

	/**
	 * Whether there is time to ask a model that bills no tokens.
	 * @param reviewed what is to be judged
	 * @return {@code false} if the answer is to be accepted without
	 * @throws BudgetExceededException if the call ends here
	 */
	boolean mayModerate(Judgement<?> reviewed) {
		return isLeft(this.limits.remainingTime().isPresent(), reviewed);
	}

	private boolean isLeft(boolean left, Judgement<?> reviewed) {
		if (!left && !this.acceptsUnjudged) {
			this.ledger.recordUnjudged(reviewed);
			this.limits.requireBudget();
		}
		return left;
	}

	/**
	 * Ask within what is left of the budget.
	 * @throws AttemptedCallException if there are no verdicts
	 */
	List<Verdict> ask(JudgeCall judge, Map<SemanticQuestion, String> questions, Judgement<?> reviewed) {
		try {
			return judge.ask(questions, this.limits.remaining(MAX_RETRIES), this.ledger);
		}
		catch (BudgetExceededException ex) {
			if (!mayAsk(reviewed)) {
				return List.of();
			}
			throw noVerdict(reviewed, ex);
		}
		catch (AttemptedCallException ex) {
			throw noVerdict(reviewed, ex);
		}
	}

	private SemanticValidationException noVerdict(Judgement<?> reviewed, AttemptedCallException cause) {
		this.ledger.recordUnjudged(reviewed);
		return new SemanticValidationException(this.responseModel, this.ledger.attempts(), this.ledger.usage(), cause);
	}

}
