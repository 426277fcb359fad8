package io.github.instructorspring.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The text as far as it has come. Looking beyond its end, while more may come, makes it
 * hungry: whatever was concluded then is void, and is to be tried again with more text.
 */
final class PushedText {

	/** No character, since the text ends before. */
	static final int END = -1;

	private static final int NAMES = 32;

	private final Characters characters = new Characters();

	/** Names that were read, since most are read again and again. */
	private final @Nullable String[] names = new @Nullable String[NAMES];

	private boolean ended;

	private boolean hungry;

	private long looks;

	void append(CharSequence chunk) {
		this.characters.append(chunk);
	}

	void end() {
		this.ended = true;
	}

	boolean hasEnded() {
		return this.ended;
	}

	int length() {
		return this.characters.length();
	}

	int at(int index) {
		this.looks++;
		if (index < this.characters.length()) {
			return this.characters.charAt(index);
		}
		this.hungry |= !this.ended;
		return END;
	}

	/**
	 * How many characters were looked at, which is what reading costs.
	 */
	long looks() {
		return this.looks;
	}

	boolean isHungry() {
		return this.hungry;
	}

	void tryAgain() {
		this.hungry = false;
	}

	/**
	 * The character at an index, without a claim that it decides anything.
	 */
	int peek(int index) {
		return (index < this.characters.length()) ? this.characters.charAt(index) : END;
	}

	/**
	 * Where plain characters of a text in quotes end: at a quote, an escape, a control
	 * character or the end of what has come.
	 */
	int plainEnd(int index, int quote) {
		if (quote == '"') {
			int end = this.characters.plainEnd(index);
			this.looks += end - index;
			return end;
		}
		int end = index;
		while (end < this.characters.length()) {
			char character = this.characters.charAt(end);
			if (character < ' ' || character == '\\' || QuoteMarks.closes(quote, character)) {
				break;
			}
			end++;
		}
		this.looks += end - index;
		return end;
	}

	/**
	 * Where the spaces of JSON end.
	 */
	int blankEnd(int index) {
		int end = index;
		while (isBlank(peek(end))) {
			end++;
		}
		this.looks += end - index + 1;
		return end;
	}

	private static boolean isBlank(int character) {
		return character == ' ' || character == '\n' || character == '\r' || character == '\t';
	}

	/**
	 * Where the letters, digits and signs end that numbers and literals are written with.
	 */
	int scalarEnd(int index) {
		int end = index;
		while (end < this.characters.length() && isOfScalar(this.characters.charAt(end))) {
			end++;
		}
		this.looks += end - index;
		return end;
	}

	private static boolean isOfScalar(char character) {
		return (character >= '0' && character <= '9') || character == '.' || character == '-'
				|| (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
	}

	/**
	 * A part of the text that is likely to come again.
	 */
	String name(int start, int end) {
		if (end == start) {
			return "";
		}
		int place = (this.characters.charAt(start) + this.characters.charAt(end - 1) * 7 + (end - start) * 31) % NAMES;
		String known = this.names[place];
		if (known == null || known.length() != end - start || !this.characters.hasAt(start, known)) {
			known = this.characters.substring(start, end);
			this.names[place] = known;
		}
		return known;
	}

	/**
	 * The value of a number or literal as valid JSON has it.
	 * @return the value; {@code null} if it is none, or takes more than a moment
	 */
	@Nullable JsonNode plainScalar(int start, int end) {
		return PlainScalar.of(this.characters, start, end);
	}

	/**
	 * Append a part of the text to other characters.
	 */
	void appendTo(Characters other, int start, int end) {
		other.append(this.characters, start, end);
	}

	String substring(int start, int end) {
		return this.characters.substring(start, Math.min(end, this.characters.length()));
	}

	boolean startsWith(String prefix, int index) {
		for (int i = 0; i < prefix.length(); i++) {
			if (at(index + i) != prefix.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	int skipSpace(int index) {
		int next = index;
		while (true) {
			int character = at(next);
			if (isSpace(character)) {
				next++;
			}
			else if (character == '\\' && isEscapedSpace(next)) {
				next += 2;
			}
			else {
				return next;
			}
		}
	}

	/**
	 * Whether a line break or tab is written as an escape here, as in JSON that was
	 * escaped as a whole.
	 */
	boolean isEscapedSpace(int index) {
		return at(index) == '\\' && "nrt".indexOf(at(index + 1)) >= 0;
	}

	/**
	 * Where the mark of a code fence and the language behind it end.
	 */
	int endOfFenceMark(int start) {
		int end = start + 3;
		while (isWord(at(end)) || at(end) == '-' || at(end) == '+') {
			end++;
		}
		return end;
	}

	/**
	 * White space of JSON and of typography; the byte order mark and its like as well.
	 */
	static boolean isSpace(int character) {
		return character == ' ' || character == '\n' || character == '\r' || character == '\t'
				|| (character > 127 && (Character.isSpaceChar(character) || character == '\uFEFF'
						|| character == '\u200B' || character == '\u2060'))
				|| character == '\u000B' || character == '\f';
	}

	static boolean isWord(int character) {
		return character == '_' || character == '$' || Character.isLetterOrDigit(character);
	}

}
