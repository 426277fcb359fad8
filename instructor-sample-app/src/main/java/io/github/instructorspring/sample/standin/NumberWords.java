package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Reads numbers that are written as words, from zero to ninety-nine.
 */
final class NumberWords {

	private static final List<String> SMALL = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
			"eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
			"eighteen", "nineteen");

	private static final List<String> TENS = List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
			"eighty", "ninety");

	private NumberWords() {
	}

	static Optional<BigDecimal> parse(String word) {
		int hyphen = word.indexOf('-');
		if (hyphen < 0) {
			return (SMALL.contains(word) || tens(word) > 0) ? value(Math.max(SMALL.indexOf(word), tens(word) * 10))
					: Optional.empty();
		}
		int tens = tens(word.substring(0, hyphen));
		int ones = SMALL.indexOf(word.substring(hyphen + 1));
		return (tens > 0 && ones > 0 && ones < 10) ? value(tens * 10 + ones) : Optional.empty();
	}

	private static int tens(String word) {
		return word.isEmpty() ? -1 : TENS.indexOf(word);
	}

	private static Optional<BigDecimal> value(int value) {
		return Optional.of(BigDecimal.valueOf(value));
	}

}
