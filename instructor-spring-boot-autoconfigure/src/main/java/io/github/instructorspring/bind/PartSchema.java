package io.github.instructorspring.bind;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.JsonPath;

/**
 * Writes the schema of an object that has the places of an answer as its properties.
 */
final class PartSchema {

	private static final int MAX_NAME = 64;

	private final SchemaTree schemas;

	private final String rootName;

	private final Map<String, JsonPath> places = new LinkedHashMap<>();

	private final ObjectNode properties = JsonNodeFactory.instance.objectNode();

	private final Map<String, String> definitionNames = new HashMap<>();

	private final Deque<String> undefined = new ArrayDeque<>();

	PartSchema(SchemaTree schemas, String rootName) {
		this.schemas = schemas;
		this.rootName = rootName;
	}

	/**
	 * The places by the names of their properties.
	 */
	Map<String, JsonPath> places() {
		return this.places;
	}

	ObjectNode of(Collection<AnswerPlace> parts) {
		parts.forEach(this::add);
		ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
		schema.set("properties", this.properties);
		ArrayNode required = schema.putArray("required");
		this.places.keySet().forEach(required::add);
		schema.put("additionalProperties", false);
		ObjectNode definitions = JsonNodeFactory.instance.objectNode();
		while (!this.undefined.isEmpty()) {
			define(definitions, this.undefined.pop());
		}
		if (!definitions.isEmpty()) {
			schema.set("$defs", definitions);
		}
		return schema;
	}

	private void add(AnswerPlace place) {
		String name = unique((place.name().isBlank()) ? "entry" : place.name(), this.places::containsKey);
		ObjectNode property = place.schema().deepCopy().asObject();
		String path = place.path().toString();
		if (!path.equals(name)) {
			JsonNode resolved = this.schemas.resolve(place.schema());
			String description = property.path("description")
				.stringValue((resolved != null) ? resolved.path("description").stringValue("") : "");
			property.put("description", (description.isEmpty()) ? path : path + ": " + description);
		}
		redirect(property);
		this.places.put(name, place.path());
		this.properties.set(name, property);
	}

	private void define(ObjectNode definitions, String reference) {
		ObjectNode definition = this.schemas.find(reference).deepCopy().asObject();
		if (reference.equals("#")) {
			definition.remove(List.of("$schema", "$id", "$defs", "definitions"));
		}
		redirect(definition);
		definitions.set(this.definitionNames.get(reference), definition);
	}

	/**
	 * What referred to a place in the whole schema refers to a definition now.
	 */
	private void redirect(JsonNode node) {
		String reference = node.path("$ref").stringValue(null);
		if (reference != null && node instanceof ObjectNode object && this.schemas.find(reference).isObject()) {
			String name = this.definitionNames.get(reference);
			if (name == null) {
				name = unique(nameOf(reference), this.definitionNames::containsValue);
				this.definitionNames.put(reference, name);
				this.undefined.add(reference);
			}
			object.put("$ref", "#/$defs/" + name);
		}
		node.forEach(this::redirect);
	}

	private String nameOf(String reference) {
		String last = reference.substring(reference.lastIndexOf('/') + 1);
		return (reference.equals("#")) ? this.rootName : last.replaceAll("[^\\p{L}\\p{N}_-]", "_");
	}

	private static String unique(String name, Predicate<String> taken) {
		String cut = name.substring(0, Math.min(name.length(), MAX_NAME));
		String unique = cut;
		for (int number = 2; taken.test(unique); number++) {
			String suffix = "_" + number;
			unique = cut.substring(0, Math.min(cut.length(), MAX_NAME - suffix.length())) + suffix;
		}
		return unique;
	}

}
