package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts what providers limit.
 */
final class SchemaSize {

	private int properties;

	private int depth;

	private int enumValues;

	private int characters;

	private SchemaSize() {
	}

	static SchemaSize of(ObjectNode schema) {
		SchemaSize size = new SchemaSize();
		size.count(schema, 0);
		return size;
	}

	List<String> exceeding(DialectRules.Limits limits, String name) {
		List<String> problems = new ArrayList<>();
		check(problems, name, this.properties, limits.properties(), "properties");
		check(problems, name, this.depth, limits.depth(), "levels of nesting");
		check(problems, name, this.enumValues, limits.enumValues(), "enum values");
		check(problems, name, this.characters, limits.characters(), "characters of names and values");
		return problems;
	}

	private static void check(List<String> problems, String name, int actual, int limit, String what) {
		if (actual > limit) {
			problems.add(name + ": " + actual + " " + what + ", but this provider takes at most " + limit
					+ "; split the response model");
		}
	}

	private void count(JsonNode schema, int level) {
		this.depth = Math.max(this.depth, level);
		schema.path("properties").forEachEntry((name, property) -> {
			this.properties++;
			this.characters += name.length();
			count(property, level + 1);
		});
		schema.path("$defs").forEachEntry((name, definition) -> {
			this.characters += name.length();
			count(definition, level);
		});
		schema.path("enum").forEach(this::countValue);
		if (schema.has("const")) {
			this.characters += schema.path("const").asString("").length();
		}
		schema.path("anyOf").forEach((member) -> count(member, level));
		if (schema.has("items")) {
			count(schema.get("items"), level);
		}
	}

	private void countValue(JsonNode value) {
		this.enumValues++;
		this.characters += value.asString("").length();
	}

}
