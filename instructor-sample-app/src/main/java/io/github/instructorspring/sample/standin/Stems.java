package io.github.instructorspring.sample.standin;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Simple stems of English words: {@code charge}, {@code charged} and {@code charges} are
 * the same to the rules. A stem need not be a word.
 */
final class Stems {

	private static final int MIN_LENGTH = 3;

	private static final List<String> ENDINGS = List.of("ly", "ment", "ing", "ied", "ed", "y", "e");

	private Stems() {
	}

	static Set<String> of(Collection<String> words) {
		Set<String> stems = new LinkedHashSet<>();
		words.forEach((word) -> stems.add(of(word)));
		return stems;
	}

	static String of(String word) {
		String stem = singular(possessor(word.toLowerCase(Locale.ROOT)));
		for (String ending : ENDINGS) {
			stem = cut(stem, ending);
		}
		int last = stem.length() - 1;
		boolean doubled = last >= MIN_LENGTH && stem.charAt(last) == stem.charAt(last - 1);
		return doubled ? stem.substring(0, last) : stem;
	}

	/**
	 * Cut the ending of a possessor.
	 * @param word a word
	 * @return the word, {@code Ada} for {@code Ada's}
	 */
	static String possessor(String word) {
		return (word.endsWith("'s") || word.endsWith("\u2019s")) ? word.substring(0, word.length() - 2) : word;
	}

	private static String singular(String word) {
		if (word.endsWith("ies")) {
			return cut(word, "ies");
		}
		if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
			return word;
		}
		boolean hissing = word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")
				|| word.endsWith("sses");
		return cut(word, hissing ? "es" : "s");
	}

	private static String cut(String word, String ending) {
		boolean longEnough = word.length() - ending.length() >= MIN_LENGTH;
		return (longEnough && word.endsWith(ending)) ? word.substring(0, word.length() - ending.length()) : word;
	}

}
