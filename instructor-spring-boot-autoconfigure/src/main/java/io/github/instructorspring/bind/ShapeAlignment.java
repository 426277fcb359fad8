package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Aligns a value with its schema: fills in declared defaults, drops a null that stands
 * for an absent property, takes a scalar out of its quotes or puts it into them, and
 * names every difference at once, where Jackson stops at the first and lets missing
 * properties pass. Bounds, lengths and patterns are left to validation.
 */
final class ShapeAlignment {

	private static final int MAX_DEPTH = 200;

	private static final int MAX_DIGITS = 1000;

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final JsonNode root;

	private final List<Finding> findings = new ArrayList<>();

	private ShapeAlignment(JsonNode root) {
		this.root = root;
	}

	/**
	 * Align a value.
	 * @param value the value, whose containers are changed in place
	 * @param schema the schema
	 * @return the differences that remain
	 */
	static List<Finding> align(JsonNode value, JsonNode schema) {
		ShapeAlignment alignment = new ShapeAlignment(schema);
		alignment.visit(value, schema, "", 0);
		return alignment.findings;
	}

	private JsonNode visit(JsonNode value, JsonNode schema, String path, int depth) {
		JsonNode resolved = resolve(schema);
		if (depth > MAX_DEPTH) {
			return report(path, "must not be nested deeper than " + MAX_DEPTH + " levels", value);
		}
		if (resolved.has("anyOf")) {
			return visitUnion(value, resolved.get("anyOf"), path, depth);
		}
		if (value.isNull() || standsForNull(value, resolved)) {
			return allowsNull(resolved) ? this.nodes.nullNode() : report(path, "must not be null", value);
		}
		if (allows(resolved, "object")) {
			return visitObject(value, resolved, path, depth);
		}
		return allows(resolved, "array") ? visitArray(value, resolved, path, depth)
				: visitScalar(value, resolved, path);
	}

	private JsonNode visitObject(JsonNode value, JsonNode schema, String path, int depth) {
		if (!(value instanceof ObjectNode object)) {
			return report(path, (WireForm.isEntries(value, schema)) ? "must have each key once" : "must be an object",
					value);
		}
		JsonNode properties = schema.path("properties");
		for (Map.Entry<String, JsonNode> property : properties.properties()) {
			visitProperty(object, property.getKey(), property.getValue(), schema.path("required"), path, depth);
		}
		for (String name : List.copyOf(object.propertyNames())) {
			if (!properties.has(name)) {
				visitEntry(object, name, schema, path, depth);
			}
		}
		return object;
	}

	private void visitProperty(ObjectNode object, String name, JsonNode schema, JsonNode required, String path,
			int depth) {
		String propertyPath = JsonPaths.property(path, name);
		JsonNode value = object.path(name);
		boolean optional = schema.has("default") || !contains(required, this.nodes.stringNode(name));
		if (value.isMissingNode() || (value.isNull() && optional && !allowsNull(resolve(schema)))) {
			object.remove(name);
			if (schema.has("default")) {
				object.set(name, schema.get("default").deepCopy());
			}
			else if (!optional) {
				this.findings.add(new Finding(propertyPath, "must be present", null));
			}
		}
		else {
			object.set(name, visit(value, schema, propertyPath, depth + 1));
		}
	}

	private void visitEntry(ObjectNode object, String name, JsonNode schema, String path, int depth) {
		JsonNode additional = schema.path("additionalProperties");
		if (additional.isBoolean() && !additional.booleanValue()) {
			// Never asked for; the object may have such a property, hidden from the
			// model.
			object.remove(name);
		}
		if (!additional.isObject()) {
			return;
		}
		String entryPath = JsonPaths.key(path, name);
		JsonNode names = schema.path("propertyNames").path("enum");
		if (names.isArray() && !contains(names, this.nodes.stringNode(name))) {
			report(entryPath, "must have one of the keys " + list(names), this.nodes.stringNode(name));
		}
		else {
			object.set(name, visit(object.get(name), additional, entryPath, depth + 1));
		}
	}

