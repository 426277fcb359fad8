package io.github.instructorspring;

import java.util.List;

import io.github.instructorspring.validation.Violation;

/**
 * An item of a stream is not of its type, or not acceptable. The items before it have
 * been delivered, and the rest of the answer is not waited for.
 *
 * @since 0.1
 * @see InstructorOperations.StreamSpec#items()
 */
@SuppressWarnings("serial")
public final class InvalidItemException extends InstructorException {

	private final int index;

	private final List<Violation> violations;

	InvalidItemException(String responseModel, int index, List<Violation> violations) {
		super("Item " + index + " of a stream of response model '" + responseModel + "' is not acceptable, with "
				+ violations.size() + " violation(s); see violations() of this exception. "
				+ "Use entities() for lists that are asked for again");
		this.index = index;
		this.violations = List.copyOf(violations);
	}

	/**
	 * Which item it is.
	 * @return the index, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * What is wrong with it.
	 * @return the violations, with paths from the item on
	 */
	public List<Violation> violations() {
		return this.violations;
	}

}
