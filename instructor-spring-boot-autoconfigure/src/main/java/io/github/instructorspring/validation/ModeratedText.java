package io.github.instructorspring.validation;

/**
 * A {@link Moderated} text of an answer. Its {@code toString()} shows no content.
 *
 * @param path where the text stands
 * @param text the text
 * @param severity how much it matters
 * @since 0.1
 */
public record ModeratedText(String path, String text, Severity severity) {

	@Override
	public String toString() {
		return "ModeratedText[severity=" + this.severity + "]";
	}

}
