package io.github.instructorspring;

/**
 * The step at which an answer was rejected, in the order of the steps.
 *
 * @since 0.1
 */
public enum FailureStage {

	/** The answer was cut: by a limit, by a filter, or its JSON has no end. */
	INCOMPLETE,

	/** The model declined to answer. */
	REFUSED,

	/** There was no JSON to read: nothing, prose, the wrong tool. */
	EXTRACTION,

	/** There was JSON, but not of the type that was asked for. */
	BINDING,

	/** The object has the right type and an unacceptable value. */
	VALIDATION

}
