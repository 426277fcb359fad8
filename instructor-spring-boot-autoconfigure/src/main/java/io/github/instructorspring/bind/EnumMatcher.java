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

	private static final Set<String> NEGATIONS = Set.of("not", "isnt", "isn", "never", "nor", "no", "neither", "t",
			"without");

	private static final int MIN_PREFIX = 3;

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
		spelling = (spelling != null) ? spelling : namedIn(PlainWords.words(text));
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

	private @Nullable Match namedIn(String text) {
		if (text.isEmpty()) {
			return null;
		}
		int[] counts = counts(text);
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
			return begunBy(text);
		}
		return (tie) ? null : new Match(most, Coercion.ENUM_IN_TEXT);
	}

	/**
	 * How often each name stands in a text. What is part of a longer name is not counted.
	 * @return the counts, empty when one is only named to rule it out
	 */
	int[] counts(String text) {
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
				if (!taken[from] && !taken[end - 1] && isApart(text, from, end)) {
					if (isNegated(text, from)) {
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

	private static boolean isNegated(String text, int from) {
		String before = text.substring(Math.max(0, from - 12), from).strip();
		return NEGATIONS.contains(before.substring(before.lastIndexOf(' ') + 1));
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
