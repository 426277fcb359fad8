package io.github.instructorspring;

import java.util.List;
import java.util.Optional;

import io.github.instructorspring.validation.Violation;

/**
 * No answer was acceptable within the allowed retries, or the model repeated a rejected
 * answer, so that further retries were not worth their price.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class RetriesExhaustedException extends AttemptedCallException {

	private final boolean repeated;

	RetriesExhaustedException(String responseModel, boolean repeated, List<Attempt> attempts, CallUsage usage) {
		super((repeated) ? repeatedMessage(responseModel, attempts) : message(responseModel, attempts), attempts, usage,
				new InstructorException(lastFailure(attempts)));
		this.repeated = repeated;
	}

	private static String repeatedMessage(String responseModel, List<Attempt> attempts) {
		return "The model repeated its rejected answer for response model '" + responseModel
				+ "' and was asked no further after " + attempts.size() + " attempt(s). " + lastFailure(attempts)
				+ ". See attempts() and violations() of this exception; go on in spite of it with "
				+ "retry((policy) -> policy.stopOnRepeatedFindings(false)) or "
				+ "'instructor.retry.stop-on-repeated-findings'";
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
	 * Whether the model was asked no further because it had given the same answer twice
	 * in a row, rejected for the same reasons, whatever retries were left.
	 * @return whether the last two attempts are the same
	 */
	public boolean repeated() {
		return this.repeated;
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
