package io.github.instructorspring;

import java.util.List;

import io.github.instructorspring.validation.Violation;

/**
 * Why one answer was rejected.
 *
 * @since 0.1
 */
public final class AttemptFailure {

	private final FailureStage stage;

	private final List<Violation> violations;

	AttemptFailure(FailureStage stage, List<Violation> violations) {
		this.stage = stage;
		this.violations = List.copyOf(violations);
	}

	/**
	 * The step at which the answer was rejected.
	 * @return the stage
	 */
	public FailureStage stage() {
		return this.stage;
	}

	/**
	 * Everything that was wrong.
	 * @return the violations; empty when the answer was incomplete, refused, or could not
	 * be judged
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	@Override
	public String toString() {
		return "AttemptFailure[stage=" + this.stage + ", violations=" + this.violations.size() + "]";
	}

}
