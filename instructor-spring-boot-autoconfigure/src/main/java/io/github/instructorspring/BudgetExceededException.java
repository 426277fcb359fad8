package io.github.instructorspring;

import java.time.Duration;
import java.util.List;

import io.github.instructorspring.validation.Violation;

/**
 * An answer was rejected and the budget of the call allows no further request.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class BudgetExceededException extends AttemptedCallException {

	BudgetExceededException(String responseModel, Duration timeout, List<Attempt> attempts, CallUsage usage) {
		super("The time of the call for response model '" + responseModel + "' (" + timeout + ") was over after "
				+ attempts.size() + " rejected attempt(s); allow more with timeout(..)", attempts, usage, null);
	}

	/**
	 * What was wrong with the last answer.
	 * @return the violations, with paths
	 */
	public List<Violation> violations() {
		return lastAttempt().violations();
	}

}
