package io.github.instructorspring;

/**
 * What became of a case.
 *
 * @param outcome solved, failed, or of a kind that is not scored
 * @param reason why it failed, in words that hold nothing of the case
 */
record CaseResult(Outcome outcome, String reason) {

	static final String CUT = "text is cut";

	static final CaseResult SOLVED = new CaseResult(Outcome.SOLVED, "");

	static final CaseResult NOT_SCORED = new CaseResult(Outcome.NOT_SCORED, "");

	static CaseResult failed(String reason) {
		return new CaseResult(Outcome.FAILED, reason);
	}

	boolean isSolved() {
		return this.outcome == Outcome.SOLVED;
	}

	boolean isFailed() {
		return this.outcome == Outcome.FAILED;
	}

	enum Outcome {

		SOLVED, FAILED, NOT_SCORED

	}

}
