package io.github.instructorspring.validation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text without what is typesetting, which knows where each character comes from. A
 * hyphen within a word is kept apart from the characters, since at the end of a line it
 * may or may not belong to the word.
 */
final class FoldedText {

	private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D";

	private static final String APOSTROPHES = "'\u2018\u2019\u201A\u201B\u2039\u203A\u02B9\u02BC\u2032\u00B4`\uFF07";

	private static final String QUOTES = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\u301D\u301E\u301F\uFF02";

	private static final String NUMBER_MARKS = ".,'";

	private static final int SOFT_HYPHEN = 0xAD;

	/** Longer rows of combining characters are no letter of any language. */
	private static final int MAX_CLUSTER = 32;

	private final StringBuilder characters = new StringBuilder();

	private int[] starts = new int[64];

	private int[] ends = new int[64];

	private Kind[] kinds = new Kind[64];

	private Hyphen[] hyphens = new Hyphen[64];

	private FoldedText() {
	}

	static FoldedText of(String text) {
		FoldedText folded = new FoldedText();
		folded.read(text);
		return folded;
	}

	int length() {
		return this.characters.length();
	}

	char at(int index) {
		return this.characters.charAt(index);
	}

	/**
	 * Where a character begins in the text itself.
	 */
	int start(int index) {
		return this.starts[index];
	}

	/**
	 * Where a character ends in the text itself.
	 */
	int end(int index) {
		return this.ends[index];
	}

	boolean isQuoted() {
		int last = length() - 1;
		return last > 0 && "\"'".indexOf(this.characters.charAt(0)) >= 0
				&& this.characters.charAt(last) == this.characters.charAt(0);
	}

	/**
	 * The text between its quotation marks.
	 */
	FoldedText unquoted() {
		int from = 1;
		int to = length() - 1;
		while (from < to && this.characters.charAt(from) == ' ') {
			from++;
		}
		while (to > from && this.characters.charAt(to - 1) == ' ') {
			to--;
		}
		FoldedText inner = new FoldedText();
		inner.characters.append(this.characters, from, to);
		inner.starts = Arrays.copyOfRange(this.starts, from, to);
		inner.ends = Arrays.copyOfRange(this.ends, from, to);
		inner.kinds = Arrays.copyOfRange(this.kinds, from, to);
		inner.hyphens = Arrays.copyOfRange(this.hyphens, from, to);
		return inner;
	}

	/**
	 * Whether the text may be cut before a character without cutting a letter, a word or
	 * a number.
	 */
	boolean isBoundary(int index) {
		if (index == 0 || index == length()) {
			return true;
		}
		if (this.starts[index] == this.starts[index - 1]) {
			return false;
		}
		if (this.hyphens[index] != Hyphen.NONE) {
			return true;
		}
		Kind before = this.kinds[index - 1];
		Kind after = this.kinds[index];
		if (before.inWord && after.inWord) {
			return false;
		}
		boolean markBefore = isNumberMark(index - 1) && index > 1 && this.kinds[index - 2] == Kind.DIGIT;
		boolean markAfter = isNumberMark(index) && index + 1 < length() && this.kinds[index + 1] == Kind.DIGIT;
		return !(markBefore && after == Kind.DIGIT) && !(before == Kind.DIGIT && markAfter);
	}

	private boolean isNumberMark(int index) {
		return NUMBER_MARKS.indexOf(this.characters.charAt(index)) >= 0;
	}

	/**
	 * Whether the words of another text, which begins here, are hyphenated alike.
	 */
	boolean hasSameHyphens(FoldedText other, int from) {
		for (int i = 1; i < other.length(); i++) {
			Hyphen here = this.hyphens[from + i];
			Hyphen there = other.hyphens[i];
			if (here != there && !here.mayBe(there) && !there.mayBe(here)) {
				return false;
			}
		}
		return true;
	}

	private void read(String text) {
		int blank = -1;
		int blankEnd = 0;
		Hyphen hyphen = Hyphen.NONE;
		int index = 0;
		while (index < text.length()) {
			int character = text.codePointAt(index);
			int next = index + Character.charCount(character);
			if (isSpace(character)) {
				blank = (blank < 0) ? index : blank;
				blankEnd = next;
			}
			else if (isInvisible(character)) {
				Break after = Break.after(text, next);
				next = after.end();
				if (after.space() && !(character == SOFT_HYPHEN && after.line())) {
					blank = (blank < 0) ? index : blank;
					blankEnd = next;
				}
			}
			else {
				Break after = (isDash(character) && blank < 0 && endsInWord()) ? Break.after(text, next) : null;
				if (after != null && after.end() < text.length() && Kind.of(text.codePointAt(after.end())).inWord) {
					hyphen = after.hyphen(lastIsLetter(), Kind.of(text.codePointAt(after.end())) == Kind.LETTER);
					next = after.end();
				}
				else {
					next = clusterEnd(text, index, next);
					if (blank >= 0 && length() > 0 && !isBetweenUnspaced(character)) {
						add(' ', blank, blankEnd, Kind.OTHER, Hyphen.NONE);
					}
					addCluster(text, index, next, hyphen);
					blank = -1;
					hyphen = Hyphen.NONE;
				}
			}
			index = next;
		}
	}

	private boolean endsInWord() {
		return length() > 0 && this.kinds[length() - 1].inWord;
	}

	private boolean lastIsLetter() {
		return this.kinds[length() - 1] == Kind.LETTER;
	}

	/**
	 * Whether a blank here is just a line break of a script that has none between words.
	 */
	private boolean isBetweenUnspaced(int character) {
		return this.kinds[length() - 1] == Kind.UNSPACED && Kind.of(character) == Kind.UNSPACED;
	}

