package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts what providers limit.
 */
final class SchemaSize {

	private static final int LARGE_ENUM = 250;

	private int properties;

	private int depth;

	private int enumValues;

	private int characters;

	private int largeEnumCharacters;

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
		check(problems, name, this.largeEnumCharacters, limits.largeEnumCharacters(),
				"characters in an enum of more than " + LARGE_ENUM + " values");
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
		countEnum(schema.path("enum"));
		if (schema.has("const")) {
			this.characters += schema.path("const").asString("").length();
		}
		schema.path("anyOf").forEach((member) -> count(member, level));
		if (schema.has("items")) {
			count(schema.get("items"), level);
		}
	}

	private void countEnum(JsonNode values) {
		int length = values.valueStream().mapToInt((value) -> value.asString("").length()).sum();
		this.enumValues += values.size();
		this.characters += length;
		if (values.size() > LARGE_ENUM) {
			this.largeEnumCharacters = Math.max(this.largeEnumCharacters, length);
		}
	}

}
