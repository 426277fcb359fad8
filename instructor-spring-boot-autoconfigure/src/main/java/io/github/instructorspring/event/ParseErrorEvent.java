package io.github.instructorspring.event;

import java.util.List;

import io.github.instructorspring.validation.Violation;

/**
 * An answer was rejected: {@code parse:error} of Instructor for Python.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class ParseErrorEvent extends InstructorEvent {

	private final String stage;

	private final List<Violation> violations;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param stage where it was rejected
	 * @param violations what was wrong with it
	 */
	public ParseErrorEvent(CallContext context, String stage, List<Violation> violations) {
		super(context);
		this.stage = stage;
		this.violations = List.copyOf(violations);
	}

	/**
	 * Where it was rejected.
	 * @return the name of a {@code FailureStage}
	 */
	public String stage() {
		return this.stage;
	}

	/**
	 * What was wrong with it.
	 * @return the violations, which carry content
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	@Override
	String details() {
		return "stage=" + this.stage + ", violations=" + this.violations.size() + ", ";
	}

}
