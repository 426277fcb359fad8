package io.github.instructorspring.validation;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
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

	private final Set<String> words = new HashSet<>();

	private final Set<String> windows = new HashSet<>();

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
		if (letters.length() <= WINDOW) {
			this.words.add(letters);
		}
		for (int end = WINDOW; end <= letters.length(); end++) {
			this.windows.add(letters.substring(end - WINDOW, end));
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
			hideWindows(letters, characters, hidden);
			this.words.forEach((word) -> hideWord(word, letters, characters, hidden));
		}
		return masked(text, hidden);
	}

	private void hideWindows(Letters letters, String characters, BitSet hidden) {
		if (this.windows.isEmpty()) {
			return;
		}
		for (int end = WINDOW; end <= characters.length(); end++) {
			if (this.windows.contains(characters.substring(end - WINDOW, end))) {
				hidden.set(letters.start(end - WINDOW), letters.end(end - 1));
			}
		}
	}

	private static void hideWord(String word, Letters letters, String characters, BitSet hidden) {
		if (word.isEmpty()) {
			return;
		}
		int found = characters.indexOf(word);
		while (found >= 0) {
			int end = found + word.length();
			boolean whole = !isOneWord(letters, characters, found) && !isOneWord(letters, characters, end);
			if (whole || word.length() >= DISTINCT) {
				hidden.set(letters.start(found), letters.end(end - 1));
			}
			found = characters.indexOf(word, found + 1);
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
