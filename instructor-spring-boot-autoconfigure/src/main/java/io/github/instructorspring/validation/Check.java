package io.github.instructorspring.validation;

/**
 * Something that was wrong with an answer and did not make it unacceptable.
 *
 * @param violation what was wrong, with the path and the value as the model gave them
 * @param outcome what became of the value
 * @since 0.1
 */
public record Check(Violation violation, Outcome outcome) {

	/**
	 * What became of the value.
	 */
	public enum Outcome {

		/** It stays as it is. */
		ACCEPTED,

		/** The element of a list, or the entry of a map, that it is in was left out. */
		DROPPED,

		/** It is null now. */
		SET_NULL,

		/**
		 * It is what a semantic validator proposed now, see {@link Semantic#allowFix()}.
		 */
		FIXED

	}

}
