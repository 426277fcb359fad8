package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * The rules of OpenAI's strict mode, read from the guide "Structured model outputs" and,
 * where the guide is silent, from the messages with which the API refuses a schema. Knows
 * nothing of how schemas are made.
 */
final class OpenAiStrictRules {

	/**
	 * Section "Supported types", and null by "All fields must be required".
	 */
	private static final Set<String> TYPES = Set.of("string", "number", "boolean", "integer", "object", "array",
			"null");

	/**
	 * Section "Supported properties", string properties.
	 */
	private static final Set<String> FORMATS = Set.of("date-time", "time", "date", "duration", "email", "hostname",
			"ipv4", "ipv6", "uuid");

	private static final Set<String> ANYWHERE = Set.of("type", "description", "title", "enum", "const");

	/**
	 * Section "Supported properties".
	 */
	private static final Map<String, Set<String>> BY_TYPE = Map.of("string", Set.of("pattern", "format"), "number",
			Set.of("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"), "integer",
			Set.of("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"), "array",
			Set.of("items", "minItems", "maxItems"), "object",
			Set.of("properties", "required", "additionalProperties"));

	private final JsonNode root;

	private final List<String> violations = new ArrayList<>();

	private int properties;

	private int levels;

	private int enumValues;

	private int characters;

	private OpenAiStrictRules(JsonNode root) {
		this.root = root;
	}

	/**
	 * Which rules a schema breaks, each with its place.
	 */
	static List<String> violations(JsonNode schema) {
		OpenAiStrictRules rules = new OpenAiStrictRules(schema);
		rules.checkRoot();
		rules.checkLimits();
		return rules.violations;
	}

	/**
	 * Section "Root objects must not be anyOf and must be an object".
	 */
	private void checkRoot() {
		if (!"object".equals(this.root.path("type").stringValue(null))) {
			violate("#", "root is not an object");
		}
		if (this.root.has("anyOf")) {
			violate("#", "root is anyOf");
		}
		// Section "Definitions are supported".
		this.root.path("$defs").forEachEntry((name, definition) -> {
			this.characters += name.length();
			check(definition, "#/$defs/" + name, 0);
		});
		check(this.root, "#", 0);
	}

	/**
	 * Sections "Objects have limitations on nesting depth and size", "Limitations on
	 * total string size", "Limitations on enum size".
	 */
	private void checkLimits() {
		if (this.properties > 5000) {
			violate("#", this.properties + " properties");
		}
		if (this.levels > 10) {
			violate("#", this.levels + " levels");
		}
		if (this.characters > 120_000) {
			violate("#", this.characters + " characters");
		}
		if (this.enumValues > 1000) {
			violate("#", this.enumValues + " enum values");
		}
	}

	private void check(JsonNode schema, String path, int level) {
		if (!schema.isObject()) {
			violate(path, "no schema");
		}
		else if (schema.has("$ref")) {
			checkReference(schema, path);
		}
		else if (schema.has("anyOf") && !path.equals("#")) {
			checkUnion(schema, path, level);
		}
		else {
			checkTyped(schema, path, level);
		}
	}

	/**
	 * Sections "Definitions are supported" and "Recursive schemas are supported"; the API
	 * says "$ref cannot have keywords {'description'}".
	 */
	private void checkReference(JsonNode schema, String path) {
		if (schema.size() > 1) {
			violate(path, "keywords beside $ref");
		}
		String pointer = schema.path("$ref").stringValue("");
		boolean definition = pointer.startsWith("#/$defs/") && this.root.at(pointer.substring(1)).isObject();
		if (!pointer.equals("#") && !definition) {
			violate(path, "$ref to nowhere");
		}
	}

	/**
	 * Section "For anyOf, the nested schemas must each be a valid JSON Schema per this
	 * subset"; the API says "Objects provided via 'anyOf' must not share identical first
	 * keys. Consider adding a discriminator key".
	 */
	private void checkUnion(JsonNode schema, String path, int level) {
		if (!Set.of("anyOf", "description", "title").containsAll(schema.propertyNames())) {
			violate(path, "keywords beside anyOf");
		}
		if (schema.path("anyOf").isEmpty()) {
			violate(path, "anyOf of nothing");
		}
		Set<String> firsts = new HashSet<>();
		int index = 0;
		for (JsonNode member : schema.path("anyOf")) {
			check(member, path + "/anyOf/" + index++, level);
			resolve(member).path("properties").properties().stream().findFirst().ifPresent((first) -> {
				JsonNode constant = first.getValue().path("const");
				String values = (constant.isMissingNode()) ? first.getValue().path("enum").toString()
						: "[" + constant + "]";
				boolean told = first.getValue().has("const") || first.getValue().has("enum");
				if (!firsts.add(first.getKey() + ((told) ? values : ""))) {
					violate(path, "members share the first key " + first.getKey());
				}
			});
		}
	}

