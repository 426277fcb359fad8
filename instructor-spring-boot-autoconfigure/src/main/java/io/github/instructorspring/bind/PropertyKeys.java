package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.RepairPolicy;

/**
 * Which key of an object stands for which property.
 *
 * @param byProperty the keys that were found, by property
 * @param respelled the properties whose key is spelled differently
 * @param unknown the keys that stand for none
 */
record PropertyKeys(Map<String, String> byProperty, Set<String> respelled, Set<String> unknown) {

	static PropertyKeys of(JsonNode object, SchemaTree schemas, JsonNode schema, RepairPolicy policy) {
		JsonNode properties = schema.path("properties");
		Map<String, String> byProperty = new LinkedHashMap<>();
		Set<String> unknown = new LinkedHashSet<>(object.propertyNames());
		for (String name : properties.propertyNames()) {
			if (unknown.remove(name)) {
				byProperty.put(name, name);
			}
		}
		schema.path("$aliases").forEachEntry((alias, name) -> {
			if (unknown.contains(alias) && byProperty.putIfAbsent(name.asString(), alias) == null) {
				unknown.remove(alias);
			}
		});
		boolean complete = unknown.isEmpty() || byProperty.size() == properties.size();
		Map<String, String> found = (complete || !policy.allows(Coercion.PROPERTY_NAME)) ? Map.of()
				: PropertyNames.find(missing(schema, byProperty.keySet()), free(schemas, schema, unknown));
		byProperty.putAll(found);
		unknown.removeAll(found.values());
		return new PropertyKeys(byProperty, found.keySet(), unknown);
	}

	/**
	 * Where other names may stand as they are, only what must be there is looked for.
	 */
	private static List<String> missing(JsonNode schema, Set<String> present) {
		boolean closed = isClosed(schema);
		Set<String> required = required(schema);
		List<String> missing = new ArrayList<>();
		for (String name : schema.path("properties").propertyNames()) {
			if (!present.contains(name) && (closed || required.contains(name))) {
				missing.add(name);
			}
		}
		return missing;
	}

	private static List<String> free(SchemaTree schemas, JsonNode schema, Set<String> unknown) {
		if (!schema.has("patternProperties")) {
			return List.copyOf(unknown);
		}
		return unknown.stream().filter((key) -> schemas.matching(schema, key).isEmpty()).toList();
	}

	static boolean isClosed(JsonNode schema) {
		JsonNode additional = schema.path("additionalProperties");
		return additional.isBoolean() && !additional.booleanValue();
	}

	static Set<String> required(JsonNode schema) {
		Set<String> required = new LinkedHashSet<>();
		schema.path("required").forEach((name) -> required.add(name.stringValue("")));
		return required;
	}

}
