package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a text into sentences; a line break ends a sentence as well.
 */
final class Sentences {

	private static final Set<String> ABBREVIATIONS = Vocabulary.words("mr mrs ms dr prof st nr e.g i.e etc vs approx");

	private static final Pattern BULLET = Pattern.compile("^(?:[-*\u2022\u2013]|\\d{1,2}[.)])\\s+");

	private static final Pattern GREETING = Pattern
		.compile("(?i)^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings)\\b[^.?]{0,40}[,!.]?$");

	private Sentences() {
	}

	static List<String> in(String text) {
		List<String> sentences = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			if (endsSentence(text, start, i)) {
				add(sentences, text.substring(start, i + 1));
				start = i + 1;
			}
		}
		add(sentences, text.substring(start));
		return sentences;
	}

	static boolean isGreeting(String sentence) {
		return GREETING.matcher(sentence).matches();
	}

	private static void add(List<String> sentences, String sentence) {
		String text = BULLET.matcher(sentence.strip()).replaceFirst("");
		if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
			sentences.add(text);
		}
	}

	private static boolean endsSentence(String text, int start, int index) {
		char character = text.charAt(index);
		if (character == '\n' || "\u3002\uff01\uff1f".indexOf(character) >= 0) {
			return true;
		}
		boolean stop = character == '.' || character == '!' || character == '?';
		boolean spaced = index + 1 == text.length() || Character.isWhitespace(text.charAt(index + 1));
		return stop && spaced && !(character == '.' && isAbbreviation(wordBefore(text, start, index)));
	}

	private static String wordBefore(String text, int start, int end) {
		int from = end;
		while (from > start && !Character.isWhitespace(text.charAt(from - 1))) {
			from--;
		}
		return text.substring(from, end);
	}

	private static boolean isAbbreviation(String word) {
		boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
		return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
	}

}
