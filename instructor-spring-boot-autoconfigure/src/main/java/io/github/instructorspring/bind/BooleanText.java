package io.github.instructorspring.bind;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads the truth value that a text names.
 */
final class BooleanText {

	private static final Set<String> YES = Set.of("true", "yes", "y", "on");

	private static final Set<String> NO = Set.of("false", "no", "n", "off");

	private static final EnumMatcher WORDS = new EnumMatcher(List.of("true", "false"));

	private BooleanText() {
	}

	/**
	 * Read a truth value.
	 * @param text the text
	 * @return the value, or {@code null} if it names none, both, or one that is not
	 */
	static @Nullable Boolean parse(String text) {
		String words = PlainWords.words(text);
		if (YES.contains(words) || NO.contains(words)) {
			return YES.contains(words);
		}
		Set<String> named = Set.copyOf(List.of(words.split(" ")));
		if (named.contains("yes") && named.contains("no")) {
			return null;
		}
		int[] counts = WORDS.counts(PlainWords.clauses(text));
		if (counts.length == 0 || (counts[0] > 0 && counts[1] > 0)) {
			return null;
		}
		if (counts[0] + counts[1] > 0) {
			return counts[0] > 0;
		}
		// As in "Yes, it is.", and not in "No idea".
		int end = text.strip().indexOf(',');
		String first = (end > 0) ? PlainWords.words(text.strip().substring(0, end)) : "";
		return (first.equals("yes") || first.equals("no")) ? Boolean.valueOf(first.equals("yes")) : null;
	}

}
