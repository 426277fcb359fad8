package io.github.instructorspring.json;

/**
 * A text that a model gave in two parts.
 *
 * @since 0.1
 */
public final class ContinuedText {

	private ContinuedText() {
	}

	/**
	 * Put the parts together.
	 * @param cut the text that was cut
	 * @param rest what came when the model was asked to go on
	 * @return the whole text
	 */
	public static String join(String cut, String rest) {
		return cut + rest;
	}

}
