package io.github.instructorspring.bind;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads dates, times and durations in common forms. A form that can be read in two ways
 * is not read, and no zone is made up.
 */
final class DateText {

	private static final int MAX_LENGTH = 60;

	private static final List<DateTimeFormatter> DATES = formatters("uuuu/M/d", "uuuu.M.d", "uuuu-M-d", "uuuuMMdd",
			"MMMM d uuuu", "MMM d uuuu", "d MMMM uuuu", "d MMM uuuu", "d-MMM-uuuu", "uuuu MMMM d", "uuuu MMM d");

	private static final List<DateTimeFormatter> TIMES = formatters("H:mm", "H:mm:ss", "h:mm a", "h:mm:ss a", "h a",
			"h:mma", "ha");

	private static final Pattern WEEKDAY = Pattern.compile("^(?:mon|tue|wed|thu|fri|sat|sun)\\p{Alpha}*+[,.]?+\\s++",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ORDINAL = Pattern.compile("(?<=\\d)(?:st|nd|rd|th)\\b(?:\\s++of\\b)?+",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})");

	private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]00:00(?::00(?:\\.0+)?)?Z?");

	private static final Pattern DATE_AND_TIME = Pattern.compile("(.*?\\d{4}|\\d{4}.*?)(?:,?\\s++(?:at\\s++)?|T)"
			+ "(\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,9})?(?:\\s?[ap]\\.?m\\.?)?)\\s?+(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?+",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DURATION = Pattern.compile(
			"(?:(\\d{1,9})\\s?d(?:ays?)?)?[,\\s]*+(?:and\\s)?(?:(\\d{1,9})\\s?h(?:ours?|rs?)?)?[,\\s]*+(?:and\\s)?"
					+ "(?:(\\d{1,9})\\s?m(?:in(?:ute)?s?)?)?[,\\s]*+(?:and\\s)?(?:(\\d{1,9})\\s?s(?:ec(?:ond)?s?)?)?",
			Pattern.CASE_INSENSITIVE);

	/**
	 * How the patterns of times without a zone begin, which have no format.
	 */
	private static final String TIME_PATTERN = "^\\d{2}:\\d{2}(";

	private static final String DATE_TIME_PATTERN = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(";

	private DateText() {
	}

	/**
	 * The ISO 8601 form of a text where one is asked for.
	 * @param text the text
	 * @param schema the schema of the text
	 * @return the form, or {@code null} if the text is right or cannot be read
	 */
	static @Nullable String toIso(String text, JsonNode schema) {
		String stripped = text.strip();
		if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
			return null;
		}
		String pattern = schema.path("pattern").asString("");
		String iso = switch (schema.path("format").asString("")) {
			case "date" -> date(stripped);
			case "date-time" -> dateTime(stripped, true);
			case "duration" -> duration(stripped);
			default -> null;
		};
		if (pattern.startsWith(TIME_PATTERN) && pattern.endsWith(")?$")) {
			iso = time(stripped);
		}
		else if (pattern.startsWith(DATE_TIME_PATTERN)) {
			iso = dateTime(stripped, false);
		}
		return (iso == null || iso.equals(text)) ? null : iso;
	}

	private static @Nullable String date(String text) {
		LocalDate date = localDate(text);
		if (date != null) {
			return date.toString();
		}
		Matcher midnight = MIDNIGHT.matcher(text);
		return (midnight.matches()) ? date(midnight.group(1)) : null;
	}

	private static @Nullable LocalDate localDate(String text) {
		String plain = ORDINAL.matcher(WEEKDAY.matcher(text).replaceFirst("")).replaceAll("");
		plain = plain.replaceAll("(?<=\\p{L})\\.(?=\\s)", "").replaceAll("\\s*,\\s*|\\s+", " ");
		Matcher numeric = NUMERIC.matcher(plain);
		if (numeric.matches()) {
			return numeric(Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(3)),
					Integer.parseInt(numeric.group(4)));
		}
		return parse(plain.replaceAll("(?i)\\bsept\\b", "Sep"), DATES, LocalDate::from);
	}

	/**
	 * Day and month, or month and day, if only one of them is possible.
	 */
	private static @Nullable LocalDate numeric(int first, int second, int year) {
		if (first <= 12 && second <= 12 && first != second) {
			return null;
		}
		try {
			return (first > 12) ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable String time(String text) {
		LocalTime time = (isTime(text)) ? null : localTime(text);
		return (time != null) ? DateTimeFormatter.ISO_LOCAL_TIME.format(time) : null;
	}

	private static @Nullable LocalTime localTime(String text) {
		String plain = text.replaceAll("(?i)\\s?([ap])\\.?m\\.?$", " $1m");
		return parse(plain, (isTime(text)) ? List.of(DateTimeFormatter.ISO_LOCAL_TIME) : TIMES, LocalTime::from);
	}

	private static boolean isTime(String text) {
		return parse(text, List.of(DateTimeFormatter.ISO_LOCAL_TIME), LocalTime::from) != null;
	}

	private static @Nullable String dateTime(String text, boolean zoned) {
		if (isDateTime(text, zoned)) {
			return null;
		}
		OffsetDateTime rfc = (zoned) ? parse(text, List.of(DateTimeFormatter.RFC_1123_DATE_TIME), OffsetDateTime::from)
				: null;
		if (rfc != null) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(rfc);
		}
		Matcher parts = DATE_AND_TIME.matcher(text);
		if (!parts.matches() || (parts.group(3) == null) == zoned) {
			return null;
		}
		LocalDate date = localDate(parts.group(1));
		LocalTime time = localTime(parts.group(2));
		if (date == null || time == null) {
			return null;
		}
		String local = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.of(date, time));
		return (zoned) ? local + offset(parts.group(3)) : local;
	}

	private static boolean isDateTime(String text, boolean zoned) {
		return parse(text, List.of((zoned) ? DateTimeFormatter.ISO_DATE_TIME : DateTimeFormatter.ISO_LOCAL_DATE_TIME),
				LocalDateTime::from) != null;
	}

	private static String offset(String zone) {
		if (Character.isLetter(zone.charAt(0))) {
			return "Z";
		}
		return (zone.contains(":")) ? zone : zone.substring(0, 3) + ":" + zone.substring(3);
	}

	private static @Nullable String duration(String text) {
		Matcher parts = DURATION.matcher(text);
		if (!parts.matches()) {
			return null;
		}
		Duration duration = Duration.ofDays(amount(parts.group(1)))
			.plusHours(amount(parts.group(2)))
			.plusMinutes(amount(parts.group(3)))
			.plusSeconds(amount(parts.group(4)));
		boolean none = parts.group(1) == null && parts.group(2) == null && parts.group(3) == null
				&& parts.group(4) == null;
		return (none) ? null : duration.toString();
	}

	private static long amount(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

	private static <T> @Nullable T parse(String text, List<DateTimeFormatter> formatters, TemporalQuery<T> query) {
		for (DateTimeFormatter formatter : formatters) {
			try {
				return formatter.parse(text, query);
			}
			catch (DateTimeException ex) {
				// Not of this form.
			}
		}
		return null;
	}

	private static List<DateTimeFormatter> formatters(String... patterns) {
		return Stream.of(patterns)
			.map((pattern) -> new DateTimeFormatterBuilder().parseCaseInsensitive()
				.appendPattern(pattern)
				.toFormatter(Locale.ENGLISH)
				.withResolverStyle(ResolverStyle.STRICT))
			.toList();
	}

}
