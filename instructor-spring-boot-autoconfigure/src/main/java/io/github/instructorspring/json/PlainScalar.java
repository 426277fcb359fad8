package io.github.instructorspring.json;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the numbers and literals of valid JSON without a text between. What it does not
 * take, {@link BareScalar} does, with the same outcome.
 */
final class PlainScalar {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final int MAX_DIGITS = 18;

	private PlainScalar() {
	}

	/**
	 * Read what stands between two places.
	 * @return the value; {@code null} if it is none of valid JSON, or has an exponent or
	 * too many digits
	 */
	static @Nullable JsonNode of(Characters text, int start, int end) {
		if (end == start) {
			return null;
		}
		return switch (text.charAt(start)) {
			case 't' -> (is(text, start, end, "true")) ? NODES.booleanNode(true) : null;
			case 'f' -> (is(text, start, end, "false")) ? NODES.booleanNode(false) : null;
			case 'n' -> (is(text, start, end, "null")) ? NODES.nullNode() : null;
			default -> number(text, start, end);
		};
	}

	private static boolean is(Characters text, int start, int end, String literal) {
		return end - start == literal.length() && text.hasAt(start, literal);
	}

	private static @Nullable JsonNode number(Characters text, int start, int end) {
		boolean negative = text.charAt(start) == '-';
		int first = (negative) ? start + 1 : start;
		if (end - first > MAX_DIGITS || end == first) {
			return null;
		}
		long value = 0;
		int point = -1;
		for (int i = first; i < end; i++) {
			int digit = text.charAt(i) - '0';
			if (digit >= 0 && digit <= 9) {
				value = value * 10 + digit;
			}
			else if (text.charAt(i) == '.' && point < 0) {
				point = i;
			}
			else {
				return null;
			}
		}
		int whole = ((point >= 0) ? point : end) - first;
		boolean leadingZero = whole > 1 && text.charAt(first) == '0';
		if (whole == 0 || leadingZero || point == end - 1) {
			return null;
		}
		long signed = (negative) ? -value : value;
		if (point >= 0) {
			return NODES.numberNode(BigDecimal.valueOf(signed, end - point - 1));
		}
		return ((int) signed == signed) ? NODES.numberNode((int) signed) : NODES.numberNode(signed);
	}

}
