package io.github.instructorspring;

import java.time.Duration;
import java.util.List;

import io.github.instructorspring.validation.Violation;

/**
 * The call needs a further request, after a rejected answer or a round of the caller's
 * tools, and its budget allows none.
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
	 * What was wrong with the last answer, if there was one.
	 * @return the violations, with paths; empty when no answer was rejected yet
	 */
	public List<Violation> violations() {
		return (attempts().isEmpty()) ? List.of() : lastAttempt().violations();
	}

}
