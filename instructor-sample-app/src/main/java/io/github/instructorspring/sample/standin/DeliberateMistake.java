package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Breaks one constraint of a right answer, so that a visitor can watch the library ask
 * again.
 */
class DeliberateMistake {

	private static final BigDecimal FACTOR = BigDecimal.valueOf(6);

	/** A bound beyond this may be the end of a Java type: more would not even be read. */
	private static final BigDecimal LARGE = BigDecimal.valueOf(1_000_000);

	private static final List<Breaker> BREAKERS = List.of(DeliberateMistake::number, DeliberateMistake::constant,
			DeliberateMistake::text);

	void make(Schema schema, JsonNode answer) {
		for (Breaker breaker : BREAKERS) {
			if (breakFirst(schema, answer, breaker)) {
				return;
			}
		}
	}

	private boolean breakFirst(Schema schema, JsonNode value, Breaker breaker) {
		if (value instanceof ObjectNode object) {
			return breakFirst(memberOf(schema, value), object, breaker);
		}
		Optional<Schema> items = schema.items();
		if (value instanceof ArrayNode array && items.isPresent()) {
			for (JsonNode element : array) {
				if (breakFirst(items.get(), element, breaker)) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean breakFirst(Schema schema, ObjectNode object, Breaker breaker) {
		for (Map.Entry<String, Schema> entry : schema.properties().entrySet()) {
			JsonNode value = object.path(entry.getKey());
			Optional<JsonNode> wrong = value.isContainer() ? Optional.empty() : breaker.wrong(entry.getValue(), value);
			if (wrong.isPresent() && (!value.isMissingNode() || schema.requires(entry.getKey()))) {
				object.set(entry.getKey(), wrong.get());
				return true;
			}
			if (breakFirst(entry.getValue(), value, breaker)) {
				return true;
			}
		}
		return false;
	}

	// The member of a union whose constants the value has.
	private Schema memberOf(Schema schema, JsonNode value) {
		return schema.members()
			.stream()
			.filter((member) -> member.properties()
				.entrySet()
				.stream()
				.allMatch((entry) -> entry.getValue().constant().map(value.path(entry.getKey())::equals).orElse(true)))
			.findFirst()
			.orElse(schema);
	}

	private static Optional<JsonNode> number(Schema schema, JsonNode value) {
		if (!schema.type().equals("integer") && !schema.type().equals("number")) {
			return Optional.empty();
		}
		Optional<BigDecimal> maximum = bound(schema, "maximum", "exclusiveMaximum")
			.filter((max) -> max.compareTo(LARGE) < 0);
		Optional<BigDecimal> minimum = bound(schema, "minimum", "exclusiveMinimum");
		BigDecimal right = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
		return maximum.map(DeliberateMistake::above)
			.or(() -> minimum.map((min) -> below(min, right)))
			.map((wrong) -> JsonNodeFactory.instance.numberNode(wrong));
	}

	private static Optional<BigDecimal> bound(Schema schema, String keyword, String exclusiveKeyword) {
		return schema.number(keyword).or(() -> schema.number(exclusiveKeyword));
	}

	private static BigDecimal above(BigDecimal maximum) {
		return maximum.multiply(FACTOR).max(maximum.add(BigDecimal.ONE));
	}

	// The number of the text with its sign turned, if that is small enough.
	private static BigDecimal below(BigDecimal minimum, BigDecimal right) {
		return right.negate().min(minimum.subtract(BigDecimal.ONE));
	}

	private static Optional<JsonNode> constant(Schema schema, JsonNode value) {
		boolean text = !schema.enumeration().isEmpty() && schema.enumeration().get(0).isString();
		return text ? Optional.of(JsonNodeFactory.instance.stringNode("NO_SUCH_" + value.asString("")))
				: Optional.empty();
	}

	private static Optional<JsonNode> text(Schema schema, JsonNode value) {
		boolean text = schema.type().equals("string") && schema.constant().isEmpty() && schema.members().isEmpty();
		return text ? Optional.of(JsonNodeFactory.instance.stringNode("")) : Optional.empty();
	}

	/**
	 * A way to be wrong.
	 */
	@FunctionalInterface
	private interface Breaker {

		/**
		 * Break a constraint of a value.
		 * @param schema the schema of the value
		 * @param value the right value
		 * @return a wrong value, empty if the schema has no such constraint
		 */
		Optional<JsonNode> wrong(Schema schema, JsonNode value);

	}

}
