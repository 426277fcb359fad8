package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The words of a text, in order and by their stems.
 */
final class WordList {

	private static final int NEGATION_REACH = 3;

	private final String text;

	private final List<Word> words = new ArrayList<>();

	private final Map<String, List<Integer>> places = new HashMap<>();

	private final Set<String> lowerCaseStems = new HashSet<>();

	WordList(String text) {
		this.text = text;
		for (int i = 0; i < text.length();) {
			int end = endOfWord(i);
			if (end > i) {
				add(new Word(text.substring(i, end), i, end));
			}
			i = Math.max(end, i + 1);
		}
	}

	private void add(Word word) {
		String stem = Stems.of(word.lower());
		this.places.computeIfAbsent(stem, (key) -> new ArrayList<>()).add(this.words.size());
		if (!word.isCapitalised()) {
			this.lowerCaseStems.add(stem);
		}
		this.words.add(word);
	}

	private int endOfWord(int start) {
		int end = start;
		while (end < this.text.length() && (isWordPart(this.text.charAt(end)) || joins(start, end))) {
			end++;
		}
		return end;
	}

	private boolean isWordPart(char character) {
		return Character.isLetterOrDigit(character) || character == '_'
				|| Character.getType(character) == Character.NON_SPACING_MARK;
	}

	// A sign within a word: O'Neil, Jean-Luc, 49.90, but not 36-year.
	private boolean joins(int start, int index) {
		if (index == start || index + 1 >= this.text.length()) {
			return false;
		}
		char before = this.text.charAt(index - 1);
		char after = this.text.charAt(index + 1);
		return switch (this.text.charAt(index)) {
			case '\'', '\u2019' -> Character.isLetter(before) && Character.isLetter(after);
			case '-' -> Character.isLetter(before) && Character.isLetterOrDigit(after);
			case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
			default -> false;
		};
	}

	int size() {
		return this.words.size();
	}

	Word get(int index) {
		return this.words.get(index);
	}

	// What stands between a word and the one before it.
	String gapBefore(int index) {
		return this.text.substring((index > 0) ? this.words.get(index - 1).end() : 0, this.words.get(index).start());
	}

	// What stands between a word and the one after it.
	String gapAfter(int index) {
		boolean last = index + 1 >= size();
		return this.text.substring(this.words.get(index).end(),
				last ? this.text.length() : this.words.get(index + 1).start());
	}

	// The lower-case word before, empty at the start of a sentence.
	String before(int index) {
		return (index > 0 && !startsSentence(index)) ? this.words.get(index - 1).lower() : "";
	}

	// The lower-case word after, empty at the end of a sentence.
	String after(int index) {
		return (index + 1 < size() && !startsSentence(index + 1)) ? this.words.get(index + 1).lower() : "";
	}

	boolean startsSentence(int index) {
		if (index == 0) {
			return true;
		}
		String gap = gapBefore(index);
		if (gap.indexOf('\n') >= 0) {
			return true;
		}
		boolean stops = gap.indexOf('.') >= 0 || gap.indexOf('!') >= 0 || gap.indexOf('?') >= 0;
		boolean spaced = gap.chars().anyMatch(Character::isWhitespace);
		return stops && spaced && !isAbbreviation(this.words.get(index - 1));
	}

	private boolean isAbbreviation(Word word) {
		return (word.isInitial() && !word.text().equals("I")) || Vocabulary.TITLES.contains(word.lower());
	}

	/**
	 * Find the words that start at or after a place.
	 * @param offset an offset in the text
	 * @return the index of the first such word
	 */
	int indexAt(int offset) {
		int low = 0;
		int high = size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.words.get(middle).start() < offset) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	List<Integer> placesOf(String stem) {
		return this.places.getOrDefault(stem, List.of());
	}

	boolean occursInLowerCase(String stem) {
		return this.lowerCaseStems.contains(stem);
	}

	/**
	 * Find a phrase, whatever the endings of its words.
	 * @param phrase one word or more
	 * @param negated whether a negation must stand before it, or must not
	 * @return the index of its first word
	 */
	OptionalInt find(List<String> phrase, boolean negated) {
		if (phrase.isEmpty()) {
			return OptionalInt.empty();
		}
		List<String> stems = phrase.stream().map(Stems::of).toList();
		return placesOf(stems.get(0)).stream()
			.mapToInt(Integer::intValue)
			.filter((index) -> continues(stems, index) && isNegated(index) == negated)
			.findFirst();
	}

	private boolean continues(List<String> stems, int index) {
		return index + stems.size() <= size() && IntStream.range(0, stems.size())
			.allMatch((i) -> Stems.of(this.words.get(index + i).lower()).equals(stems.get(i)));
	}

	private boolean isNegated(int index) {
		for (int i = index; i > Math.max(0, index - NEGATION_REACH) && !startsSentence(i); i--) {
			if (gapBefore(i).indexOf(',') >= 0) {
				return false;
			}
			if (Vocabulary.NEGATIONS.contains(this.words.get(i - 1).lower())) {
				return true;
			}
		}
		return false;
	}

}
