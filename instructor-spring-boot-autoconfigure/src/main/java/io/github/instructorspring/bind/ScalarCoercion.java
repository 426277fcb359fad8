package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.json.RepairPolicy;

/**
 * Fits values to texts, numbers and truth values.
 */
final class ScalarCoercion {

	private static final int MAX_DIGITS = 1000;

	private static final Set<String> NOTHING = Set.of("", "null", "none", "nil", "n a", "na", "undefined", "nan",
			"not available", "not applicable");

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final RepairPolicy policy;

	private final Reshaping reshaping;

	private final Function<JsonNode, @Nullable String> sources;

	ScalarCoercion(RepairPolicy policy, Reshaping reshaping, Function<JsonNode, @Nullable String> sources) {
		this.sources = sources;
		this.policy = policy;
		this.reshaping = reshaping;
	}

	/**
	 * Whether a text says that there is nothing, where nothing may be and no such text.
	 * @return {@code null} as JSON, or none if it does not
	 */
	@Nullable Coerced nothing(JsonNode value, Target target, Set<String> types) {
		boolean possible = types.contains("null") && value.isString() && !SchemaTree.isPlainText(target.schema());
		return (possible && isNothing(value)) ? Coerced.changed(this.nodes.nullNode(), Coercion.TEXT_TO_NULL) : null;
	}

	boolean isNothing(JsonNode value) {
		String text = value.stringValue("x");
		return this.policy.allows(Coercion.TEXT_TO_NULL) && text.length() < 20
				&& NOTHING.contains(PlainWords.words(text));
	}

	Coerced text(JsonNode value, Target target) {
		JsonNode schema = target.schema();
		if (value.isString()) {
			if (schema.path("format").asString("").equals("date-time")
					&& NumberText.plain(value.stringValue()) != null) {
				// Seconds or milliseconds, which Jackson would not ask.
				return Coerced.rejected(value, "must be a date and time of ISO 8601");
			}
			String iso = (this.policy.allows(Coercion.DATE_FORM)) ? DateText.toIso(value.stringValue(), schema) : null;
			return (iso != null) ? Coerced.changed(this.nodes.stringNode(iso), Coercion.DATE_FORM)
					: Coerced.asIs(value);
		}
		boolean plain = !schema.has("format") && !schema.has("contentEncoding");
		Coercion coercion = (value.isNumber()) ? Coercion.NUMBER_TO_TEXT : Coercion.BOOLEAN_TO_TEXT;
		if (plain && (value.isNumber() || value.isBoolean()) && this.policy.allows(coercion)) {
			return Coerced.changed(this.nodes.stringNode(value.asString()), coercion);
		}
		Coerced inner = reshaped(value, target, "must be a string");
		String source = (plain && value.isContainer() && this.policy.allows(Coercion.BRACKETS_TO_TEXT))
				? this.sources.apply(value) : null;
		return (source != null && !inner.isAccepted())
				? Coerced.changed(this.nodes.stringNode(source), Coercion.BRACKETS_TO_TEXT) : inner;
	}

	Coerced number(JsonNode value, Target target, boolean integral) {
		String expectation = (integral) ? "must be an integer" : "must be a number";
		BigDecimal number = number(value, integral);
		if (number == null) {
			return reshaped(value, target, expectation);
		}
		if (!integral) {
			if (Double.isInfinite(number.doubleValue())) {
				return Coerced.rejected(value, "must not be that large");
			}
			return (value.isNumber()) ? Coerced.asIs(value)
					: Coerced.changed(this.nodes.numberNode(number), Coercion.TEXT_TO_NUMBER);
		}
		if (number.stripTrailingZeros().scale() > 0) {
			return Coerced.rejected(value, expectation);
		}
		boolean writable = number.precision() - number.scale() <= MAX_DIGITS;
		if (value.isNumber()) {
			// 36.0 is an integer, in another notation.
			return Coerced.asIs((value.isIntegralNumber() || !writable) ? value : node(number.toBigInteger()));
		}
		return (writable) ? Coerced.changed(node(number.toBigInteger()), Coercion.TEXT_TO_NUMBER)
				: Coerced.rejected(value, expectation);
	}

	private @Nullable BigDecimal number(JsonNode value, boolean integral) {
		if (value.isNumber()) {
			return NumberText.plain(value.asString());
		}
		boolean readable = value.isString() && this.policy.allows(Coercion.TEXT_TO_NUMBER);
		return (readable) ? NumberText.parse(value.stringValue(), integral) : null;
	}

	private JsonNode node(BigInteger number) {
		if (number.bitLength() < Integer.SIZE) {
			return this.nodes.numberNode(number.intValue());
		}
		return (number.bitLength() < Long.SIZE) ? this.nodes.numberNode(number.longValue())
				: this.nodes.numberNode(number);
	}

	Coerced flag(JsonNode value, Target target) {
		if (value.isBoolean()) {
			return Coerced.asIs(value);
		}
		boolean readable = value.isString() && this.policy.allows(Coercion.TEXT_TO_BOOLEAN);
		Boolean flag = (readable) ? BooleanText.parse(value.stringValue()) : null;
		return (flag != null) ? Coerced.changed(this.nodes.booleanNode(flag), Coercion.TEXT_TO_BOOLEAN)
				: reshaped(value, target, "must be true or false");
	}

	private Coerced reshaped(JsonNode value, Target target, String expectation) {
		Coerced element = this.reshaping.element(value, target);
		Coerced inner = (element != null) ? element
				: this.reshaping.property(value, target, Reshaping.wrapping(target));
		return (inner != null) ? inner : Coerced.rejected(value, expectation);
	}

}
