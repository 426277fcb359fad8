package io.github.instructorspring.schema;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema that was given, in the places where a Java type has a map of anything.
 *
 * @since 0.1
 */
public final class DynamicSchema {

	private static final String DEFAULT_NAME = "Response";

	private final ObjectNode schema;

	private final String name;

	/**
	 * Wrap a schema.
	 * @param schema a JSON Schema whose root is an object, left as it is
	 */
	public DynamicSchema(ObjectNode schema) {
		this.schema = schema.deepCopy();
		String title = schema.path("title").stringValue("").strip();
		this.schema.remove(List.of("$schema", "title"));
		this.name = (title.isEmpty()) ? DEFAULT_NAME : SchemaNames.safe(title);
	}

	/**
	 * The name of the schema.
	 * @return its title, made safe, or a general name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The schema as the whole response.
	 * @param map the schema of a map of anything
	 * @return the schema, bound to a map
	 */
	public ResponseSchema alone(ResponseSchema map) {
		return new ResponseSchema(this.name, description(map), this.schema.deepCopy(), map.type(), null, List.of());
	}

	/**
	 * The schema as a part of the response.
	 * @param outer a schema with a map of anything in it
	 * @return that schema, with this one in the place of the map
	 */
	public ResponseSchema within(ResponseSchema outer) {
		ObjectNode root = outer.json();
		ObjectNode own = this.schema.deepCopy();
		JsonNode definitions = own.remove("$defs");
		ObjectNode target = root.withObjectProperty("$defs");
		target.set(this.name, own);
		if (definitions instanceof ObjectNode nested) {
			target.setAll(nested);
		}
		target.forEach(this::redirectRoot);
		root.path("properties").forEach(this::replaceMap);
		return new ResponseSchema(this.name + outer.name().replace("StringMap", ""), description(outer), root,
				outer.type(), outer.wrapper(), List.of());
	}

	private String description(ResponseSchema fallback) {
		return this.schema.path("description").stringValue(fallback.description());
	}

	private void replaceMap(JsonNode node) {
		if (node instanceof ObjectNode object && object.path("additionalProperties").isObject()
				&& object.path("additionalProperties").isEmpty()) {
			object.remove(List.of("type", "additionalProperties"));
			object.put("$ref", "#/$defs/" + this.name);
		}
		else if (node instanceof ArrayNode || node instanceof ObjectNode) {
			node.forEach(this::replaceMap);
		}
	}

	/**
	 * What referred to the root of the given schema refers to its definition now.
	 */
	private void redirectRoot(JsonNode node) {
		if (node instanceof ObjectNode object && "#".equals(object.path("$ref").stringValue(null))) {
			object.set("$ref", JsonNodeFactory.instance.stringNode("#/$defs/" + this.name));
		}
		node.forEach(this::redirectRoot);
	}

}
