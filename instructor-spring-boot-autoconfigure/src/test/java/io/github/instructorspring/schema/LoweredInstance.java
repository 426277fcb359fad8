package io.github.instructorspring.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model answers in strict mode for an instance of the schema as it was: maps as
 * lists of keys and values, absent properties as null.
 */
final class LoweredInstance {

	private final JsonNode root;

	private LoweredInstance(JsonNode root) {
		this.root = root;
	}

	static JsonNode of(JsonNode instance, JsonNode schema) {
		return new LoweredInstance(schema).lower(instance, schema);
	}

	private JsonNode lower(JsonNode instance, JsonNode schema) {
		JsonNode resolved = resolve(schema);
		if (resolved.has("anyOf")) {
			return lower(instance, member(instance, resolved));
		}
		if (instance.isArray()) {
			ArrayNode lowered = JsonNodeFactory.instance.arrayNode();
			instance.forEach((element) -> lowered.add(lower(element, resolved.path("items"))));
			return lowered;
		}
		if (!instance.isObject()) {
			return instance;
		}
		if (!resolved.has("properties") && resolved.path("additionalProperties").isObject()) {
			ArrayNode entries = JsonNodeFactory.instance.arrayNode();
			instance.forEachEntry((key, value) -> entries.addObject()
				.put("key", key)
				.set("value", lower(value, resolved.path("additionalProperties"))));
			return entries;
		}
		ObjectNode lowered = JsonNodeFactory.instance.objectNode();
		resolved.path("properties").forEachEntry((name, property) -> {
			JsonNode value = instance.get(name);
			lowered.set(name, (value != null) ? lower(value, property) : JsonNodeFactory.instance.nullNode());
		});
		return lowered;
	}

	private JsonNode resolve(JsonNode schema) {
		JsonNode resolved = schema;
		while (resolved.has("$ref")) {
			resolved = this.root.at(resolved.path("$ref").stringValue("").substring(1));
		}
		return resolved;
	}

	/**
	 * The member of a union that an instance is of.
	 */
	private JsonNode member(JsonNode instance, JsonNode union) {
		for (JsonNode member : union.path("anyOf")) {
			ObjectNode alone = resolve(member).deepCopy().asObject();
			if (this.root.has("$defs")) {
				alone.set("$defs", this.root.path("$defs"));
			}
			if (new JudgedSchema(alone).accepts(instance)) {
				return member;
			}
		}
		throw new IllegalArgumentException("Of no member: " + instance);
	}

}