	private void addCluster(String text, int start, int end, Hyphen hyphen) {
		int first = text.codePointAt(start);
		Kind kind = Kind.of(first);
		if (first < 0x80 && end == start + 1) {
			add((first == '`') ? '\'' : (char) upper(first), start, end, kind, hyphen);
			return;
		}
		String folded = folded(text.substring(start, end), first);
		for (int i = 0; i < folded.length(); i++) {
			add(folded.charAt(i), start, end, kind, (i == 0) ? hyphen : Hyphen.NONE);
		}
	}

	private static int upper(int ascii) {
		return (ascii >= 'a' && ascii <= 'z') ? ascii - 'a' + 'A' : ascii;
	}

	private String folded(String cluster, int first) {
		if (isDash(first)) {
			return "-";
		}
		if (APOSTROPHES.indexOf(first) >= 0) {
			return "'";
		}
		if (QUOTES.indexOf(first) >= 0) {
			return "\"";
		}
		boolean afterDigit = length() > 0 && this.kinds[length() - 1] == Kind.DIGIT;
		if (Character.getType(first) == Character.OTHER_NUMBER && afterDigit) {
			// A power or a note: 10² is not 102.
			return cluster;
		}
		String plain = Normalizer.normalize(cluster, Normalizer.Form.NFKD);
		String folded = Normalizer.normalize(plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT),
				Normalizer.Form.NFKD);
		StringBuilder visible = new StringBuilder(folded.length());
		folded.codePoints().filter((character) -> !isInvisible(character)).forEach(visible::appendCodePoint);
		return visible.toString().replace('\u2044', '/');
	}

	private void add(char character, int start, int end, Kind kind, Hyphen hyphen) {
		int index = length();
		if (index == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * index);
			this.ends = Arrays.copyOf(this.ends, 2 * index);
			this.kinds = Arrays.copyOf(this.kinds, 2 * index);
			this.hyphens = Arrays.copyOf(this.hyphens, 2 * index);
		}
		this.characters.append(character);
		this.starts[index] = start;
		this.ends[index] = end;
		this.kinds[index] = kind;
		this.hyphens[index] = hyphen;
	}

	/**
	 * Where the accents and vowels that belong to a letter end.
	 */
	private static int clusterEnd(String text, int start, int next) {
		int end = next;
		while (end < text.length() && end - start < MAX_CLUSTER && continues(text.codePointAt(end))) {
			end += Character.charCount(text.codePointAt(end));
		}
		return end;
	}

	private static boolean continues(int character) {
		if (character < 0x300) {
			return false;
		}
		return switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			// Vowels and ends of Korean syllables, voice marks of narrow Japanese ones.
			default -> (character >= 0x1160 && character <= 0x11FF) || character == 0xFF9E || character == 0xFF9F;
		};
	}

	private static boolean isDash(int character) {
		return DASHES.indexOf(character) >= 0;
	}

	private static boolean isSpace(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
	}

	/**
	 * Whether a character only tells how others are shown: soft hyphens, joiners, marks
	 * of direction, the byte order mark, selectors of variants.
	 */
	private static boolean isInvisible(int character) {
		return character >= SOFT_HYPHEN && (Character.getType(character) == Character.FORMAT
				|| (character >= 0xFE00 && character <= 0xFE0F) || character == 0x34F);
	}

	/**
	 * The white space after a hyphen.
	 *
	 * @param end where it ends
	 * @param space whether there is any
	 * @param line whether a line ends in it
	 */
	private record Break(int end, boolean space, boolean line) {

		static Break after(String text, int start) {
			int end = start;
			boolean space = false;
			boolean line = false;
			while (end < text.length()) {
				int character = text.codePointAt(end);
				if (!isSpace(character) && !isInvisible(character)) {
					break;
				}
				space |= isSpace(character);
				line |= "\n\r\u000B\f\u0085\u2028\u2029".indexOf(character) >= 0;
				end += Character.charCount(character);
			}
			return new Break(end, space, line);
		}

		Hyphen hyphen(boolean letterBefore, boolean letterAfter) {
			if (this.line) {
				return (letterBefore && letterAfter) ? Hyphen.BROKEN_WORD : Hyphen.BROKEN;
			}
			return (this.space) ? Hyphen.SPACED : Hyphen.PLAIN;
		}

	}

	/**
	 * How two parts of a word hang together.
	 */
	private enum Hyphen {

		NONE,

		PLAIN,

		/** As the first in pre- and post-war. */
		SPACED,

		/** Between numbers, at the end of a line. */
		BROKEN,

		/** Between letters, at the end of a line, where it may be of the line only. */
		BROKEN_WORD;

		boolean mayBe(Hyphen other) {
			return this == BROKEN_WORD || (this == BROKEN && other != NONE);
		}

	}

	/**
	 * What a character is part of.
	 */
	private enum Kind {

		LETTER(true),

		DIGIT(true),

		/**
		 * A letter of a script that has no blanks between words, or none before endings.
		 */
		UNSPACED(false),

		OTHER(false);

		private final boolean inWord;

		Kind(boolean inWord) {
			this.inWord = inWord;
		}

		static Kind of(int character) {
			if (character < 0x80) {
				return (character >= '0' && character <= '9') ? DIGIT
						: (Character.isLetter(character)) ? LETTER : OTHER;
			}
			if (Character.isDigit(character) || isFraction(character)) {
				return DIGIT;
			}
			if (!Character.isAlphabetic(character)) {
				return OTHER;
			}
			return switch (Character.UnicodeScript.of(character)) {
				case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, BOPOMOFO, HANGUL -> UNSPACED;
				default -> LETTER;
			};
		}

		private static boolean isFraction(int character) {
			return (character >= 0xBC && character <= 0xBE) || (character >= 0x2150 && character <= 0x215F)
					|| character == 0x2189;
		}

	}

}
