package io.github.instructorspring.json;

/**
 * Characters that texts are quoted with.
 */
final class QuoteMarks {

	private static final String DOUBLE = "\"\u201C\u201D\u201E\u201F";

	private static final String SINGLE = "'`\u2018\u2019\u201A\u201B\u00B4";

	private QuoteMarks() {
	}

	static boolean opens(int character) {
		return character == '"' || character == '\'' || character == '`' || character == '\u201C'
				|| character == '\u201D' || character == '\u201E' || character == '\u2018' || character == '\u2019';
	}

	static boolean isAny(int character) {
		return character > 0 && (DOUBLE.indexOf(character) >= 0 || SINGLE.indexOf(character) >= 0);
	}

	/**
	 * Whether a character may close a text; a straight double quote is closed by nothing
	 * else, so that the others can stand in it.
	 */
	static boolean closes(int opening, int character) {
		if (opening == '"' || character < 0) {
			return character == opening;
		}
		return ((DOUBLE.indexOf(opening) >= 0) ? DOUBLE : SINGLE).indexOf(character) >= 0;
	}

}
