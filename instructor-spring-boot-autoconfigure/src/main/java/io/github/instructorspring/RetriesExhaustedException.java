package io.github.instructorspring;

import java.util.List;
import java.util.Optional;

import io.github.instructorspring.validation.Violation;

/**
 * No answer was acceptable within the allowed retries.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class RetriesExhaustedException extends AttemptedCallException {

	RetriesExhaustedException(String responseModel, List<Attempt> attempts, CallUsage usage) {
		super(message(responseModel, attempts), attempts, usage, new InstructorException(lastFailure(attempts)));
	}

	private static String message(String responseModel, List<Attempt> attempts) {
		return "No acceptable answer for response model '" + responseModel + "' in " + attempts.size() + " attempt(s). "
				+ lastFailure(attempts)
				+ ". See attempts() and violations() of this exception; allow more with maxRetries(..)";
	}

	private static String lastFailure(List<Attempt> attempts) {
		Attempt last = attempts.get(attempts.size() - 1);
		return "Attempt " + last.number() + " was rejected at "
				+ last.failure().map(AttemptFailure::stage).orElse(FailureStage.EXTRACTION) + " with "
				+ last.violations().size() + " violation(s)";
	}

	/**
	 * What was wrong with the last answer.
	 * @return the violations, with paths
	 */
	public List<Violation> violations() {
		return lastAttempt().violations();
	}

	/**
	 * The last object that could be bound at all, acceptable or not.
	 * @return the object, empty when no answer got that far
	 */
	public Optional<Object> lastCandidate() {
		for (int i = attempts().size() - 1; i >= 0; i--) {
			Optional<Object> candidate = attempts().get(i).candidate();
			if (candidate.isPresent()) {
				return candidate;
			}
		}
		return Optional.empty();
	}

}
