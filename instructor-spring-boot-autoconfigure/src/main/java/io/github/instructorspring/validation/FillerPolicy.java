package io.github.instructorspring.validation;

/**
 * What to do about texts that models put where they have nothing to say, such as
 * {@code N/A} or {@code <UNKNOWN>}, in properties that must be there.
 *
 * @since 0.1
 */
public enum FillerPolicy {

	/** Nothing. */
	OFF,

	/** Record them as a {@link Check}. */
	CHECK,

	/** Ask the model again. */
	REASK

}