	private JsonNode resolve(JsonNode member) {
		String pointer = member.path("$ref").stringValue(null);
		return (pointer != null) ? this.root.at(pointer.substring(1)) : member;
	}

	private void checkTyped(JsonNode schema, String path, int level) {
		List<String> types = types(schema);
		if (types.isEmpty() || !TYPES.containsAll(types)) {
			// The API says "schema must have a 'type' key".
			violate(path, "no type or another");
		}
		Set<String> known = Stream
			.concat(ANYWHERE.stream(), types.stream().flatMap((type) -> BY_TYPE.getOrDefault(type, Set.of()).stream()))
			.collect(Collectors.toSet());
		for (String keyword : schema.propertyNames()) {
			// Section "Some type-specific keywords are not yet supported".
			if (!known.contains(keyword) && !(keyword.equals("$defs") && path.equals("#"))) {
				violate(path, keyword + " is not permitted");
			}
		}
		if (schema.has("format") && !FORMATS.contains(schema.path("format").stringValue(""))) {
			violate(path, "format " + schema.path("format"));
		}
		if (Stream.of("(?=", "(?!", "(?<=", "(?<!").anyMatch(schema.path("pattern").stringValue("")::contains)) {
			// The API says "regex lookaround is not supported".
			violate(path, "a pattern that looks around");
		}
		checkValues(schema, path, types);
		if (types.contains("array")) {
			// The API says "array schema missing items".
			check(schema.path("items"), path + "/items", level);
		}
		if (types.contains("object")) {
			checkObject(schema, path, level + 1);
		}
	}

	private void checkObject(JsonNode schema, String path, int level) {
		this.levels = Math.max(this.levels, level);
		// Section "additionalProperties: false must always be set in objects".
		if (!schema.path("additionalProperties").isBoolean() || schema.path("additionalProperties").booleanValue()) {
			violate(path, "additionalProperties is not false");
		}
		// Section "All fields must be required".
		List<String> required = schema.path("required").valueStream().map((name) -> name.stringValue("")).toList();
		Set<String> names = Set.copyOf(schema.path("properties").propertyNames());
		if (!names.equals(Set.copyOf(required)) || required.size() != names.size() || !schema.has("properties")) {
			violate(path, "required is not every property");
		}
		schema.path("properties").forEachEntry((name, property) -> {
			this.properties++;
			this.characters += name.length();
			check(property, path + "/properties/" + name, level);
		});
	}

	/**
	 * Section "Limitations on enum size".
	 */
	private void checkValues(JsonNode schema, String path, List<String> types) {
		List<JsonNode> values = new ArrayList<>();
		schema.path("enum").forEach(values::add);
		this.enumValues += values.size();
		if (schema.has("enum") && (values.isEmpty() || Set.copyOf(values).size() < values.size())) {
			violate(path, "enum without values or with one twice");
		}
		int length = values.stream().mapToInt((value) -> value.asString("").length()).sum();
		if (values.size() > 250 && length > 15_000) {
			violate(path, length + " characters in " + values.size() + " enum values");
		}
		if (schema.has("const")) {
			values.add(schema.path("const"));
			length += schema.path("const").asString("").length();
		}
		this.characters += length;
		if (!values.stream().allMatch((value) -> types.stream().anyMatch((type) -> isOf(value, type)))) {
			violate(path, "a value of another type");
		}
	}

	private static boolean isOf(JsonNode value, String type) {
		return switch (type) {
			case "string" -> value.isString();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			case "boolean" -> value.isBoolean();
			case "null" -> value.isNull();
			default -> false;
		};
	}

	private static List<String> types(JsonNode schema) {
		JsonNode type = schema.path("type");
		return (type.isArray()) ? type.valueStream().map((member) -> member.stringValue("")).toList()
				: Stream.of(type.stringValue("")).filter((name) -> !name.isEmpty()).toList();
	}

	private void violate(String path, String rule) {
		this.violations.add(path + ": " + rule);
	}

}
