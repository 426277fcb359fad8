package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Finds the constant that a text means: one that is written differently, else the one
 * that the text names. More than one is none.
 */
final class EnumMatcher {

	/**
	 * What is said after these in the same clause is not so. The t is that of isn't.
	 */
	private static final Set<String> NEGATIONS = Set.of("not", "isnt", "isn", "never", "nor", "no", "neither", "t",
			"without", "cannot", "cant", "dont", "doesnt", "wasnt", "non", "anti", "hardly", "barely", "scarcely",
			"unlikely", "impossible", "far", "half", "partly", "partially", "almost", "nearly", "formerly",
			"previously");

	private static final Set<String> DENIALS = Set.of("no", "not", "false");

	private static final int MIN_PREFIX = 3;

	/** A longer clause is hardly one. */
	private static final int MAX_WORDS = 12;

	/**
	 * Several constants are as near.
	 */
	private static final Match TIE = new Match(-1, Coercion.ENUM_CASE);

	private final List<String> names;

	private final List<String> words;

	EnumMatcher(List<String> names) {
		this.names = names;
		this.words = names.stream().map(PlainWords::words).toList();
	}

	/**
	 * Find the constant.
	 * @param text the text
	 * @return the match, or {@code null}
	 */
	@Nullable Match match(String text) {
		Match spelling = spelledAs(text, String::strip, Coercion.ENUM_PUNCTUATION);
		spelling = (spelling != null) ? spelling : spelledAs(text, PlainWords::lower, Coercion.ENUM_CASE);
		spelling = (spelling != null) ? spelling
				: spelledAs(text, PlainWords::withoutPunctuation, Coercion.ENUM_PUNCTUATION);
		spelling = (spelling != null) ? spelling : spelledAs(text, PlainWords::withoutAccents, Coercion.ENUM_ACCENT);
		spelling = (spelling != null) ? spelling
				: spelledAs(text, (name) -> PlainWords.words(name).replace(" ", ""), Coercion.ENUM_ACCENT);
		spelling = (spelling != null) ? spelling : namedIn(PlainWords.clauses(text), text);
		return (TIE.equals(spelling)) ? null : spelling;
	}

	private @Nullable Match spelledAs(String text, UnaryOperator<String> spelling, Coercion coercion) {
		String plain = spelling.apply(text);
		if (plain.isEmpty()) {
			return null;
		}
		List<Integer> same = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			if (spelling.apply(this.names.get(i)).equals(plain)) {
				same.add(i);
			}
		}
		if (same.isEmpty()) {
			return null;
		}
		return (same.size() == 1) ? new Match(same.get(0), coercion) : TIE;
	}

	private @Nullable Match namedIn(String clauses, String text) {
		if (clauses.isEmpty()) {
			return null;
		}
		int[] counts = counts(clauses);
		if (counts.length == 0) {
			return null;
		}
		int most = -1;
		boolean tie = false;
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] > 0 && (most < 0 || counts[i] >= counts[most])) {
				tie = most >= 0 && counts[i] == counts[most];
				most = i;
			}
		}
		if (most < 0) {
			return begunBy(clauses.replace('\n', ' '));
		}
		// An article is no grade.
		boolean letter = this.words.get(most).length() == 1 && !text.contains(this.names.get(most));
		return (tie || letter) ? null : new Match(most, Coercion.ENUM_IN_TEXT);
	}

	/**
	 * How often each name stands in a text. What is part of a longer name is not counted.
	 * @param clauses the words of the text, with a line break behind each clause
	 * @return the counts, empty when one is only named to rule it out
	 */
	int[] counts(String clauses) {
		String text = clauses.replace('\n', ' ');
		int[] counts = new int[this.words.size()];
		boolean[] taken = new boolean[text.length()];
		List<Integer> longestFirst = new ArrayList<>();
		for (int i = 0; i < this.words.size(); i++) {
			longestFirst.add(i);
		}
		longestFirst.sort(Comparator.comparingInt((Integer i) -> this.words.get(i).length()).reversed());
		for (int name : longestFirst) {
			String word = this.words.get(name);
			int from = (word.isEmpty()) ? -1 : text.indexOf(word);
			while (from >= 0) {
				int end = from + word.length();
				if (!taken[from] && !taken[end - 1] && isApart(text, from, end) && !negates(word, clauses, end)) {
					if (isNegated(clauses, from, taken) || isDenied(clauses, end)) {
						return new int[0];
					}
					counts[name]++;
					for (int i = from; i < end; i++) {
						taken[i] = true;
					}
				}
				from = text.indexOf(word, end);
			}
		}
		return counts;
	}

	private static boolean isApart(String text, int from, int end) {
		return (from == 0 || !isOneWord(text.codePointBefore(from), text.codePointAt(from)))
				&& (end == text.length() || !isOneWord(text.codePointBefore(end), text.codePointAt(end)));
	}

	private static boolean isOneWord(int before, int after) {
		return before != ' ' && after != ' ' && !isWithoutSpaces(before) && !isWithoutSpaces(after);
	}

	/**
	 * Whether a letter is of a script that puts no spaces between words.
	 */
	private static boolean isWithoutSpaces(int letter) {
		return switch (Character.UnicodeScript.of(letter)) {
			case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, HANGUL -> true;
			default -> false;
		};
	}

	/**
	 * Whether a word before an index negates what stands there: one of the same clause
	 * and of no name, or the one just before.
	 */
	private static boolean isNegated(String clauses, int from, boolean[] taken) {
		int end = from - 1;
		boolean adjacent = true;
		for (int words = 0; end > 0 && words < MAX_WORDS && (adjacent || clauses.charAt(end) != '\n'); words++) {
			int start = end;
			while (start > 0 && clauses.charAt(start - 1) != ' ' && clauses.charAt(start - 1) != '\n') {
				start--;
			}
			if (!taken[start] && NEGATIONS.contains(clauses.substring(start, end))) {
				return true;
			}
			adjacent = false;
			end = start - 1;
		}
		return false;
	}

	/**
	 * Whether a name such as NO is just a word of the sentence, as in "no idea".
	 */
	private static boolean negates(String word, String clauses, int end) {
		return end < clauses.length() && clauses.charAt(end) == ' ' && NEGATIONS.contains(word);
	}

	/**
	 * Whether the next clause does nothing but deny the one that ends at an index.
	 */
	private static boolean isDenied(String clauses, int end) {
		if (end >= clauses.length() || clauses.charAt(end) != '\n') {
			return false;
		}
		int next = clauses.indexOf('\n', end + 1);
		return DENIALS.contains(clauses.substring(end + 1, (next < 0) ? clauses.length() : next));
	}

	/**
	 * The only name that begins with the words of a text.
	 */
	private @Nullable Match begunBy(String text) {
		Set<Integer> begun = new HashSet<>();
		for (int i = 0; i < this.words.size(); i++) {
			if (text.length() >= MIN_PREFIX && this.words.get(i).startsWith(text + " ")) {
				begun.add(i);
			}
		}
		return (begun.size() == 1) ? new Match(begun.iterator().next(), Coercion.ENUM_IN_TEXT) : null;
	}

	/**
	 * A constant that was found.
	 *
	 * @param index which one
	 * @param coercion by which likeness
	 */
	record Match(int index, Coercion coercion) {
	}

}
