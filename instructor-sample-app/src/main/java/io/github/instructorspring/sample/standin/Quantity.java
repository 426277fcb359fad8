package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number of the text that stands for how much or how many.
 *
 * @param value the number
 * @param kind what the number looks like
 * @param first the index of its first word
 * @param last the index of its last word
 */
record Quantity(BigDecimal value, Kind kind, int first, int last) {

	private static final Set<String> BEFORE_YEARS = Set.of("in", "since", "of", "year", "until", "by", "born",
			"founded", "spring", "summer", "autumn", "fall", "winter");

	private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1000);

	private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);

	static List<Quantity> in(WordList words, FactScanner scanner, List<Found<Money>> amounts) {
		List<Quantity> quantities = new ArrayList<>();
		for (Found<Money> amount : amounts) {
			int first = words.indexAt(amount.start());
			quantities.add(new Quantity(amount.value().amount(), Kind.MONEY, first, words.indexAt(amount.end()) - 1));
		}
		for (int i = 0; i < words.size(); i++) {
			int index = i;
			Word word = words.get(i);
			if (scanner.isFree(word.start(), word.end())) {
				read(word).ifPresent((value) -> quantities.add(of(value, words, index)));
			}
		}
		quantities.sort(Comparator.comparingInt(Quantity::first));
		return quantities;
	}

	private static Optional<BigDecimal> read(Word word) {
		return word.text().chars().allMatch((character) -> isNumeric((char) character))
				? Decimals.parse(word.text(), false) : NumberWords.parse(word.lower());
	}

	private static boolean isNumeric(char character) {
		return (character >= '0' && character <= '9') || character == '.' || character == ',';
	}

	private static Quantity of(BigDecimal value, WordList words, int index) {
		if (words.get(index).isLetters()) {
			return new Quantity(value, Kind.SPELLED, index, index);
		}
		if (words.gapAfter(index).strip().startsWith("%") || words.after(index).equals("percent")) {
			return new Quantity(value, Kind.PERCENT, index, index);
		}
		boolean year = BEFORE_YEARS.contains(words.before(index)) && words.get(index).text().length() == 4
				&& value.compareTo(FIRST_YEAR) >= 0 && value.compareTo(LAST_YEAR) < 0;
		BigDecimal signed = isNegative(words.gapBefore(index), index) ? value.negate() : value;
		return new Quantity(signed, year ? Kind.YEAR : Kind.PLAIN, index, index);
	}

	// A hyphen is a sign only after a space: 3-5 is a range.
	private static boolean isNegative(String gap, int index) {
		boolean spaced = (gap.length() > 1) ? gap.charAt(gap.length() - 2) == ' ' : index == 0;
		return gap.endsWith("\u2212") || (gap.endsWith("-") && spaced);
	}

	/**
	 * What a number looks like.
	 */
	enum Kind {

		/** Just digits. */
		PLAIN,

		/** A word such as "three". */
		SPELLED,

		/** A number with a currency. */
		MONEY,

		/** A number of a hundred. */
		PERCENT,

		/** A year. */
		YEAR

	}

}
