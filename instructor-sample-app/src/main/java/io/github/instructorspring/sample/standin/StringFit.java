package io.github.instructorspring.sample.standin;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Fits a text to what its schema allows, as far as that needs no invention.
 */
final class StringFit {

	/**
	 * A pattern is tried on short words only, since a pattern may be slow on long ones.
	 */
	private static final int MAX_WORD = 60;

	private static final Pattern BLANK = Pattern.compile("\\s+");

	private static final String PUNCTUATION = ".,;:!?()\"'";

	private StringFit() {
	}

	static String fit(String value, Schema schema, TextFacts facts) {
		String pattern = schema.text("pattern");
		String fitting = pattern.isEmpty() ? value : matching(value, pattern, facts);
		OptionalInt maxLength = schema.length("maxLength");
		return maxLength.isPresent() ? shorten(fitting, Math.max(0, maxLength.getAsInt())) : fitting;
	}

	// The text may hold a word that the pattern was made for.
	private static String matching(String value, String regex, TextFacts facts) {
		try {
			Pattern pattern = Pattern.compile(regex);
			if (value.length() <= MAX_WORD && !value.isEmpty() && pattern.matcher(value).find()) {
				return value;
			}
			return BLANK.splitAsStream(facts.text())
				.map(StringFit::withoutPunctuation)
				.filter((word) -> !word.isEmpty() && word.length() <= MAX_WORD && pattern.matcher(word).matches())
				.findFirst()
				.orElse(value);
		}
		catch (PatternSyntaxException ex) {
			return value;
		}
	}

	private static String withoutPunctuation(String word) {
		int start = 0;
		int end = word.length();
		while (start < end && PUNCTUATION.indexOf(word.charAt(start)) >= 0) {
			start++;
		}
		while (end > start && PUNCTUATION.indexOf(word.charAt(end - 1)) >= 0) {
			end--;
		}
		return word.substring(start, end);
	}

	static String shorten(String text, int maxLength) {
		if (text.length() <= maxLength) {
			return text;
		}
		int end = maxLength;
		while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
			end--;
		}
		return text.substring(0, (end > 0) ? end : maxLength).strip();
	}

}
