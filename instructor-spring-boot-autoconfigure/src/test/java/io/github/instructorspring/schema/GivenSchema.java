package io.github.instructorspring.schema;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any JSON Schema as a response schema: one of an object as it is, any other as the
 * property {@code value} of an object, as a Java type that is no object is sent.
 */
public final class GivenSchema {

	private static final List<String> DEFINITIONS = List.of("$defs", "definitions");

	private static final String WRAPPER = "value";

	private GivenSchema() {
	}

	public static ResponseSchema of(ObjectNode given, JsonMapper mapper) {
		ObjectNode root = inlined(given);
		boolean object = "object".equals(root.path("type").stringValue(null))
				|| (!root.has("type") && root.has("properties"));
		return (object) ? schema(root, mapper.constructType(Map.class), null)
				: schema(wrapped(root), mapper.constructType(Object.class), WRAPPER);
	}

	private static ResponseSchema schema(ObjectNode root, JavaType type, @Nullable String wrapper) {
		return new ResponseSchema("Response", "The response", root, type, wrapper, List.of());
	}

	/**
	 * A root that only refers to a definition is that definition.
	 */
	private static ObjectNode inlined(ObjectNode given) {
		ObjectNode root = given.deepCopy();
		for (int hops = 0; root.path("$ref").isString() && hops < 20; hops++) {
			String reference = root.path("$ref").stringValue();
			JsonNode target = (reference.startsWith("#/")) ? given.at(reference.substring(1)) : given.path("none");
			if (!(target instanceof ObjectNode definition)) {
				return root;
			}
			root.remove("$ref");
			ObjectNode beside = root;
			root = definition.deepCopy();
			root.setAll(beside);
		}
		return root;
	}

	private static ObjectNode wrapped(ObjectNode root) {
		ObjectNode outer = JsonNodeFactory.instance.objectNode().put("type", "object");
		ObjectNode value = outer.putObject("properties").putObject(WRAPPER);
		outer.putArray("required").add(WRAPPER);
		value.setAll(root);
		for (String definitions : DEFINITIONS) {
			JsonNode hoisted = value.remove(definitions);
			if (hoisted != null) {
				outer.set(definitions, hoisted);
			}
		}
		redirect(outer);
		return outer;
	}

	/**
	 * What referred to the given root, or into it, refers to the property now.
	 */
	private static void redirect(JsonNode node) {
		if (node instanceof ObjectNode object && object.path("$ref").isString()) {
			String reference = object.path("$ref").stringValue();
			boolean definition = DEFINITIONS.stream().anyMatch((name) -> reference.startsWith("#/" + name + "/"));
			if (reference.startsWith("#") && !definition) {
				object.put("$ref", "#/properties/" + WRAPPER + reference.substring(1));
			}
		}
		node.forEach(GivenSchema::redirect);
	}

}
