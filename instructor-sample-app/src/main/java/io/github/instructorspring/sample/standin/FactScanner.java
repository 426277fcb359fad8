package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scans a text for one kind of fact after the other. A place in the text belongs to the
 * kind that took it first, so that the year of a date is not somebody's age.
 */
final class FactScanner {

	private final String text;

	private final BitSet taken = new BitSet();

	FactScanner(String text) {
		this.text = text;
	}

	<T> List<Found<T>> scan(Pattern pattern, Function<MatchResult, Optional<T>> reader) {
		List<Found<T>> found = new ArrayList<>();
		Matcher matcher = pattern.matcher(this.text);
		while (matcher.find()) {
			int start = matcher.start();
			int end = matcher.end();
			if (isFree(start, end)) {
				reader.apply(matcher).ifPresent((value) -> {
					found.add(new Found<>(value, start, end));
					this.taken.set(start, end);
				});
			}
		}
		return found;
	}

	boolean isFree(int start, int end) {
		int next = this.taken.nextSetBit(start);
		return next < 0 || next >= end;
	}

}