	private JsonNode visitArray(JsonNode value, JsonNode schema, String path, int depth) {
		if (!(value instanceof ArrayNode array)) {
			return report(path, "must be an array", value);
		}
		for (int index = 0; index < array.size(); index++) {
			array.set(index, visit(array.get(index), schema.path("items"), JsonPaths.index(path, index), depth + 1));
		}
		return array;
	}

	private JsonNode visitScalar(JsonNode value, JsonNode schema, String path) {
		if (schema.has("enum")) {
			return contains(schema.get("enum"), value) ? value
					: report(path, "must be one of " + list(schema.get("enum")), value);
		}
		if (schema.path("const").isString() && !schema.get("const").equals(value)) {
			return report(path, "must be " + schema.get("const").stringValue(), value);
		}
		if (schema.path("type").isArray() && isDeclared(value, schema)) {
			return value;
		}
		if (allows(schema, "string")) {
			boolean text = value.isString() || (value.isValueNode() && isPlainText(schema));
			return (text) ? this.nodes.stringNode(value.asString()) : report(path, "must be a string", value);
		}
		if (allows(schema, "integer") || allows(schema, "number")) {
			return visitNumber(value, allows(schema, "integer"), path);
		}
		return allows(schema, "boolean") ? visitFlag(value, path) : value;
	}

	/**
	 * Whether one of several types is that of the value as it stands.
	 */
	private static boolean isDeclared(JsonNode value, JsonNode schema) {
		return (value.isBoolean() && allows(schema, "boolean")) || (value.isNumber() && allows(schema, "number"))
				|| (value.isIntegralNumber() && allows(schema, "integer"));
	}

	private JsonNode visitNumber(JsonNode value, boolean integral, String path) {
		BigDecimal number = number(value);
		if (number == null) {
			return report(path, (integral) ? "must be an integer" : "must be a number", value);
		}
		if (!integral) {
			if (Double.isInfinite(number.doubleValue())) {
				return report(path, "must not be that large", value);
			}
			return (value.isNumber()) ? value : this.nodes.numberNode(number);
		}
		if (number.stripTrailingZeros().scale() > 0) {
			return report(path, "must be an integer", value);
		}
		boolean writable = number.precision() - number.scale() <= MAX_DIGITS;
		return (value.isIntegralNumber() || !writable) ? value : this.nodes.numberNode(number.toBigInteger());
	}

