package io.github.instructorspring.validation;

/**
 * Where a {@link Grounded} quotation stands. Its {@code toString()} shows no content.
 *
 * @param path the path of the quotation in the answer
 * @param source the name of the context entry that it was found in
 * @param document which of the entry's texts, from 0
 * @param start where it begins in that text, in UTF-16 units as {@code String} counts
 * @param end where it ends, exclusive
 * @param text what stands there, to the letter
 * @since 0.1
 */
public record Citation(String path, String source, int document, int start, int end, String text) {

	@Override
	public String toString() {
		return "Citation[source=" + this.source + ", document=" + this.document + ", start=" + this.start + ", end="
				+ this.end + "]";
	}

}
