package io.github.instructorspring.validation;

import org.jspecify.annotations.Nullable;

/**
 * Finds a quotation in the text that it was taken from. The quotation must stand there as
 * a whole, word for word; what differs only in how it is typeset is the same: letter
 * case, white space and line breaks, the forms of quotation marks, dashes and the
 * ellipsis, invisible characters, ligatures and other compatibility forms, composed and
 * decomposed accents, a word that is hyphenated at the end of a line. Three dots that
 * leave something out are not what the source says, so a shortened quotation is not
 * found.
 *
 * <p>
 * A quotation begins and ends where words and numbers do: {@code art} is not found in
 * {@code party}, and {@code 5} neither in {@code 15} nor in {@code 5.7} or {@code 1,500}.
 */
final class QuoteSearch {

	private QuoteSearch() {
	}

	/**
	 * Find the first place where a quotation stands. Quotation marks around it may be its
	 * own; they are left out if it is not found with them.
	 * @param quote the quotation
	 * @param source the text that it should be from
	 * @return where, or {@code null} if it stands nowhere; always for a blank quotation
	 */
	static @Nullable Span find(String quote, String source) {
		FoldedText text = FoldedText.of(source);
		FoldedText wanted = FoldedText.of(quote);
		Span span = find(wanted, text);
		while (span == null && wanted.isQuoted()) {
			wanted = wanted.unquoted();
			span = find(wanted, text);
		}
		return span;
	}

	/**
	 * The search of Knuth, Morris and Pratt, so that no quotation is slow to find.
	 */
	private static @Nullable Span find(FoldedText quote, FoldedText source) {
		if (quote.length() == 0) {
			return null;
		}
		int[] borders = borders(quote);
		int matched = 0;
		for (int i = 0; i < source.length(); i++) {
			matched = matched(quote, borders, matched, source.at(i));
			if (matched == quote.length()) {
				int from = i + 1 - matched;
				if (source.isBoundary(from) && source.isBoundary(i + 1) && source.hasSameHyphens(quote, from)) {
					return new Span(source.start(from), source.end(i));
				}
				matched = borders[matched - 1];
			}
		}
		return null;
	}

	/**
	 * For each beginning of a quotation, how much of the quotation it ends in.
	 */
	private static int[] borders(FoldedText quote) {
		int[] borders = new int[quote.length()];
		for (int i = 1; i < borders.length; i++) {
			borders[i] = matched(quote, borders, borders[i - 1], quote.at(i));
		}
		return borders;
	}

	private static int matched(FoldedText quote, int[] borders, int before, char character) {
		int matched = before;
		while (matched > 0 && quote.at(matched) != character) {
			matched = borders[matched - 1];
		}
		return (quote.at(matched) == character) ? matched + 1 : 0;
	}

	/**
	 * A part of the source.
	 *
	 * @param start the offset of its first character
	 * @param end the offset after its last character
	 */
	record Span(int start, int end) {
	}

}
