package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Aligns a value with its schema: fills in declared defaults, drops a null that stands
 * for an absent property, and names every difference at once, where Jackson stops at the
 * first and lets missing properties pass. Bounds, lengths and patterns are left to
 * validation, and a scalar in quotes to Jackson.
 */
final class ShapeAlignment {

	private static final int MAX_DEPTH = 200;

	private final JsonNode root;

	private final List<Finding> findings = new ArrayList<>();

	private ShapeAlignment(JsonNode root) {
		this.root = root;
	}

	/**
	 * Align a value.
	 * @param value the value, which is changed in place
	 * @param schema the schema
	 * @return the differences that remain
	 */
	static List<Finding> align(JsonNode value, JsonNode schema) {
		ShapeAlignment alignment = new ShapeAlignment(schema);
		alignment.visit(value, schema, "", 0);
		return alignment.findings;
	}

	private void visit(JsonNode value, JsonNode schema, String path, int depth) {
		JsonNode resolved = resolve(schema);
		if (depth > MAX_DEPTH) {
			report(path, "must not be nested deeper than " + MAX_DEPTH + " levels", value);
		}
		else if (resolved.has("anyOf")) {
			visitUnion(value, resolved.get("anyOf"), path, depth);
		}
		else if (value.isNull()) {
			if (!allows(resolved, "null") && !resolved.isEmpty()) {
				report(path, "must not be null", value);
			}
		}
		else if (allows(resolved, "object")) {
			visitObject(value, resolved, path, depth);
		}
		else if (allows(resolved, "array")) {
			visitArray(value, resolved, path, depth);
		}
		else {
			visitScalar(value, resolved, path);
		}
	}

	private void visitObject(JsonNode value, JsonNode schema, String path, int depth) {
		if (!(value instanceof ObjectNode object)) {
			report(path, "must be an object", value);
			return;
		}
		JsonNode properties = schema.path("properties");
		fillIn(object, properties, schema.path("required"));
		for (JsonNode name : schema.path("required")) {
			if (!value.has(name.stringValue())) {
				this.findings.add(new Finding(JsonPaths.property(path, name.stringValue()), "must be present", null));
			}
		}
		JsonNode additional = schema.path("additionalProperties");
		for (Map.Entry<String, JsonNode> entry : value.properties()) {
			String name = entry.getKey();
			if (properties.has(name)) {
				visit(entry.getValue(), properties.get(name), JsonPaths.property(path, name), depth + 1);
			}
			else if (additional.isObject()) {
				visit(entry.getValue(), additional, JsonPaths.key(path, name), depth + 1);
			}
		}
	}

	private static void fillIn(ObjectNode object, JsonNode properties, JsonNode required) {
		for (Map.Entry<String, JsonNode> property : properties.properties()) {
			String name = property.getKey();
			JsonNode value = object.path(name);
			boolean absent = value.isMissingNode() || (value.isNull() && !allowsNull(property.getValue()));
			if (absent && property.getValue().has("default")) {
				object.set(name, property.getValue().get("default"));
			}
			else if (absent && !contains(required, StringNode.valueOf(name))) {
				object.remove(name);
			}
		}
	}

	private static boolean allowsNull(JsonNode schema) {
		return schema.isEmpty() || allows(schema, "null")
				|| schema.path("anyOf").valueStream().anyMatch((member) -> allows(member, "null"));
	}

	private void visitArray(JsonNode value, JsonNode schema, String path, int depth) {
		if (!value.isArray()) {
			report(path, "must be an array", value);
			return;
		}
		int index = 0;
		for (JsonNode element : value) {
			visit(element, schema.path("items"), JsonPaths.index(path, index), depth + 1);
			index++;
		}
	}

	private void visitScalar(JsonNode value, JsonNode schema, String path) {
		if (schema.has("enum") && !contains(schema.get("enum"), value)) {
			report(path, "must be one of " + list(schema.get("enum")), value);
		}
		else if (allows(schema, "string") && value.isContainer()) {
			report(path, "must be a string", value);
		}
		else if (allows(schema, "integer") && !isNumber(value, true)) {
			report(path, "must be an integer", value);
		}
		else if (allows(schema, "number") && !isNumber(value, false)) {
			report(path, "must be a number", value);
		}
		else if (allows(schema, "boolean") && !value.isBoolean() && !isText(value, "true") && !isText(value, "false")) {
			report(path, "must be true or false", value);
		}
	}

	/**
	 * A union is told apart by its discriminator; without one, by the member that fits
	 * best.
	 */
	private void visitUnion(JsonNode value, JsonNode members, String path, int depth) {
		List<JsonNode> candidates = new ArrayList<>();
		String discriminator = null;
		for (JsonNode member : members) {
			JsonNode resolved = resolve(member);
			candidates.add(resolved);
			String name = discriminator(resolved);
			discriminator = (name != null) ? name : discriminator;
			if (name != null && isText(value.path(name), constant(resolved, name))) {
				visit(value, resolved, path, depth + 1);
				return;
			}
		}
		if (discriminator != null && !value.isNull()) {
			String name = discriminator;
			String names = candidates.stream()
				.filter((member) -> name.equals(discriminator(member)))
				.map((member) -> constant(member, name))
				.collect(Collectors.joining(", "));
			JsonNode found = value.path(name);
			this.findings.add(new Finding(JsonPaths.property(path, name), "must be one of " + names,
					(found.isMissingNode()) ? null : found));
			return;
		}
		List<Finding> best = null;
		for (JsonNode candidate : candidates) {
			ShapeAlignment attempt = new ShapeAlignment(this.root);
			attempt.visit(value, candidate, path, depth + 1);
			best = (best == null || attempt.findings.size() < best.size()) ? attempt.findings : best;
		}
		if (best != null) {
			this.findings.addAll(best);
		}
	}

	private static @Nullable String discriminator(JsonNode member) {
		for (Map.Entry<String, JsonNode> property : member.path("properties").properties()) {
			if (property.getValue().has("const")) {
				return property.getKey();
			}
		}
		return null;
	}

	private static String constant(JsonNode member, String discriminator) {
		return member.path("properties").path(discriminator).path("const").stringValue("");
	}

	private JsonNode resolve(JsonNode schema) {
		String reference = schema.path("$ref").stringValue(null);
		if (reference == null) {
			return schema;
		}
		return this.root.at(reference.substring(1));
	}

	private static boolean allows(JsonNode schema, String type) {
		JsonNode declared = schema.path("type");
		if (declared.isArray()) {
			for (JsonNode alternative : declared) {
				if (isText(alternative, type)) {
					return true;
				}
			}
			return false;
		}
		return isText(declared, type);
	}

	private static boolean isNumber(JsonNode value, boolean integral) {
		String text = (value.isNumber() || value.isString()) ? value.asString() : "";
		try {
			BigDecimal number = new BigDecimal(text.strip());
			return !integral || number.stripTrailingZeros().scale() <= 0;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private static boolean contains(JsonNode values, JsonNode value) {
		for (JsonNode candidate : values) {
			if (candidate.equals(value)) {
				return true;
			}
		}
		return false;
	}

	private static String list(JsonNode values) {
		return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
	}

	private static boolean isText(JsonNode node, String text) {
		return text.equals(node.stringValue(null));
	}

	private void report(String path, String expectation, JsonNode found) {
		this.findings.add(new Finding(path, expectation, found));
	}

}
