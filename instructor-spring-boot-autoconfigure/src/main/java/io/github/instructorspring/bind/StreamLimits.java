package io.github.instructorspring.bind;

/**
 * Bounds of an answer that is read while it comes. Immutable.
 *
 * @param maxDepth how deep values may be nested, at most 200
 * @param maxCharacters the length of the whole text
 * @param maxTokenLength the length of one text or number
 * @param maxNameLength the length of a name of a property or key of a map
 * @param maxElements the number of values in one object or list
 * @param maxBlanks how much white space may stand in a row outside of texts
 * @since 0.1
 */
public record StreamLimits(int maxDepth, int maxCharacters, int maxTokenLength, int maxNameLength, int maxElements,
		int maxBlanks) {

	private static final StreamLimits DEFAULTS = new StreamLimits(64, 4_000_000, 2_000_000, 1024, 1_000_000, 4096);

	/**
	 * Create bounds, each of which must be positive.
	 * @param maxDepth how deep values may be nested, at most 200
	 * @param maxCharacters the length of the whole text
	 * @param maxTokenLength the length of one text or number
	 * @param maxNameLength the length of a name of a property or key of a map
	 * @param maxElements the number of values in one object or list
	 * @param maxBlanks how much white space may stand in a row outside of texts
	 */
	public StreamLimits {
		if (Math.min(Math.min(maxDepth, maxCharacters), Math.min(maxTokenLength, maxNameLength)) < 1
				|| Math.min(maxElements, maxBlanks) < 1) {
			throw new IllegalArgumentException("Each limit must be positive");
		}
	}

	/**
	 * Bounds that no honest answer reaches.
	 * @return the limits
	 */
	public static StreamLimits defaults() {
		return DEFAULTS;
	}

}
