package io.github.instructorspring.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The named schemas of one document. While it grows, every use is a reference; at the
 * end, what is used once moves to its place of use and only shared and recursive schemas
 * stay in {@code $defs}.
 */
final class SchemaDefinitions {

	private static final String PREFIX = "#/$defs/";

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final Map<JavaType, String> names = new LinkedHashMap<>();

	private final Map<String, ObjectNode> schemas = new LinkedHashMap<>();

	boolean contains(JavaType type) {
		return this.names.containsKey(type);
	}

	void open(JavaType type, String simpleName) {
		String name = simpleName;
		for (int number = 2; this.names.containsValue(name); number++) {
			name = simpleName + number;
		}
		this.names.put(type, name);
	}

	void close(JavaType type, ObjectNode schema) {
		this.schemas.put(nameOf(type), schema);
	}

	ObjectNode reference(JavaType type) {
		return this.nodes.objectNode().put("$ref", PREFIX + nameOf(type));
	}

	private String nameOf(JavaType type) {
		String name = this.names.get(type);
		if (name == null) {
			throw new IllegalStateException("No definition of " + type.toCanonical());
		}
		return name;
	}

	/**
	 * Whether a schema describes an object with named properties.
	 */
	boolean isObject(ObjectNode schema) {
		String name = referencedName(schema);
		return ((name != null) ? schema(name) : schema).has("properties");
	}

	/**
	 * Resolve a document that is made of references.
	 * @param document the schema, possibly just a reference
	 * @return the schema that stands on its own
	 */
	ObjectNode resolve(ObjectNode document) {
		Map<String, Integer> uses = new LinkedHashMap<>();
		countUses(document, uses, new HashSet<>());
		ObjectNode resolved = document;
		Set<String> shared = new LinkedHashSet<>();
		uses.forEach((name, count) -> {
			if (count > 1) {
				shared.add(name);
			}
		});
		String rootName = referencedName(document);
		if (rootName != null && document.size() == 1 && shared.contains(rootName)) {
			// A recursive root refers to itself as the whole document.
			resolved = schema(rootName);
			shared.remove(rootName);
			resolved = inline(resolved, shared, rootName);
		}
		else {
			resolved = inline(document, shared, null);
		}
		if (!shared.isEmpty()) {
			ObjectNode definitions = this.nodes.objectNode();
			for (String name : shared) {
				definitions.set(name, inline(schema(name), shared, rootName));
			}
			resolved.set("$defs", definitions);
		}
		return resolved;
	}

	private void countUses(JsonNode node, Map<String, Integer> uses, Set<String> visited) {
		String name = referencedName(node);
		if (name != null) {
			uses.merge(name, 1, Integer::sum);
			if (visited.add(name)) {
				countUses(schema(name), uses, visited);
			}
		}
		for (JsonNode child : node) {
			countUses(child, uses, visited);
		}
	}

	private ObjectNode inline(ObjectNode node, Set<String> shared, @Nullable String rootName) {
		String name = referencedName(node);
		if (name != null && name.equals(rootName)) {
			ObjectNode reference = node.deepCopy();
			return reference.put("$ref", "#");
		}
		if (name != null && !shared.contains(name)) {
			ObjectNode merged = inline(schema(name), shared, rootName);
			ObjectNode siblings = node.deepCopy();
			siblings.remove("$ref");
			return merged.setAll(siblings);
		}
		ObjectNode copy = this.nodes.objectNode();
		node.forEachEntry((key, value) -> copy.set(key, inlineValue(value, shared, rootName)));
		return copy;
	}

	private JsonNode inlineValue(JsonNode value, Set<String> shared, @Nullable String rootName) {
		if (value instanceof ObjectNode object) {
			return inline(object, shared, rootName);
		}
		if (value.isArray()) {
			var copy = this.nodes.arrayNode();
			value.forEach((element) -> copy.add(inlineValue(element, shared, rootName)));
			return copy;
		}
		return value;
	}

	private ObjectNode schema(String name) {
		ObjectNode schema = this.schemas.get(name);
		if (schema == null) {
			throw new IllegalStateException("No schema named " + name);
		}
		return schema;
	}

	private static @Nullable String referencedName(JsonNode node) {
		String reference = node.path("$ref").stringValue(null);
		return (reference != null) ? reference.substring(PREFIX.length()) : null;
	}

}
