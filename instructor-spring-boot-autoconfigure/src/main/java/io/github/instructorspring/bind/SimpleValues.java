package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.TreeTraversingParser;

/**
 * Values of which it is plain what they bind to, without coercion and Jackson, which both
 * would come to the same.
 */
final class SimpleValues {

	/** Nothing is that simple. */
	static final PartialSlot.Simple NONE = (value) -> PartialSlot.ABSENT;

	/** A tree of JSON. */
	static final PartialSlot.Simple NODE = (value) -> value;

	/** A text that cannot be wrong. */
	static final PartialSlot.Simple TEXT = (value) -> (value.isString()) ? value.stringValue() : PartialSlot.ABSENT;

	private static final PartialSlot.Simple INT = (value) -> (value.isInt()) ? value.intValue() : PartialSlot.ABSENT;

	private static final PartialSlot.Simple LONG = (value) -> (isIntegral(value)) ? value.longValue()
			: PartialSlot.ABSENT;

	private static final PartialSlot.Simple FLAG = (value) -> (value.isBoolean()) ? value.booleanValue()
			: PartialSlot.ABSENT;

	private static final Map<Class<?>, PartialSlot.Simple> NUMBERS = Map.of(int.class, INT, Integer.class, INT,
			long.class, LONG, Long.class, LONG);

	private static final Map<Class<?>, PartialSlot.Simple> FRACTIONS = Map.of(double.class, SimpleValues::fraction,
			Double.class, SimpleValues::fraction, BigDecimal.class, SimpleValues::decimal);

	private SimpleValues() {
	}

	private static boolean isIntegral(JsonNode value) {
		return value.isInt() || value.isLong();
	}

	private static Object fraction(JsonNode value) {
		if (isIntegral(value)) {
			return (double) value.longValue();
		}
		double number = (value.isBigDecimal()) ? value.decimalValue().doubleValue() : Double.NaN;
		return (Double.isFinite(number)) ? number : PartialSlot.ABSENT;
	}

	private static Object decimal(JsonNode value) {
		boolean finite = isIntegral(value)
				|| (value.isBigDecimal() && Double.isFinite(value.decimalValue().doubleValue()));
		return (finite) ? value.decimalValue() : PartialSlot.ABSENT;
	}

	/**
	 * The numbers and truth values that a class takes as they are.
	 * @param type the class
	 * @param schema what the schema says of it
	 */
	static PartialSlot.Simple scalars(Class<?> type, JsonNode schema) {
		boolean number = SchemaTree.allows(schema, "number");
		if (number && FRACTIONS.containsKey(type)) {
			return FRACTIONS.get(type);
		}
		if ((number || SchemaTree.allows(schema, "integer")) && NUMBERS.containsKey(type)) {
			return NUMBERS.get(type);
		}
		boolean flag = (type == boolean.class || type == Boolean.class) && SchemaTree.allows(schema, "boolean");
		return (flag) ? FLAG : NONE;
	}

	/**
	 * The constants of an enum, as they are written in the schema.
	 */
	static PartialSlot.Simple constants(List<JsonNode> texts, ValueDeserializer<?> deserializer,
			DeserializationContext context) {
		Map<String, Object> constants = new HashMap<>();
		for (JsonNode text : texts) {
			Object constant = (text.isString()) ? constant(text, deserializer, context) : null;
			if (constant != null) {
				constants.put(text.stringValue(), constant);
			}
		}
		return (value) -> (value.isString()) ? constants.getOrDefault(value.stringValue(), PartialSlot.ABSENT)
				: PartialSlot.ABSENT;
	}

	private static @Nullable Object constant(JsonNode text, ValueDeserializer<?> deserializer,
			DeserializationContext context) {
		try (TreeTraversingParser parser = new TreeTraversingParser(text, context)) {
			parser.nextToken();
			return deserializer.deserialize(parser, context);
		}
		catch (RuntimeException ex) {
			// Only the schema knows it.
			return null;
		}
	}

}
