package io.github.instructorspring.bind;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Undoes what the wire asks for: lists of keys and values become the maps that they stand
 * for, since some providers take no maps, and further names of properties and constants
 * become their first.
 */
final class WireForm {

	private final JsonNode root;

	private WireForm(JsonNode root) {
		this.root = root;
	}

	/**
	 * Undo every change.
	 * @param value the value, which may be changed in place
	 * @param schema the schema
	 * @return the value to go on with
	 */
	static JsonNode undo(JsonNode value, JsonNode schema) {
		return new WireForm(schema).folded(value, schema);
	}

	private JsonNode folded(JsonNode value, JsonNode schema) {
		String reference = schema.path("$ref").stringValue(null);
		JsonNode resolved = (reference != null) ? this.root.at(reference.substring(1)) : schema;
		if (!value.isContainer()) {
			return constant(value, resolved);
		}
		JsonNode folded = (value instanceof ArrayNode entries && isEntries(value, resolved)) ? fold(entries) : value;
		for (JsonNode member : resolved.path("anyOf")) {
			folded = (isOther(folded, member)) ? folded : folded(folded, member);
		}
		if (folded instanceof ObjectNode object) {
			resolved.path("$aliases").forEachEntry((alias, name) -> rename(object, alias, name.asString()));
			for (Map.Entry<String, JsonNode> entry : object.properties()) {
				entry.setValue(folded(entry.getValue(), propertySchema(resolved, entry.getKey())));
			}
		}
		else if (folded instanceof ArrayNode array) {
			for (int index = 0; index < array.size(); index++) {
				array.set(index, folded(array.get(index), resolved.path("items")));
			}
		}
		return folded;
	}

	/**
	 * Whether a value says itself that it is of another member of a union.
	 */
	private boolean isOther(JsonNode value, JsonNode member) {
		String reference = member.path("$ref").stringValue(null);
		JsonNode resolved = (reference != null) ? this.root.at(reference.substring(1)) : member;
		for (Map.Entry<String, JsonNode> property : resolved.path("properties").properties()) {
			JsonNode constant = property.getValue().path("const");
			if (!constant.isMissingNode() && !constant.equals(value.path(property.getKey()))) {
				return true;
			}
		}
		return false;
	}

	private static void rename(ObjectNode object, String alias, String name) {
		if (object.has(alias) && !object.has(name)) {
			object.set(name, object.remove(alias));
		}
	}

	private static JsonNode propertySchema(JsonNode schema, String name) {
		JsonNode property = schema.path("properties").path(name);
		return (property.isMissingNode()) ? schema.path("additionalProperties") : property;
	}

	private static boolean isMap(JsonNode schema) {
		return schema.path("additionalProperties").isObject() && !schema.has("properties");
	}

	/**
	 * Whether a value is a list of keys and values where a map belongs.
	 */
	static boolean isEntries(JsonNode value, JsonNode schema) {
		return isMap(schema) && value.isArray()
				&& value.valueStream().allMatch((entry) -> entry.path("key").isString() && entry.has("value"));
	}

	/**
	 * A key that comes twice is left for the alignment to find, so that nothing is lost.
	 */
	private static JsonNode fold(ArrayNode entries) {
		ObjectNode map = JsonNodeFactory.instance.objectNode();
		entries.forEach((entry) -> map.set(entry.path("key").stringValue(), entry.get("value")));
		return (map.size() == entries.size()) ? map : entries;
	}

	private JsonNode constant(JsonNode value, JsonNode schema) {
		String name = schema.path("$aliases").path(value.stringValue("")).stringValue(null);
		if (name != null && schema.has("enum")) {
			return JsonNodeFactory.instance.stringNode(name);
		}
		for (JsonNode member : schema.path("anyOf")) {
			JsonNode constant = constant(value, member);
			if (!constant.equals(value)) {
				return constant;
			}
		}
		return value;
	}

}
