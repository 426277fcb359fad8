package io.github.instructorspring.observation;

import java.util.List;
import java.util.Optional;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request for an answer and of what became of the answer. Carries no
 * content: paths have stars for the keys of maps.
 *
 * @since 0.1
 */
public final class InstructorAttemptObservationContext extends Observation.Context {

	private final InstructorCallObservationContext call;

	private final int number;

	private final String provider;

	private final String model;

	private final String mode;

	private volatile Outcome outcome = Outcome.CANCELLED;

	private volatile @Nullable String stage;

	private volatile List<String> repairs = List.of();

	private volatile List<String> violations = List.of();

	private volatile List<String> checks = List.of();

	private volatile long inputTokens;

	private volatile long outputTokens;

	/**
	 * Create the context of an attempt that begins.
	 * @param call the call
	 * @param number the number of the attempt, from 1
	 */
	public InstructorAttemptObservationContext(InstructorCallObservationContext call, int number) {
		this.call = call;
		this.number = number;
		this.provider = call.provider();
		this.model = call.model();
		this.mode = call.mode();
	}

	/**
	 * The call.
	 * @return its context
	 */
	public InstructorCallObservationContext call() {
		return this.call;
	}

	/**
	 * The number of the attempt.
	 * @return from 1
	 */
	public int number() {
		return this.number;
	}

	/**
	 * The provider that is asked.
	 * @return its name
	 */
	public String provider() {
		return this.provider;
	}

	/**
	 * The model that is asked.
	 * @return its name
	 */
	public String model() {
		return this.model;
	}

	/**
	 * The mode of the request.
	 * @return its name
	 */
	public String mode() {
		return this.mode;
	}

	/**
	 * What became of it.
	 * @return the outcome; {@link Outcome#CANCELLED} until it is known
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Where the answer was rejected.
	 * @return the stage, empty if it was not
	 */
	public Optional<String> stage() {
		return Optional.ofNullable(this.stage);
	}

	/**
	 * What was mended in the answer.
	 * @return the kinds, with repetitions
	 */
	public List<String> repairs() {
		return this.repairs;
	}

	/**
	 * Where the answer was not acceptable.
	 * @return the paths, with repetitions
	 */
	public List<String> violations() {
		return this.violations;
	}

	/**
	 * Where the answer broke a rule that does not matter.
	 * @return the paths, with repetitions
	 */
	public List<String> checks() {
		return this.checks;
	}

	/**
	 * The tokens of the prompt.
	 * @return the number, 0 if the provider does not say
	 */
	public long inputTokens() {
		return this.inputTokens;
	}

	/**
	 * The tokens of the answer.
	 * @return the number, 0 if the provider does not say
	 */
	public long outputTokens() {
		return this.outputTokens;
	}

	/**
	 * There is an answer, which so far only calls tools of the caller.
	 * @param input the tokens of the prompt
	 * @param output the tokens of the answer
	 */
	public void answered(long input, long output) {
		this.inputTokens = input;
		this.outputTokens = output;
		this.outcome = Outcome.TOOL_CALLS;
	}

	/**
	 * The answer was judged.
	 * @param rejectedAt the stage at which it was rejected, {@code null} if it was not
	 * @param newRepairs the kinds of what was mended
	 * @param newViolations the paths of what was not acceptable
	 * @param newChecks the paths of what did not matter
	 */
	public void judged(@Nullable String rejectedAt, List<String> newRepairs, List<String> newViolations,
			List<String> newChecks) {
		this.outcome = (rejectedAt != null) ? Outcome.REJECTED : Outcome.ACCEPTED;
		this.stage = rejectedAt;
		this.repairs = List.copyOf(newRepairs);
		this.violations = List.copyOf(newViolations);
		this.checks = List.copyOf(newChecks);
	}

	/**
	 * There is no answer.
	 */
	public void failed() {
		this.outcome = Outcome.ERROR;
	}

	/**
	 * What became of an attempt.
	 */
	public enum Outcome {

		/** The answer is the result, or a part of it. */
		ACCEPTED,

		/** The answer was not acceptable. */
		REJECTED,

		/** The answer calls tools of the caller. */
		TOOL_CALLS,

		/** There was no answer. */
		ERROR,

		/** Nobody waited for the answer. */
		CANCELLED

	}

}
