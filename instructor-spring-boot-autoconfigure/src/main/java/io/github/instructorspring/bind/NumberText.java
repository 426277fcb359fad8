package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the one number that a text names: with separators of thousands, a currency, a
 * percent sign or a unit. What can be read in two ways is not read.
 */
final class NumberText {

	private static final int MAX_DIGITS = 1000;

	private static final Pattern FRACTION = Pattern.compile("([+-]?\\d{1,30})\\s*+/\\s*+(\\d{1,30})");

	private static final Pattern TOKEN = Pattern.compile(
			"(?<sign>[+\\-\u2212]?)(?:\\p{Sc}\\s?)?(?<inner>[+\\-\u2212]?)(?<digits>[.]?\\d[\\d.,'\u2019_\u00A0\u202F]*+)"
					+ "(?<exponent>(?:[eE][+-]?\\d++)?)");

	private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})++");

	private static final Pattern GROUPED_BY_POINTS = Pattern.compile("[+-]?[1-9]\\d{0,2}\\.\\d{3}");

	private static final Pattern SEPARATOR = Pattern.compile("(?<=\\d)['\u2019_\u00A0\u202F](?=\\d{3}(?!\\d))");

	private static final Pattern WORD = Pattern.compile("\\p{L}++");

	private static final Pattern NEXT_WORD = Pattern.compile("\\s?+(\\p{L}++)");

	/**
	 * What is said with these is not the number that is written.
	 */
	private static final Set<String> SCALES = Set.of("hundred", "thousand", "million", "billion", "trillion", "dozen",
			"lakh", "crore", "milliard", "k", "m", "mn", "mio", "mil", "mln", "bn", "mrd", "b", "t", "tn", "grand");

	private static final Set<String> RANGES = Set.of("less", "more", "fewer", "greater", "least", "most", "over",
			"under", "above", "below", "between", "than", "not", "plus", "minus", "half", "quarter", "third", "about",
			"around", "approximately", "approx", "roughly", "almost", "nearly", "negative", "up", "max", "maximum",
			"min", "minimum", "circa");

	private static final String BOUNDS = "<>\u2264\u2265\u00B1~\u2248";

	private static final String GLUE = "/:.#^-\u2212\u2013";

	private NumberText() {
	}

	/**
	 * Read a number.
	 * @param text the text
	 * @param integral whether the target is an integer, for which no fraction is read
	 * @return the number, or {@code null}
	 */
	static @Nullable BigDecimal parse(String text, boolean integral) {
		String stripped = text.strip();
		if (integral && GROUPED_BY_POINTS.matcher(stripped).matches()) {
			// A thousand in many languages, and one in others.
			return null;
		}
		BigDecimal plain = plain(stripped);
		if (plain != null) {
			return plain;
		}
		Matcher fraction = FRACTION.matcher(stripped);
		if (fraction.matches()) {
			return (integral) ? null : quotient(fraction);
		}
		return named(stripped);
	}

	static @Nullable BigDecimal plain(String text) {
		try {
			return (!text.isEmpty() && text.length() <= MAX_DIGITS) ? new BigDecimal(text) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable BigDecimal quotient(Matcher fraction) {
		BigDecimal divisor = new BigDecimal(fraction.group(2));
		return (divisor.signum() != 0) ? new BigDecimal(fraction.group(1)).divide(divisor, MathContext.DECIMAL64)
				: null;
	}

	private static @Nullable BigDecimal named(String text) {
		Matcher token = TOKEN.matcher(text);
		BigDecimal number = null;
		while (token.find()) {
			BigDecimal next = number(token, text);
			if (next == null || number != null) {
				return null;
			}
			number = next;
		}
		return (number != null && isExactly(text)) ? number : null;
	}

	private static boolean isExactly(String text) {
		if (text.chars().anyMatch((character) -> BOUNDS.indexOf(character) >= 0)) {
			return false;
		}
		Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
		while (word.find()) {
			if (RANGES.contains(word.group())) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable BigDecimal number(Matcher token, String text) {
		String digits = token.group("digits");
		int end = token.end();
		boolean closed = token.group("exponent").isEmpty();
		while (closed && !Character.isDigit(digits.charAt(digits.length() - 1))) {
			digits = digits.substring(0, digits.length() - 1);
			end--;
		}
		String sign = token.group("sign") + token.group("inner");
		if (sign.length() > 1 || isGlued(text, token.start(), end) || isScaled(text, end)) {
			return null;
		}
		String written = withPoint(digits);
		BigDecimal number = (written != null) ? plain(written + token.group("exponent")) : null;
		return (number == null || sign.isEmpty() || sign.equals("+")) ? number : number.negate();
	}

	/**
	 * Whether a number is part of a code, a date, a range or a version.
	 */
	private static boolean isGlued(String text, int start, int end) {
		if (start > 0) {
			char before = text.charAt(start - 1);
			if (Character.isLetterOrDigit(before) || GLUE.indexOf(before) >= 0 || before == '_' || before == '(') {
				return true;
			}
		}
		if (end < text.length()) {
			char after = text.charAt(end);
			boolean goesOn = end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
			return isPartOfNumber(after) || (GLUE.indexOf(after) >= 0 && goesOn);
		}
		return false;
	}

	/**
	 * Whether a sign makes another number of the one before it: a letter, a fraction, an
	 * exponent, an open end, or the sign of a debit.
	 */
	private static boolean isPartOfNumber(char after) {
		return Character.isLetterOrDigit(after) || Character.getType(after) == Character.OTHER_NUMBER
				|| "+-\u2212\u2013".indexOf(after) >= 0;
	}

	private static boolean isScaled(String text, int end) {
		Matcher word = NEXT_WORD.matcher(text).region(end, text.length());
		if (!word.lookingAt()) {
			return false;
		}
		String scale = word.group(1).toLowerCase(Locale.ROOT);
		return SCALES.contains(scale)
				|| (scale.endsWith("s") && SCALES.contains(scale.substring(0, scale.length() - 1)));
	}

	/**
	 * The digits with a decimal point and no separators.
	 * @return the digits, or {@code null} if they can be read in two ways or in none
	 */
	private static @Nullable String withPoint(String digits) {
		String plain = SEPARATOR.matcher(digits).replaceAll("");
		int comma = plain.indexOf(',');
		int point = plain.indexOf('.');
		if (comma < 0) {
			return (point == plain.lastIndexOf('.')) ? plain : grouped(plain.replace('.', ','));
		}
		if (point < 0) {
			boolean grouped = GROUPED.matcher(plain).matches() && !plain.startsWith("0");
			return (grouped) ? grouped(plain) : onlyPoint(plain.replace(',', '.'));
		}
		if (plain.lastIndexOf(',') < point) {
			String whole = grouped(plain.substring(0, point));
			return (whole != null) ? onlyPoint(whole + plain.substring(point)) : null;
		}
		String whole = grouped(plain.substring(0, comma).replace('.', ','));
		return (whole != null) ? onlyPoint(whole + "." + plain.substring(comma + 1)) : null;
	}

	private static @Nullable String grouped(String digits) {
		return (GROUPED.matcher(digits).matches()) ? digits.replace(",", "") : null;
	}

	private static @Nullable String onlyPoint(String digits) {
		return (digits.indexOf('.') == digits.lastIndexOf('.') && digits.indexOf(',') < 0) ? digits : null;
	}

}
