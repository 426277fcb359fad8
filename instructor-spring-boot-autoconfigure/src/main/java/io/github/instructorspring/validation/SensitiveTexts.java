package io.github.instructorspring.validation;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Texts of sensitive values, to be masked wherever they occur in other texts: whatever
 * the case, accents, spaces, punctuation and escapes there, in whole, or in pieces of at
 * least {@value #WINDOW} letters and digits. Of a value of up to {@value #NAME_WORDS}
 * words, each longer word is masked alone as well. Not thread-safe.
 *
 * @since 0.1
 */
public final class SensitiveTexts {

	/**
	 * What stands in the place of a sensitive value.
	 */
	public static final String MASK = "***";

	private static final int WINDOW = 12;

	private static final int NAME_WORDS = 4;

	private static final int NAME_LENGTH = 4;

	/** Fewer letters are masked only where they are no part of a word or number. */
	private static final int DISTINCT = 5;

	private static final int MAX_ESCAPED = 2;

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

	/** Pieces of values in letters, by their length. */
	private final Map<Integer, Set<String>> pieces = new TreeMap<>();

	/**
	 * Create an empty set.
	 */
	public SensitiveTexts() {
	}

	/**
	 * Add the text of a value.
	 * @param text the text
	 */
	public void add(String text) {
		addLetters(text);
		String[] parts = BETWEEN_WORDS.split(text.strip());
		if (parts.length <= NAME_WORDS) {
			for (String part : parts) {
				if (part.length() >= NAME_LENGTH) {
					addLetters(part);
				}
			}
		}
	}

	private void addLetters(String text) {
		String letters = Letters.of(text, 0).characters();
		int length = Math.min(letters.length(), WINDOW);
		if (length > 0) {
			Set<String> known = this.pieces.computeIfAbsent(length, (missing) -> new HashSet<>());
			for (int end = length; end <= letters.length(); end++) {
				known.add(letters.substring(end - length, end));
			}
		}
	}

	/**
	 * Mask what was added in a text.
	 * @param text any text
	 * @return the text with {@value #MASK} in the place of each occurrence
	 */
	public String mask(String text) {
		BitSet hidden = new BitSet();
		int escapes = (text.indexOf('\\') >= 0) ? MAX_ESCAPED : 0;
		for (int escaped = 0; escaped <= escapes; escaped++) {
			Letters letters = Letters.of(text, escaped);
			String characters = letters.characters();
			this.pieces.forEach((length, known) -> hide(length, known, letters, characters, hidden));
		}
		return masked(text, hidden);
	}

	private static void hide(int length, Set<String> known, Letters letters, String characters, BitSet hidden) {
		for (int start = 0; start + length <= characters.length(); start++) {
			int end = start + length;
			if (known.contains(characters.substring(start, end)) && (length >= DISTINCT
					|| (!isOneWord(letters, characters, start) && !isOneWord(letters, characters, end)))) {
				hidden.set(letters.start(start), letters.end(end - 1));
			}
		}
	}

	/**
	 * Whether the letters before and after a place are of one word or of one number.
	 */
	private static boolean isOneWord(Letters letters, String characters, int place) {
		if (place == 0 || place == characters.length() || letters.end(place - 1) < letters.start(place)) {
			return false;
		}
		char before = characters.charAt(place - 1);
		char after = characters.charAt(place);
		return (Character.isDigit(before) && Character.isDigit(after)) || (isOfWords(before) && isOfWords(after));
	}

	/**
	 * Whether a letter is of a script that has blanks between its words.
	 */
	private static boolean isOfWords(char character) {
		return character < 0x590 && Character.isLetter(character);
	}

	private static String masked(String text, BitSet hidden) {
		StringBuilder masked = new StringBuilder(text.length());
		int shown = 0;
		for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(shown)) {
			masked.append(text, shown, from).append(MASK);
			shown = hidden.nextClearBit(from);
		}
		return masked.append(text, shown, text.length()).toString();
	}

}
