package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call that reached the model and ended without a result.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public abstract sealed class AttemptedCallException extends InstructorException
		permits RetriesExhaustedException, IncompleteResponseException, ResponseRefusedException,
		BudgetExceededException, OversizedResponseException, SemanticValidationException, UnfinishedCallException {

	private final List<Attempt> attempts;

	private final CallUsage usage;

	AttemptedCallException(String message, List<Attempt> attempts, CallUsage usage, @Nullable Throwable cause) {
		super(message, cause);
		this.attempts = List.copyOf(attempts);
		this.usage = usage;
	}

	/**
	 * The answers of the model in their order, with raw texts, candidates and violations.
	 * @return the attempts, the one that could not be judged or was cancelled included;
	 * only a {@link BudgetExceededException} may have none
	 */
	public List<Attempt> attempts() {
		return this.attempts;
	}

	/**
	 * What the whole call cost.
	 * @return the sum over every request that was made, as far as providers tell
	 */
	public CallUsage usage() {
		return this.usage;
	}

	Attempt lastAttempt() {
		return this.attempts.get(this.attempts.size() - 1);
	}

}
