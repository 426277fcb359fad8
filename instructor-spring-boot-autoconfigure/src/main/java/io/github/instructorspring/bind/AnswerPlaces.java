package io.github.instructorspring.bind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import io.github.instructorspring.json.JsonPath;

/**
 * Finds the schemas of the places of an answer. What it cannot be sure of it does not
 * follow.
 */
final class AnswerPlaces {

	/**
	 * Keywords that say more of a value than those that are followed.
	 */
	private static final Set<String> COMPOSED = Set.of("$ref", "allOf", "if", "not", "dependentSchemas");

	private static final int MAX_KEY = 40;

	private final SchemaTree schemas;

	private final JsonNode answer;

	AnswerPlaces(SchemaTree schemas, JsonNode answer) {
		this.schemas = schemas;
		this.answer = answer;
	}

	/**
	 * A place, or the nearest one above that can be asked for.
	 */
	AnswerPlace nearest(JsonPath path) {
		if (path.isRoot()) {
			return new AnswerPlace(path, "", this.schemas.root());
		}
		AnswerPlace parent = nearest(path.parent());
		AnswerPlace place = (parent.path().equals(path.parent())) ? below(parent, path) : null;
		return (place != null) ? place : parent;
	}

	private @Nullable AnswerPlace below(AnswerPlace parent, JsonPath path) {
		JsonNode value = parent.path().read(this.answer).orElse(MissingNode.getInstance());
		List<JsonNode> shapes = shapes(parent.schema(), value, path);
		if (shapes.size() > 1 && path.read(this.answer).isEmpty()) {
			// Another member may do without it.
			return null;
		}
		Set<AnswerPlace> places = new LinkedHashSet<>();
		for (JsonNode schema : shapes) {
			AnswerPlace place = below(parent, schema, value, path);
			if (place != null) {
				places.add(place);
			}
		}
		return (places.size() == 1) ? places.iterator().next() : null;
	}

	/**
	 * The schemas that may describe the parts of a value.
	 */
	private List<JsonNode> shapes(JsonNode schema, JsonNode value, JsonPath path) {
		JsonNode resolved = this.schemas.resolve(schema);
		if (resolved == null || COMPOSED.stream().anyMatch(resolved::has)) {
			return List.of();
		}
		List<JsonNode> members = this.schemas.members(resolved)
			.stream()
			.filter((member) -> !SchemaTree.isNull(member))
			.toList();
		if (members.isEmpty()) {
			return List.of(resolved);
		}
		if (resolved.has("properties")
				|| members.stream().anyMatch((member) -> COMPOSED.stream().anyMatch(member::has))) {
			return List.of();
		}
		Discriminator discriminator = Discriminator.of(members, this.schemas);
		if (discriminator == null) {
			return members;
		}
		if (discriminator.property().equals(path.name())) {
			// Another member needs other properties.
			return List.of();
		}
		JsonNode named = discriminator.member(value.path(discriminator.property()).stringValue(""));
		return (named != null) ? List.of(named) : members;
	}

	private @Nullable AnswerPlace below(AnswerPlace parent, JsonNode schema, JsonNode value, JsonPath path) {
		String name = path.name();
		if (name == null) {
			// The elements of a set may have another order in Java, and fewer.
			JsonNode element = (schema.path("uniqueItems").booleanValue(false)) ? MissingNode.getInstance()
					: ArrayCoercion.schema(schema, path.index());
			return (element.isObject())
					? new AnswerPlace(parent.path().element(path.index()), parent.name() + "_" + path.index(), element)
					: null;
		}
		List<JsonNode> byPattern = this.schemas.matching(schema, name);
		JsonNode property = schema.path("properties").path(name);
		if (property.isObject()) {
			return (byPattern.isEmpty()) ? new AnswerPlace(parent.path().property(name), name, property) : null;
		}
		boolean entry = property.isMissingNode() && value.has(name) && takesKey(schema, name);
		JsonNode additional = (byPattern.isEmpty()) ? schema.path("additionalProperties") : byPattern.get(0);
		return (entry && byPattern.size() < 2 && additional.isObject())
				? new AnswerPlace(parent.path().entry(name), nameOfEntry(parent.name(), name), additional) : null;
	}

	/**
	 * Whether it can only be the value of an entry that is wrong, and not its key.
	 */
	private boolean takesKey(JsonNode schema, String key) {
		JsonNode keys = this.schemas.resolve(schema.path("propertyNames"));
		return keys != null && (keys.isMissingNode()
				|| keys.path("enum").valueStream().anyMatch((constant) -> key.equals(constant.stringValue(null))));
	}

	private static String nameOfEntry(String map, String key) {
		String safe = key.substring(0, Math.min(key.length(), MAX_KEY)).replaceAll("[^A-Za-z0-9_-]", "_");
		return (map.isEmpty()) ? safe : map + "_" + safe;
	}

}
