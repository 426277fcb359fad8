package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.validation.Violation;

/**
 * An item of a stream is not of its type, or not acceptable. Other items have been
 * delivered. If the model was asked again in vain, the cause is the
 * {@link RetriesExhaustedException} with all attempts and their usage.
 *
 * @since 0.1
 * @see InvalidItemPolicy
 */
@SuppressWarnings("serial")
public final class InvalidItemException extends InstructorException {

	private final int index;

	private final List<Violation> violations;

	InvalidItemException(String responseModel, int index, List<Violation> violations) {
		this(responseModel, index, violations, null);
	}

	InvalidItemException(String responseModel, int index, List<Violation> violations,
			@Nullable RetriesExhaustedException cause) {
		super("Item " + index + " of a stream of response model '" + responseModel + "' is not acceptable, with "
				+ violations.size() + " violation(s); see violations() of this exception. "
				+ "An InvalidItemPolicy lets a stream skip such items or ask for them again", cause);
		this.index = index;
		this.violations = List.copyOf(violations);
	}

	/**
	 * Which item it is.
	 * @return the index, from 0; the number of items that came if it is none of them but
	 * the list that is not acceptable
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
