package io.github.instructorspring.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What characters without quotes stand for: a number, a literal, or a text whose quotes
 * were forgotten.
 *
 * @param value the value
 * @param repair what had to be mended, {@code null} for nothing
 */
record BareScalar(JsonNode value, @Nullable SyntaxRepair repair) {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final int MAX_DIGITS = 1000;

	private static final Pattern STRICT_NUMBER = Pattern.compile("-?+(?:0|[1-9]\\d*+)(\\.\\d++)?+([eE][+-]?+\\d++)?+");

	private static final Pattern LOOSE_NUMBER = Pattern
		.compile("[+-]?+(?:\\d++(?:_\\d++)*+(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d*+)?+");

	private static final Pattern HEX_NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

	private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?+0\\d.*+");

	private static final Pattern DANGLING_EXPONENT = Pattern.compile("[eE][+-]?+$");

	private static final Pattern CONSTRUCTOR = Pattern.compile("(?:new )?"
			+ "(?:NumberLong|NumberInt|NumberDecimal|ISODate|ObjectId|UUID|Date|Decimal128|Decimal|Timestamp)"
			+ "\\(\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\"')]*+))\\s*+\\)");

	private static final Map<String, JsonNode> LITERALS = Map.of("true", NODES.booleanNode(true), "false",
			NODES.booleanNode(false), "null", NODES.nullNode());

	private static final Map<String, JsonNode> OTHER_LITERALS = Map.of("none", NODES.nullNode(), "undefined",
			NODES.nullNode(), "nan", NODES.nullNode(), "infinity", NODES.nullNode(), "-infinity", NODES.nullNode());

	/**
	 * Read what stands without quotes.
	 * @param text the characters, without white space around them
	 * @param closed whether something follows them; without, they may be the beginning of
	 * a number or literal
	 */
	static BareScalar of(String text, boolean closed) {
		JsonNode literal = LITERALS.get(text);
		if (literal != null) {
			return new BareScalar(literal, null);
		}
		char first = text.charAt(0);
		boolean numeric = Lookahead.isDigit(first) || first == '-' || first == '+' || first == '.';
		BareScalar number = (numeric) ? number(text, closed) : null;
		return (number != null) ? number : literalOrText(text, closed);
	}

	private static BareScalar literalOrText(String text, boolean closed) {
		String lower = text.toLowerCase(java.util.Locale.ROOT);
		JsonNode literal = (Character.isUpperCase(text.charAt(0))) ? LITERALS.get(lower) : null;
		JsonNode named = (literal != null) ? literal : OTHER_LITERALS.get(lower);
		if (named != null) {
			return new BareScalar(named, SyntaxRepair.LITERAL);
		}
		if (!closed) {
			for (Map.Entry<String, JsonNode> entry : LITERALS.entrySet()) {
				if (entry.getKey().startsWith(lower)) {
					return new BareScalar(entry.getValue(), SyntaxRepair.LITERAL);
				}
			}
		}
		Matcher constructor = CONSTRUCTOR.matcher(text);
		if (constructor.matches()) {
			String argument = firstGroup(constructor);
			BareScalar number = (constructor.group(3) != null && !argument.isEmpty()) ? number(argument, true) : null;
			return new BareScalar((number != null) ? number.value() : NODES.stringNode(argument),
					SyntaxRepair.CONSTRUCTOR);
		}
		return new BareScalar(NODES.stringNode(text), SyntaxRepair.UNQUOTED);
	}

	private static String firstGroup(Matcher matcher) {
		for (int group = 1; group < matcher.groupCount(); group++) {
			if (matcher.group(group) != null) {
				return matcher.group(group);
			}
		}
		return matcher.group(matcher.groupCount()).strip();
	}

	private static @Nullable BareScalar number(String text, boolean closed) {
		if (text.length() > MAX_DIGITS) {
			return null;
		}
		Matcher strict = STRICT_NUMBER.matcher(text);
		if (strict.matches()) {
			boolean integral = strict.group(1) == null && strict.group(2) == null;
			JsonNode value = (integral) ? integer(new BigInteger(text)) : decimal(text);
			return (value != null) ? new BareScalar(value, null) : null;
		}
		if (text.equals("-") && !closed) {
			return new BareScalar(NODES.numberNode(0), SyntaxRepair.NUMBER);
		}
		if (HEX_NUMBER.matcher(text).matches()) {
			return new BareScalar(integer(new BigInteger(text.substring(2), 16)), SyntaxRepair.NUMBER);
		}
		if (!LOOSE_NUMBER.matcher(text).matches() || LEADING_ZERO.matcher(text).matches()) {
			return null;
		}
		String plain = DANGLING_EXPONENT.matcher(text.replace("_", "")).replaceFirst("");
		boolean integral = plain.chars().allMatch((digit) -> Lookahead.isDigit(digit) || digit == '-' || digit == '+');
		JsonNode value = (integral) ? integer(new BigInteger(plain)) : decimal(plain);
		return (value != null) ? new BareScalar(value, SyntaxRepair.NUMBER) : null;
	}

	private static @Nullable JsonNode decimal(String text) {
		try {
			return NODES.numberNode(new BigDecimal(text));
		}
		catch (NumberFormatException ex) {
			// Its exponent is beyond all bounds.
			return null;
		}
	}

	private static JsonNode integer(BigInteger value) {
		if (value.bitLength() < 32) {
			return NODES.numberNode(value.intValue());
		}
		return (value.bitLength() < 64) ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
	}

}
