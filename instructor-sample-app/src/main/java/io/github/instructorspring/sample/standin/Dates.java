package io.github.instructorspring.sample.standin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds dates and times of day.
 */
final class Dates {

	private static final Map<String, Integer> MONTHS = Map.ofEntries(Map.entry("jan", 1), Map.entry("feb", 2),
			Map.entry("mar", 3), Map.entry("apr", 4), Map.entry("may", 5), Map.entry("jun", 6), Map.entry("jul", 7),
			Map.entry("aug", 8), Map.entry("sep", 9), Map.entry("oct", 10), Map.entry("nov", 11), Map.entry("dec", 12));

	private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
			+ "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

	private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");

	private static final Pattern DOTTED = Pattern.compile("(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?!\\d)");

	private static final Pattern SLASHED = Pattern.compile("(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4})(?![\\d/])");

	private static final Pattern DAY_FIRST = Pattern
		.compile("(?i)(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?" + MONTH + ",? (\\d{4})(?!\\d)");

	private static final Pattern MONTH_FIRST = Pattern
		.compile("(?i)\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)");

	/** A day with no year is no date to the rules, and neither is it a number. */
	private static final Pattern NO_YEAR = Pattern.compile("(?i)(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?\\.? (?:of )?" + MONTH
			+ "\\b|\\b" + MONTH + " \\d{1,2}(?:st|nd|rd|th)?\\b");

	private static final Pattern TIME = Pattern
		.compile("(?i)(?<![\\d:.])([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.\\d{1,9})?)?"
				+ "(?!\\d)(?: ?([ap])\\.?m\\b\\.?)?(Z\\b|[+-]\\d{2}:\\d{2})?");

	private static final Pattern HOUR = Pattern.compile("(?i)(?<![\\d:.])(1[0-2]|0?[1-9]) ?([ap])\\.?m\\b\\.?");

	private static final int HALF_DAY = 12;

	private Dates() {
	}

	static List<Found<LocalDate>> dates(FactScanner scanner) {
		List<Found<LocalDate>> dates = new ArrayList<>();
		dates.addAll(scanner.scan(ISO, (match) -> date(match.group(1), match.group(2), match.group(3))));
		dates.addAll(scanner.scan(DOTTED, (match) -> date(match.group(3), match.group(2), match.group(1))));
		dates.addAll(scanner.scan(SLASHED, Dates::slashed));
		dates.addAll(scanner.scan(DAY_FIRST, (match) -> date(match.group(3), match.group(2), match.group(1))));
		dates.addAll(scanner.scan(MONTH_FIRST, (match) -> date(match.group(3), match.group(1), match.group(2))));
		scanner.scan(NO_YEAR, (match) -> Optional.of(""));
		dates.sort(Comparator.comparingInt(Found::start));
		return dates;
	}

	// Month first, as in the US, unless that is no date.
	private static Optional<LocalDate> slashed(MatchResult match) {
		return date(match.group(3), match.group(1), match.group(2))
			.or(() -> date(match.group(3), match.group(2), match.group(1)));
	}

	private static Optional<LocalDate> date(String year, String month, String day) {
		try {
			return Optional.of(LocalDate.of(Integer.parseInt(year), month(month), Integer.parseInt(day)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static int month(String text) {
		boolean named = Character.isLetter(text.charAt(0));
		return named ? MONTHS.getOrDefault(text.substring(0, 3).toLowerCase(Locale.ROOT), 0) : Integer.parseInt(text);
	}

	static List<Found<ClockTime>> times(FactScanner scanner) {
		List<Found<ClockTime>> times = new ArrayList<>();
		times.addAll(scanner.scan(TIME, (match) -> time(match.group(1), match.group(2), match.group(3), match.group(4))
			.map((time) -> new ClockTime(time, (match.group(5) != null) ? match.group(5) : "Z"))));
		times.addAll(scanner.scan(HOUR,
				(match) -> time(match.group(1), null, null, match.group(2)).map((time) -> new ClockTime(time, "Z"))));
		times.sort(Comparator.comparingInt(Found::start));
		return times;
	}

	private static Optional<LocalTime> time(String hour, @Nullable String minute, @Nullable String second,
			@Nullable String halfOfDay) {
		int hours = Integer.parseInt(hour);
		if (halfOfDay != null && hours <= HALF_DAY) {
			hours = hours % HALF_DAY + (halfOfDay.equalsIgnoreCase("p") ? HALF_DAY : 0);
		}
		return Optional.of(LocalTime.of(hours, number(minute), number(second)));
	}

	private static int number(@Nullable String digits) {
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

	/**
	 * A time of day.
	 *
	 * @param time the time
	 * @param offset its offset from UTC, {@code Z} if the text names none
	 */
	record ClockTime(LocalTime time, String offset) {
	}

}
