package io.github.instructorspring.sample.standin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what has a form of its own: e-mail addresses, URLs, phone numbers and UUIDs.
 */
final class Addresses {

	private static final Pattern UUID = Pattern.compile("\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");

	private static final Pattern URL = Pattern.compile("(?i)\\b(?:https?://|www\\.)[^\\s<>\"]{1,2000}+");

	private static final Pattern URL_TAIL = Pattern.compile("[.,;:!?)']++$");

	private static final Pattern EMAIL = Pattern.compile(
			"(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}+@[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{2,63}+)+");

	/** A plain run of digits is no phone number: it starts with a sign or has groups. */
	private static final Pattern PHONE = Pattern
		.compile("(?<![\\p{L}\\p{N}.,+-])(?:(?:\\+|\\(\\+?|0[1-9])[\\d() /-]{5,20}\\d"
				+ "|\\d{3}[-. ]\\d{3}[-. ]\\d{4}|\\d{3}-\\d{4})(?![\\p{L}\\d])");

	private static final int MIN_PHONE_DIGITS = 7;

	private Addresses() {
	}

	static List<Found<String>> uuids(FactScanner scanner) {
		return scanner.scan(UUID, (match) -> Optional.of(match.group()));
	}

	static List<Found<String>> urls(FactScanner scanner) {
		return scanner.scan(URL, (match) -> Optional.of(URL_TAIL.matcher(match.group()).replaceAll("")));
	}

	static List<Found<String>> emails(FactScanner scanner) {
		return scanner.scan(EMAIL, (match) -> Optional.of(match.group()));
	}

	static List<Found<String>> phones(FactScanner scanner) {
		return scanner.scan(PHONE, (match) -> Optional.of(match.group())
			.filter((phone) -> phone.chars().filter(Character::isDigit).count() >= MIN_PHONE_DIGITS));
	}

}
