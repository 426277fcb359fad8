package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The number of something: an order, an invoice, a ticket.
 *
 * @param noun what it is the number of, empty if the text does not say
 * @param value the number, which may have letters
 */
record Identifier(String noun, String value) {

	private static final String TOKEN = "(?=[\\p{L}-]{0,20}\\d)([\\p{L}\\d]++(?:[-/][\\p{L}\\d]++)*+)";

	private static final String NOUN = "(order|invoice|ticket|case|account|customer|booking|reference|ref|tracking|"
			+ "parcel|package|contract|policy|serial|product|item|user|employee|member|room|flight)";

	private static final Pattern MARKED = Pattern
		.compile("(?i)\\b" + NOUN + "\\s?(?:(?:number|no\\.?|nr\\.?|id|code)(?: is)?:?\\s?#?|:\\s?#?|#)\\s?" + TOKEN);

	/** Without a mark, "order 3 boxes" is no number of an order, but "order 4711" is. */
	private static final Pattern UNMARKED = Pattern
		.compile("(?i)\\b" + NOUN + " (?:\\p{L}{1,6}-?\\d[\\p{L}\\d-]*+|\\d{3,}+[\\p{L}\\d/-]*+)(?![.,]\\d)");

	private static final Pattern HASH = Pattern.compile("(?<![\\p{L}\\d&])#\\s?" + TOKEN);

	private static final Pattern CODE = Pattern
		.compile("(?<![\\p{L}\\d-])\\p{Lu}{1,6}-?\\d{2,}(?:-\\d+)*(?![\\p{L}\\d])");

	static List<Found<Identifier>> in(FactScanner scanner) {
		List<Found<Identifier>> found = new ArrayList<>();
		found.addAll(scanner.scan(MARKED, (match) -> Optional.of(identifier(match.group(1), match.group(2)))));
		found.addAll(scanner.scan(UNMARKED, Identifier::unmarked));
		found.addAll(scanner.scan(HASH, (match) -> Optional.of(identifier("", match.group(1)))));
		found.addAll(scanner.scan(CODE, (match) -> Optional.of(identifier("", match.group()))));
		found.sort(Comparator.comparingInt(Found::start));
		return found;
	}

	private static Optional<Identifier> unmarked(MatchResult match) {
		return Optional.of(identifier(match.group(1), match.group().substring(match.group(1).length() + 1)));
	}

	private static Identifier identifier(String noun, String value) {
		return new Identifier(noun.toLowerCase(Locale.ROOT), value);
	}

}
