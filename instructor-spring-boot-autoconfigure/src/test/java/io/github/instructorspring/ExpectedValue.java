package io.github.instructorspring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares a value with the expected one. Numbers are compared by what they are worth.
 * With a schema, the expected value has the names that its annotations {@code x-name} and
 * {@code x-names} give, and an absent property equals {@code null}.
 */
final class ExpectedValue {

	private final JsonNode root;

	private final boolean declaredOnly;

	private ExpectedValue(JsonNode root, boolean declaredOnly) {
		this.root = root;
		this.declaredOnly = declaredOnly;
	}

	/** Equal as JSON. */
	static boolean equal(JsonNode found, JsonNode expected) {
		if (found.isNumber() && expected.isNumber()) {
			return found.decimalValue().compareTo(expected.decimalValue()) == 0
					|| found.doubleValue() == expected.doubleValue();
		}
		if (found.isArray() && expected.isArray()) {
			return found.size() == expected.size() && Stream.iterate(0, (index) -> index + 1)
				.limit(found.size())
				.allMatch((index) -> equal(found.get(index), expected.get(index)));
		}
		if (found.isObject() && expected.isObject()) {
			return found.size() == expected.size() && found.propertyStream()
				.allMatch((property) -> expected.has(property.getKey())
						&& equal(property.getValue(), expected.get(property.getKey())));
		}
		return found.equals(expected);
	}

	/** Equal by the names of a schema. */
	static boolean equal(JsonNode found, JsonNode expected, JsonNode schema) {
		return new ExpectedValue(schema, false).matches(schema, found, expected);
	}

	/** Equal by the names of a schema, leaving out what the schema does not declare. */
	static boolean equalIfDeclared(JsonNode found, JsonNode expected, JsonNode schema) {
		return new ExpectedValue(schema, true).matches(schema, found, expected);
	}

	private boolean matches(JsonNode given, JsonNode found, JsonNode expected) {
		JsonNode schema = SchemaWalk.resolve(given, this.root);
		List<JsonNode> branches = SchemaWalk.branches(schema);
		if (!branches.isEmpty() && branches.stream().anyMatch((branch) -> matches(branch, found, expected))) {
			return true;
		}
		if (found.isString() && schema.path("x-names").has(found.stringValue())) {
			return equal(schema.path("x-names").get(found.stringValue()), expected);
		}
		if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
			return Stream.iterate(0, (index) -> index + 1)
				.limit(found.size())
				.allMatch((index) -> matches(schema.path("items"), found.get(index), expected.get(index)));
		}
		if (found.isObject() && expected.isObject()) {
			return equalObjects(schema, (ObjectNode) found, (ObjectNode) expected);
		}
		return equal(found, expected);
	}

	private boolean equalObjects(JsonNode schema, ObjectNode found, ObjectNode expected) {
		JsonNode properties = schema.path("properties");
		JsonNode others = schema.path("additionalProperties");
		Map<String, JsonNode> rest = new LinkedHashMap<>();
		expected.propertyStream().forEach((property) -> rest.put(property.getKey(), property.getValue()));
		for (Map.Entry<String, JsonNode> property : found.properties()) {
			JsonNode part = properties.path(property.getKey());
			JsonNode wanted = rest.remove(nameOf(property.getKey(), part, schema));
			if (wanted == null && this.declaredOnly && part.isMissingNode() && !others.isObject()) {
				continue;
			}
			boolean equal = (wanted != null)
					? matches((part.isMissingNode()) ? others : part, property.getValue(), wanted)
					: property.getValue().isNull();
			if (!equal) {
				return false;
			}
		}
		return rest.values().stream().allMatch(JsonNode::isNull);
	}

	private String nameOf(String key, JsonNode property, JsonNode schema) {
		JsonNode keys = SchemaWalk.resolve(schema.path("propertyNames"), this.root).path("x-names");
		return keys.path(key).asString(property.path("x-name").asString(key));
	}

}
