package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema, for looking things up. What it cannot know it calls missing.
 */
final class SchemaTree {

	private static final int MAX_REFERENCES = 100;

	private static final Set<String> SHAPES = Set.of("type", "properties", "required", "items", "prefixItems", "anyOf",
			"oneOf", "allOf", "enum", "const", "additionalProperties", "patternProperties", "propertyNames");

	private static final Set<String> TYPES = Set.of("object", "array", "string", "number", "integer", "boolean",
			"null");

	/**
	 * Formats in which a blank text means nothing.
	 */
	private static final Set<String> FORMATS = Set.of("date", "date-time", "time", "duration", "uuid", "uri", "email");

	private final JsonNode root;

	private final IdentityHashMap<JsonNode, List<JsonNode>> unions = new IdentityHashMap<>();

	private final IdentityHashMap<JsonNode, List<Pattern>> patterns = new IdentityHashMap<>();

	SchemaTree(JsonNode root) {
		this.root = root;
	}

	JsonNode root() {
		return this.root;
	}

	/**
	 * Follow a reference that stands alone.
	 * @return the schema, or {@code null} if it refers to nothing but itself
	 */
	@Nullable JsonNode resolve(JsonNode schema) {
		JsonNode resolved = schema;
		for (int i = 0; i < MAX_REFERENCES; i++) {
			String reference = resolved.path("$ref").stringValue(null);
			if (reference == null || isShaped(resolved)) {
				return resolved;
			}
			resolved = find(reference);
		}
		return null;
	}

	JsonNode find(String reference) {
		if (reference.equals("#")) {
			return this.root;
		}
		return (reference.startsWith("#/")) ? this.root.at(reference.substring(1)) : MissingNode.getInstance();
	}

	private static boolean isShaped(JsonNode schema) {
		return schema.isObject() && schema.propertyNames().stream().anyMatch(SHAPES::contains);
	}

	/**
	 * The members of a union, with unions in them taken apart and constants put together.
	 * @return the members, empty if the schema is no union
	 */
	List<JsonNode> members(JsonNode schema) {
		List<JsonNode> known = this.unions.get(schema);
		if (known == null) {
			known = withConstantsTogether(flattened(schema));
			this.unions.put(schema, known);
		}
		return known;
	}

	private List<JsonNode> flattened(JsonNode schema) {
		Set<JsonNode> members = Collections.newSetFromMap(new IdentityHashMap<>());
		List<JsonNode> ordered = new ArrayList<>();
		flatten(schema, members, ordered);
		return ordered;
	}

	private void flatten(JsonNode schema, Set<JsonNode> seen, List<JsonNode> ordered) {
		JsonNode alternatives = (schema.has("anyOf")) ? schema.path("anyOf") : schema.path("oneOf");
		for (JsonNode alternative : alternatives) {
			JsonNode member = resolve(alternative);
			if (member != null && seen.add(member)) {
				if (isBareUnion(member)) {
					flatten(member, seen, ordered);
				}
				else {
					ordered.add(member);
				}
			}
		}
	}

	private static boolean isBareUnion(JsonNode schema) {
		return (schema.has("anyOf") || schema.has("oneOf"))
				&& schema.propertyNames().stream().filter(SHAPES::contains).count() == 1;
	}

	/**
	 * Constants are told from each other by looking at all of them.
	 */
	private static List<JsonNode> withConstantsTogether(List<JsonNode> members) {
		if (members.stream().filter(SchemaTree::isConstant).count() < 2) {
			return members;
		}
		ObjectNode together = JsonNodeFactory.instance.objectNode();
		ArrayNode constants = together.putArray("enum");
		List<JsonNode> others = new ArrayList<>();
		for (JsonNode member : members) {
			if (!isConstant(member)) {
				others.add(member);
				continue;
			}
			if (constants.isEmpty()) {
				others.add(together);
			}
			constants.addAll(constants(member));
			together.withObjectProperty("$aliases");
			member.path("$aliases").forEachEntry(together.withObjectProperty("$aliases")::set);
		}
		return others;
	}

	static boolean isConstant(JsonNode schema) {
		return schema.has("const") || schema.path("enum").isArray();
	}

	/**
	 * The values that a schema lists, if it does.
	 */
	static List<JsonNode> constants(JsonNode schema) {
		return (schema.has("const")) ? List.of(schema.get("const")) : schema.path("enum").valueStream().toList();
	}

	static Set<String> types(JsonNode schema) {
		JsonNode declared = schema.path("type");
		return (declared.isString()) ? Set.of(declared.stringValue())
				: declared.valueStream()
					.map((type) -> type.stringValue(""))
					.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	static boolean isType(String name) {
		return TYPES.contains(name);
	}

	static boolean allows(JsonNode schema, String type) {
		JsonNode declared = schema.path("type");
		return type.equals(declared.stringValue(null))
				|| declared.valueStream().anyMatch((alternative) -> type.equals(alternative.stringValue(null)));
	}

	/**
	 * Whether any text will do, a blank one too.
	 */
	static boolean isPlainText(JsonNode schema) {
		return allows(schema, "string") && !isConstant(schema) && !FORMATS.contains(schema.path("format").asString(""));
	}

	/**
	 * Whether no text can be wrong.
	 */
	boolean takesAnyText(JsonNode schema) {
		JsonNode resolved = resolve(schema);
		if (resolved == null || isPlainText(resolved) || !isShaped(resolved)) {
			return true;
		}
		return members(resolved).stream()
			.anyMatch((member) -> isPlainText(member) || (!member.has("type") && !isConstant(member)));
	}

	boolean allowsNull(JsonNode schema) {
		JsonNode resolved = resolve(schema);
		if (resolved == null || !resolved.isObject()) {
			return resolved == null || resolved.asBoolean(true);
		}
		if (resolved.has("type")) {
			return allows(resolved, "null");
		}
		if (isConstant(resolved)) {
			return constants(resolved).stream().anyMatch(JsonNode::isNull);
		}
		List<JsonNode> members = members(resolved);
		return members.isEmpty() || members.stream().anyMatch((member) -> isNull(member) || allows(member, "null"));
	}

	static boolean isNull(JsonNode schema) {
		return types(schema).equals(Set.of("null")) || schema.path("const").isNull();
	}

	/**
	 * The schemas of {@code patternProperties} that a name falls under.
	 * @return the schemas; one of anything if the patterns cannot be read
	 */
	List<JsonNode> matching(JsonNode schema, String name) {
		JsonNode byPattern = schema.path("patternProperties");
		if (byPattern.isEmpty()) {
			return List.of();
		}
		List<Pattern> compiled = this.patterns.computeIfAbsent(byPattern, SchemaTree::compile);
		if (compiled.isEmpty()) {
			return List.of(BooleanNode.TRUE);
		}
		List<JsonNode> schemas = byPattern.valueStream().toList();
		List<JsonNode> matching = new ArrayList<>();
		for (int i = 0; i < schemas.size(); i++) {
			if (compiled.get(i).matcher(name).find()) {
				matching.add(schemas.get(i));
			}
		}
		return matching;
	}

	private static List<Pattern> compile(JsonNode byPattern) {
		try {
			return byPattern.propertyNames().stream().map(Pattern::compile).toList();
		}
		catch (PatternSyntaxException ex) {
			return List.of();
		}
	}

}
