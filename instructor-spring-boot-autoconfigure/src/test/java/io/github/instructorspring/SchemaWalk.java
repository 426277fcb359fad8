package io.github.instructorspring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds a way through the JSON Schemas of cases.
 */
final class SchemaWalk {

	private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "definitions");

	private SchemaWalk() {
	}

	/** A schema, or what it refers to. */
	static JsonNode resolve(JsonNode schema, JsonNode root) {
		JsonNode resolved = schema;
		for (int hops = 0; resolved.path("$ref").isString() && hops < 20; hops++) {
			String reference = resolved.path("$ref").stringValue();
			resolved = (reference.startsWith("#")) ? root.at(JsonPointer.compile(reference.substring(1)))
					: root.path("$defs").path(reference);
		}
		return resolved;
	}

	/** A copy of a schema without the keywords that only the cases know. */
	static ObjectNode withoutAnnotations(ObjectNode schema) {
		ObjectNode copy = schema.deepCopy();
		removeAnnotations(copy);
		return copy;
	}

	private static void removeAnnotations(JsonNode schema) {
		if (schema instanceof ObjectNode object) {
			object
				.remove(object.propertyStream().map(Map.Entry::getKey).filter((key) -> key.startsWith("x-")).toList());
			object.properties().forEach((keyword) -> {
				boolean named = NAMED.contains(keyword.getKey()) && keyword.getValue().isObject();
				((named) ? keyword.getValue().valueStream() : Stream.of(keyword.getValue()))
					.forEach(SchemaWalk::removeAnnotations);
			});
		}
		else if (schema.isArray()) {
			schema.forEach(SchemaWalk::removeAnnotations);
		}
	}

	/** The schemas of which a value takes one or all. */
	static List<JsonNode> branches(JsonNode schema) {
		return Stream.of("anyOf", "oneOf", "allOf").flatMap((key) -> schema.path(key).valueStream()).toList();
	}

}
