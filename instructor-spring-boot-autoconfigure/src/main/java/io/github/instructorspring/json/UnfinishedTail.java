package io.github.instructorspring.json;

/**
 * What becomes of the value that a cut text ends in.
 *
 * @param texts whether an unfinished text is kept as far as it goes, or left out
 * @param numbers whether a number that nothing follows is kept as far as it goes, such as
 * 12 of 123, or left out
 * @param literals whether an unfinished literal is completed, such as {@code true} from
 * {@code tr}, or left out
 * @param names what becomes of a name without a value
 * @since 0.1
 */
public record UnfinishedTail(boolean texts, boolean numbers, boolean literals, Names names) {

	/**
	 * Keeps what is there: texts and numbers as far as they go, {@code null} after a
	 * colon.
	 */
	public static final UnfinishedTail KEEP = new UnfinishedTail(true, true, true, Names.AFTER_COLON);

	/**
	 * Which names without a value are kept, with {@code null}.
	 */
	public enum Names {

		/** None. */
		NONE,

		/** Those that a colon follows. */
		AFTER_COLON,

		/** All, even when the text ends within the name. */
		ALL

	}

}
