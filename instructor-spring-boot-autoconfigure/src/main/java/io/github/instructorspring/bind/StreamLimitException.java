package io.github.instructorspring.bind;

import java.io.Serial;

/**
 * An answer goes beyond a limit while it is read. Says where, never what stands there.
 *
 * @since 0.1
 */
public final class StreamLimitException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Limit limit;

	private final int offset;

	private final String path;

	StreamLimitException(Limit limit, int bound, int offset, String path) {
		super("The answer has more than " + bound + " " + limit.words() + " (at character " + offset
				+ ((path.isEmpty()) ? ")" : ", in " + path + ")"));
		this.limit = limit;
		this.offset = offset;
		this.path = path;
	}

	/**
	 * The limit that was passed.
	 * @return the limit
	 */
	public Limit limit() {
		return this.limit;
	}

	/**
	 * How many characters had been read.
	 * @return the offset in the text
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * The value that was being read, with a star for each key of a map.
	 * @return the path, empty for the whole answer
	 */
	public String path() {
		return this.path;
	}

	/**
	 * What is limited, see {@link StreamLimits}.
	 */
	public enum Limit {

		/** Levels of nesting. */
		DEPTH("levels"),

		/** The length of the text. */
		CHARACTERS("characters"),

		/** The length of one text or number. */
		TOKEN("characters in one value"),

		/** The length of a name. */
		NAME("characters in one name"),

		/** The number of values side by side. */
		ELEMENTS("values in one object or list"),

		/** White space in a row. */
		BLANKS("blanks in a row");

		private final String words;

		Limit(String words) {
			this.words = words;
		}

		String words() {
			return this.words;
		}

	}

}
