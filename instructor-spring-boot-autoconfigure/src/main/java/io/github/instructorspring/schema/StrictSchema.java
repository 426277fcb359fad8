package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lowers a schema to OpenAI's strict subset: every property is required and optional ones
 * take {@code null}; what the subset does not know moves into the description. The rules
 * are those of OpenAI's guide "Structured model outputs", section "Supported schemas".
 *
 * @since 0.1
 */
public final class StrictSchema {

	private static final Set<String> STRUCTURE = Set.of("type", "properties", "required", "additionalProperties",
			"items", "anyOf", "$ref", "$defs", "enum", "const", "description");

	private static final Set<String> CONSTRAINTS = Set.of("pattern", "format", "minimum", "maximum", "exclusiveMinimum",
			"exclusiveMaximum", "multipleOf", "minItems", "maxItems");

	private static final Set<String> FORMATS = Set.of("date-time", "time", "date", "duration", "email", "hostname",
			"ipv4", "ipv6", "uuid");

	private boolean expressible = true;

	private StrictSchema() {
	}

	/**
	 * Lower a schema.
	 * @param schema the schema
	 * @return the strict schema, or {@code null} when the subset cannot express it: a
	 * map, or a value of any shape
	 */
	public static @Nullable ObjectNode of(ResponseSchema schema) {
		StrictSchema lowering = new StrictSchema();
		ObjectNode strict = lowering.lower(schema.json());
		return (lowering.expressible) ? strict : null;
	}

	private ObjectNode lower(ObjectNode schema) {
		if (schema.has("$ref")) {
			return lowerReference(schema);
		}
		if (!schema.has("type") && !schema.has("anyOf") && !schema.has("const")) {
			this.expressible = false;
		}
		ObjectNode lowered = JsonNodeFactory.instance.objectNode();
		List<String> lost = new ArrayList<>();
		for (Map.Entry<String, JsonNode> entry : schema.properties()) {
			String keyword = entry.getKey();
			JsonNode value = entry.getValue();
			switch (keyword) {
				case "properties" -> lowered.set(keyword, lowerProperties(schema));
				case "$defs" -> lowered.set(keyword, lowerEach((ObjectNode) value));
				case "items" -> lowered.set(keyword, lower((ObjectNode) value));
				case "anyOf" -> value.forEach((member) -> withArray(lowered).add(lower((ObjectNode) member)));
				case "required" -> {
					// Written anew beside the properties.
				}
				case "additionalProperties" -> requireClosed(value);
				default -> {
					if (isKnown(keyword, value)) {
						lowered.set(keyword, value);
					}
					else {
						lost.add(said(keyword, value));
					}
				}
			}
		}
		if (schema.has("properties")) {
			ArrayNode required = lowered.putArray("required");
			schema.get("properties").propertyNames().forEach(required::add);
			lowered.put("additionalProperties", false);
		}
		describe(lowered, lost);
		return lowered;
	}

	private void requireClosed(JsonNode additionalProperties) {
		if (!additionalProperties.isBoolean()) {
			this.expressible = false;
		}
	}

	private static ArrayNode withArray(ObjectNode lowered) {
		return (lowered.get("anyOf") instanceof ArrayNode array) ? array : lowered.putArray("anyOf");
	}

	private static boolean isKnown(String keyword, JsonNode value) {
		if (keyword.equals("format")) {
			return FORMATS.contains(value.stringValue());
		}
		return STRUCTURE.contains(keyword) || CONSTRAINTS.contains(keyword);
	}

	private static String said(String keyword, JsonNode value) {
		return keyword + ": " + ((value.isString()) ? value.stringValue() : value.toString());
	}

	private static void describe(ObjectNode lowered, List<String> lost) {
		if (lost.isEmpty()) {
			return;
		}
		String description = lowered.path("description").stringValue("");
		String addition = "(" + String.join(", ", lost) + ")";
		lowered.put("description", (description.isEmpty()) ? addition : description + " " + addition);
	}

	private ObjectNode lowerReference(ObjectNode reference) {
		ObjectNode bare = JsonNodeFactory.instance.objectNode();
		bare.set("$ref", reference.get("$ref"));
		if (reference.size() == 1) {
			return bare;
		}
		// A reference takes no siblings.
		ObjectNode lowered = JsonNodeFactory.instance.objectNode();
		lowered.putArray("anyOf").add(bare);
		List<String> lost = new ArrayList<>();
		reference.without("$ref").forEachEntry((keyword, value) -> {
			if (keyword.equals("description")) {
				lowered.set(keyword, value);
			}
			else {
				lost.add(said(keyword, value));
			}
		});
		describe(lowered, lost);
		return lowered;
	}

	private ObjectNode lowerProperties(ObjectNode schema) {
		List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
		ObjectNode lowered = lowerEach((ObjectNode) schema.get("properties"));
		for (String name : List.copyOf(lowered.propertyNames())) {
			if (!required.contains(name)) {
				lowered.set(name, nullable((ObjectNode) lowered.get(name)));
			}
		}
		return lowered;
	}

	private ObjectNode lowerEach(ObjectNode schemas) {
		ObjectNode lowered = JsonNodeFactory.instance.objectNode();
		schemas.forEachEntry((name, schema) -> lowered.set(name, lower((ObjectNode) schema)));
		return lowered;
	}

	private static ObjectNode nullable(ObjectNode schema) {
		JsonNode type = schema.path("type");
		if (type.isArray() || schema.path("anyOf").valueStream().anyMatch(StrictSchema::isNull)) {
			return schema;
		}
		if (schema.get("anyOf") instanceof ArrayNode members) {
			members.addObject().put("type", "null");
			return schema;
		}
		if (type.isString() && !schema.has("enum") && !schema.has("const")) {
			ArrayNode types = JsonNodeFactory.instance.arrayNode().add(type).add("null");
			schema.set("type", types);
			return schema;
		}
		ObjectNode either = JsonNodeFactory.instance.objectNode();
		JsonNode description = schema.remove("description");
		either.putArray("anyOf").add(schema).addObject().put("type", "null");
		if (description != null) {
			either.set("description", description);
		}
		return either;
	}

	private static boolean isNull(JsonNode schema) {
		return "null".equals(schema.path("type").stringValue(null));
	}

}
