package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Capitalised words in a row: the name of a person, a place or a company.
 *
 * @param text the words as they are written
 * @param first the index of the first word
 * @param last the index of the last word
 */
record CapitalisedRun(String text, int first, int last) {

	private static final Set<String> NO_NAMES = Stream
		.of(Vocabulary.STARTERS, Vocabulary.MONTHS, Vocabulary.WEEKDAYS, Vocabulary.OTHER_PROPER_WORDS)
		.flatMap(Set::stream)
		.collect(Collectors.toUnmodifiableSet());

	static List<CapitalisedRun> in(WordList words, String text) {
		List<CapitalisedRun> runs = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			if (isName(words, i)) {
				int last = endOfRun(words, i);
				int end = words.get(last).end();
				runs.add(new CapitalisedRun(Stems.possessor(text.substring(words.get(i).start(), end)), i, last));
				i = last;
			}
		}
		return runs;
	}

	private static int endOfRun(WordList words, int first) {
		int last = first;
		int next = nextName(words, last);
		while (next > last) {
			last = next;
			next = nextName(words, last);
		}
		return last;
	}

	// The next word of the run, beyond particles as in "Ludwig van Beethoven".
	private static int nextName(WordList words, int last) {
		int next = last + 1;
		while (isAdjacent(words, next) && Vocabulary.PARTICLES.contains(words.get(next).text())) {
			next++;
		}
		return (isAdjacent(words, next) && continuesName(words, next)) ? next : last;
	}

	private static boolean isAdjacent(WordList words, int index) {
		if (index >= words.size() || isPossessor(words.get(index - 1))) {
			return false;
		}
		String gap = words.gapBefore(index);
		boolean afterInitial = gap.equals(". ") || gap.equals(".");
		return gap.equals(" ") || (afterInitial && words.get(index - 1).isInitial());
	}

	private static boolean isName(WordList words, int index) {
		Word word = words.get(index);
		return word.isCapitalised() && word.isLetters() && !NO_NAMES.contains(Stems.possessor(word.lower()));
	}

	// Some short words that start sentences are family names as well: An, Do, So.
	private static boolean continuesName(WordList words, int index) {
		Word word = words.get(index);
		boolean shortName = word.text().length() == 2 && word.isCapitalised() && word.isLetters() && !word.isShouted()
				&& !Vocabulary.TITLES.contains(word.lower());
		return isName(words, index) || shortName;
	}

	private static boolean isPossessor(Word word) {
		return !Stems.possessor(word.text()).equals(word.text());
	}

	int length() {
		return this.last - this.first + 1;
	}

	boolean isShouted(WordList words) {
		return IntStream.rangeClosed(this.first, this.last).allMatch((i) -> words.get(i).isShouted());
	}

	boolean hasCompanySuffix(WordList words) {
		return this.length() > 1 && Vocabulary.COMPANY_SUFFIXES.contains(words.get(this.last).lower());
	}

}
