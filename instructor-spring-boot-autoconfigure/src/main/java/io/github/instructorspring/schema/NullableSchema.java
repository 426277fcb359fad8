package io.github.instructorspring.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a schema take {@code null} as well.
 */
final class NullableSchema {

	private NullableSchema() {
	}

	/**
	 * Change a schema.
	 * @param schema the schema, which may be changed in place
	 * @return the schema to go on with
	 */
	static ObjectNode of(ObjectNode schema) {
		if (isOpen(schema) || takesNull(schema)) {
			return schema;
		}
		if (schema.get("anyOf") instanceof ArrayNode members) {
			members.addObject().put("type", "null");
			return schema;
		}
		JsonNode type = schema.path("type");
		if (type.isString() && !schema.has("enum") && !schema.has("const")) {
			schema.set("type", JsonNodeFactory.instance.arrayNode().add(type).add("null"));
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

	/**
	 * Whether a schema says nothing of the shape of its values.
	 */
	static boolean isOpen(ObjectNode schema) {
		return !schema.has("type") && !schema.has("anyOf") && !schema.has("const") && !schema.has("$ref")
				&& !schema.has("enum");
	}

	private static boolean takesNull(ObjectNode schema) {
		return schema.path("type").valueStream().anyMatch((type) -> type.asString().equals("null"))
				|| schema.path("anyOf")
					.valueStream()
					.anyMatch((member) -> "null".equals(member.path("type").stringValue(null)));
	}

}
