package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the wire asks for and the type does not know: lists of keys and values that stand
 * for maps, since some providers take no maps. To read them is part of the contract.
 */
final class WireForm {

	private WireForm() {
	}

	/**
	 * Whether a value is a list of keys and values where a map belongs.
	 */
	static boolean isEntries(JsonNode value, JsonNode schema) {
		return schema.path("additionalProperties").isObject() && !schema.has("properties") && value.isArray()
				&& value.valueStream().allMatch((entry) -> entry.path("key").isString() && entry.has("value"));
	}

	/**
	 * The map.
	 * @return the map, or {@code null} when a key comes twice and something would be lost
	 */
	static @Nullable ObjectNode fold(JsonNode entries) {
		ObjectNode map = JsonNodeFactory.instance.objectNode();
		entries.forEach((entry) -> map.set(entry.path("key").stringValue(), entry.get("value")));
		return (map.size() == entries.size()) ? map : null;
	}

}