	private static @Nullable BigDecimal number(JsonNode value) {
		String text = (value.isNumber() || value.isString()) ? value.asString().strip() : "";
		try {
			return (text.length() <= MAX_DIGITS) ? new BigDecimal(text) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private JsonNode visitFlag(JsonNode value, String path) {
		String text = value.stringValue("").strip();
		if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
			return this.nodes.booleanNode(Boolean.parseBoolean(text));
		}
		return (value.isBoolean()) ? value : report(path, "must be true or false", value);
	}

	/**
	 * A union is told apart by its discriminator; without one, by the names of its
	 * properties.
	 */
	private JsonNode visitUnion(JsonNode value, JsonNode members, String path, int depth) {
		List<JsonNode> candidates = members.valueStream()
			.map(this::resolve)
			.filter((member) -> !allows(member, "null") || member.path("type").isArray())
			.toList();
		boolean nullable = candidates.size() < members.size();
		if (nullable && (value.isNull() || candidates.stream().allMatch((member) -> isBlankFor(value, member)))) {
			return this.nodes.nullNode();
		}
		if (candidates.size() == 1) {
			return visit(value, candidates.get(0), path, depth + 1);
		}
		if (value.isNull()) {
			return report(path, "must not be null", value);
		}
		List<JsonNode> takers = candidates.stream().filter((member) -> takes(member, value)).toList();
		if (takers.isEmpty()) {
			boolean objects = candidates.stream().allMatch((member) -> allows(member, "object"));
			return report(path, (objects) ? "must be an object" : "must be of another type", value);
		}
		if (takers.size() == 1 || !value.isObject()) {
			JsonNode taker = takers.stream()
				.filter((member) -> isDeclared(value, member))
				.findFirst()
				.orElse(takers.get(0));
			return visit(value, taker, path, depth + 1);
		}
		String discriminator = discriminator(takers.get(0));
		JsonNode member = (discriminator != null) ? named(value, takers, discriminator, path) : nearest(value, takers);
		return (member != null) ? visit(value, member, path, depth + 1) : value;
	}

	/**
	 * Whether a value could be of a member, as far as its JSON type goes.
	 */
	private static boolean takes(JsonNode member, JsonNode value) {
		if (!member.has("type")) {
			return true;
		}
		if (value.isObject()) {
			return allows(member, "object");
		}
		if (value.isArray()) {
			return allows(member, "array");
		}
		return allows(member, "string") || ((value.isNumber()) ? allows(member, "number") || allows(member, "integer")
				: allows(member, "boolean"));
	}

	private @Nullable JsonNode named(JsonNode value, List<JsonNode> members, String discriminator, String path) {
		JsonNode name = value.path(discriminator);
		for (JsonNode member : members) {
			if (name.equals(constant(member, discriminator))) {
				return member;
			}
		}
		String names = members.stream()
			.map((member) -> constant(member, discriminator).asString())
			.collect(Collectors.joining(", "));
		report(JsonPaths.property(path, discriminator), "must be one of " + names,
				(name.isMissingNode()) ? null : name);
		return null;
	}

	private static JsonNode nearest(JsonNode value, List<JsonNode> members) {
		JsonNode nearest = members.get(0);
		long most = -1;
		for (JsonNode member : members) {
			JsonNode properties = member.path("properties");
			long shared = value.propertyNames().stream().filter(properties::has).count();
			if (shared > most) {
				most = shared;
				nearest = member;
			}
		}
		return nearest;
	}

	private static @Nullable String discriminator(JsonNode member) {
		for (Map.Entry<String, JsonNode> property : member.path("properties").properties()) {
			if (property.getValue().path("const").isString()) {
				return property.getKey();
			}
		}
		return null;
	}

	private static JsonNode constant(JsonNode member, String discriminator) {
		return member.path("properties").path(discriminator).path("const");
	}

	private JsonNode resolve(JsonNode schema) {
		String reference = schema.path("$ref").stringValue(null);
		return (reference != null) ? this.root.at(reference.substring(1)) : schema;
	}

	private static boolean allowsNull(JsonNode schema) {
		return allows(schema, "null") || (!schema.has("type") && !schema.has("anyOf"))
				|| schema.path("anyOf").valueStream().anyMatch((member) -> allows(member, "null"));
	}

	private static boolean standsForNull(JsonNode value, JsonNode schema) {
		return allows(schema, "null") && isBlankFor(value, schema);
	}

	/**
	 * Whether a blank text means that there is no value, because it cannot be one.
	 */
	private static boolean isBlankFor(JsonNode value, JsonNode schema) {
		return value.isString() && value.stringValue().isBlank() && schema.has("type") && !isPlainText(schema);
	}

	private static boolean isPlainText(JsonNode schema) {
		return allows(schema, "string") && !schema.has("enum") && !schema.has("format")
				&& !schema.has("contentEncoding");
	}

	private static boolean allows(JsonNode schema, String type) {
		JsonNode declared = schema.path("type");
		return type.equals(declared.stringValue(null))
				|| declared.valueStream().anyMatch((alternative) -> type.equals(alternative.stringValue(null)));
	}

	private static boolean contains(JsonNode values, JsonNode value) {
		return values.valueStream().anyMatch(value::equals);
	}

	private static String list(JsonNode values) {
		return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
	}

	private JsonNode report(String path, String expectation, @Nullable JsonNode found) {
		this.findings.add(new Finding(path, expectation, found));
		return (found != null) ? found : this.nodes.nullNode();
	}

}
