package io.github.instructorspring.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says one schema in the words of one dialect.
 */
final class SchemaLowering {

	/**
	 * Keywords of given schemas whose loss would change the shape.
	 */
	private static final Set<String> STRUCTURAL = Set.of("allOf", "oneOf", "not", "if", "then", "else", "prefixItems",
			"patternProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "definitions",
			"$dynamicRef");

	private static final Set<String> MAP_STRUCTURE = Set.of("type", "additionalProperties", "propertyNames");

	private static final Map<String, String> ENTRY_SIZES = Map.of("minProperties", "minItems", "maxProperties",
			"maxItems");

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final SchemaDialect dialect;

	private final DialectRules rules;

	private final ObjectNode root;

	private final @Nullable String wrapper;

	private final List<SchemaLoss> losses = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	private final Deque<String> inlining = new ArrayDeque<>();

	SchemaLowering(SchemaDialect dialect, ObjectNode root, @Nullable String wrapper) {
		this.dialect = dialect;
		this.rules = dialect.rules();
		this.root = root;
		this.wrapper = wrapper;
	}

	LoweredSchema lower(String name) {
		ObjectNode lowered = lower(this.root, name);
		if (this.rules.limits() != null) {
			this.problems.addAll(SchemaSize.of(lowered).exceeding(this.rules.limits(), name));
		}
		return new LoweredSchema(this.dialect, lowered, this.losses, this.problems);
	}

	private ObjectNode lower(ObjectNode schema, String path) {
		if (schema.has("$ref")) {
			return lowerReference(schema, path);
		}
		if (NullableSchema.isOpen(schema) && !this.rules.openValues()) {
			this.problems.add(path + ": a value of any shape; use a type of your own, or a map of texts");
		}
		if (this.rules.mapsAsEntries() && schema.get("additionalProperties") instanceof ObjectNode values) {
			if (!schema.has("properties")) {
				return lowerMap(schema, values, path);
			}
			this.losses.add(new SchemaLoss(path, "further properties", "nothing"));
			schema.put("additionalProperties", false);
		}
		ObjectNode lowered = this.nodes.objectNode();
		List<String> lost = new ArrayList<>();
		for (Map.Entry<String, JsonNode> entry : schema.properties()) {
			lowerKeyword(lowered, entry.getKey(), entry.getValue(), schema, path, lost);
		}
		if (schema.has("properties") && this.rules.everyPropertyRequired()) {
			requireAll(lowered);
		}
		describe(lowered, lost);
		return lowered;
	}

	private void lowerKeyword(ObjectNode lowered, String keyword, JsonNode value, ObjectNode schema, String path,
			List<String> lost) {
		switch (keyword) {
			case "properties" -> lowered.set(keyword, lowerProperties(schema, path));
			case "$defs" -> lowerDefinitions(lowered, (ObjectNode) value);
			case "items" -> lowered.set(keyword, lower(schemaOf(value), path + "[]"));
			case "additionalProperties" ->
				lowered.set(keyword, (value instanceof ObjectNode values) ? lower(values, path + "[]") : value);
			case "anyOf" -> lowered.set(keyword, lowerMembers((ArrayNode) value, path));
			case "const" -> lowerConstant(lowered, value);
			default -> {
				if (STRUCTURAL.contains(keyword) && this.rules.keywords() != null) {
					this.problems.add(path + ": '" + keyword + "', which this provider does not take");
				}
				else if (this.rules.takes(keyword, value)) {
					lowered.set(keyword, value.deepCopy());
				}
				else {
					lost.add(loss(path, keyword, value));
				}
			}
		}
	}

	private String loss(String path, String keyword, JsonNode value) {
		String lost = keyword + ": " + ((value.isString()) ? value.stringValue() : value.toString());
		this.losses.add(new SchemaLoss(path, lost, "description"));
		return lost;
	}

	private void lowerConstant(ObjectNode lowered, JsonNode value) {
		if (this.rules.constantsAsEnums()) {
			lowered.putArray("enum").add(value);
		}
		else {
			lowered.set("const", value);
		}
	}

	private ArrayNode lowerMembers(ArrayNode members, String path) {
		if (this.rules.firstPropertiesDiffer()) {
			checkFirstProperties(members, path);
		}
		ArrayNode lowered = this.nodes.arrayNode();
		members.forEach((member) -> lowered.add(lower(schemaOf(member), path)));
		return lowered;
	}

	private ObjectNode lowerProperties(ObjectNode schema, String path) {
		List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
		ObjectNode lowered = this.nodes.objectNode();
		((ObjectNode) schema.path("properties")).forEachEntry((name, property) -> {
			ObjectNode child = lower(schemaOf(property), childPath(schema, path, name));
			boolean optional = this.rules.everyPropertyRequired() && !required.contains(name);
			lowered.set(name, (optional) ? NullableSchema.of(child) : child);
		});
		return lowered;
	}

	/**
	 * The wrapper of a root is none of the developer's properties.
	 */
	private String childPath(ObjectNode schema, String path, String name) {
		return (schema.equals(this.root) && name.equals(this.wrapper)) ? path : path + "." + name;
	}

	private void lowerDefinitions(ObjectNode lowered, ObjectNode definitions) {
		if (!this.rules.inlineReferences()) {
			ObjectNode target = lowered.putObject("$defs");
			definitions.forEachEntry((name, definition) -> target.set(name, lower(schemaOf(definition), name)));
		}
	}

	private static void requireAll(ObjectNode lowered) {
		ArrayNode required = lowered.putArray("required");
		lowered.path("properties").propertyNames().forEach(required::add);
		lowered.put("additionalProperties", false);
	}

	/**
	 * A list of keys and values, which binding folds into a map again.
	 */
	private ObjectNode lowerMap(ObjectNode schema, ObjectNode values, String path) {
		this.losses.add(new SchemaLoss(path, "map", "list of keys and values"));
		ObjectNode lowered = this.nodes.objectNode();
		boolean nullable = schema.path("type").isArray();
		lowered.set("type",
				(nullable) ? this.nodes.arrayNode().add("array").add("null") : this.nodes.stringNode("array"));
		ObjectNode entry = lowered.putObject("items").put("type", "object");
		ObjectNode properties = entry.putObject("properties");
		ObjectNode key = this.nodes.objectNode().put("type", "string");
		schema.path("propertyNames").forEachEntry(key::set);
		properties.set("key", lower(key, path + "{key}"));
		properties.set("value", lower(values, path + "[]"));
		entry.putArray("required").add("key").add("value");
		entry.put("additionalProperties", false);
		List<String> lost = new ArrayList<>(List.of("a map: each key once"));
		for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
			if (!MAP_STRUCTURE.contains(keyword.getKey())) {
				lowerMapKeyword(lowered, ENTRY_SIZES.getOrDefault(keyword.getKey(), keyword.getKey()),
						keyword.getValue(), path, lost);
			}
		}
		describe(lowered, lost);
		return lowered;
	}

	private void lowerMapKeyword(ObjectNode lowered, String keyword, JsonNode value, String path, List<String> lost) {
		// A default is a map, which the list is not.
		if (this.rules.takes(keyword, value) && !keyword.equals("default")) {
			lowered.set(keyword, value);
		}
		else {
			lost.add(loss(path, keyword, value));
		}
	}

	private void checkFirstProperties(ArrayNode members, String path) {
		Set<String> firsts = new HashSet<>();
		for (JsonNode member : members) {
			String reference = member.path("$ref").stringValue(null);
			JsonNode resolved = (reference != null) ? this.root.at(reference.substring(1)) : member;
			resolved.path("properties").properties().stream().findFirst().ifPresent((first) -> {
				if (!firsts.add(first.getKey() + first.getValue().path("const"))) {
					this.problems.add(path + ": a union of types that share their first property '" + first.getKey()
							+ "'; put first what tells them apart, or name them with @JsonTypeInfo");
				}
			});
		}
	}

	private ObjectNode lowerReference(ObjectNode reference, String path) {
		ObjectNode target = (this.rules.inlineReferences()) ? inlined(reference, path) : bare(reference);
		if (reference.size() == 1) {
			return target;
		}
		if (target.has("$ref") && this.rules.keywords() != null) {
			// Strict subsets take a reference without siblings only.
			ObjectNode either = this.nodes.objectNode();
			either.putArray("anyOf").add(target);
			target = either;
		}
		List<String> lost = new ArrayList<>();
		for (Map.Entry<String, JsonNode> sibling : reference.without("$ref").properties()) {
			if (sibling.getKey().equals("description") || this.rules.keywords() == null) {
				target.set(sibling.getKey(), sibling.getValue());
			}
			else {
				lost.add(loss(path, sibling.getKey(), sibling.getValue()));
			}
		}
		describe(target, lost);
		return target;
	}

	private ObjectNode bare(ObjectNode reference) {
		ObjectNode bare = this.nodes.objectNode();
		bare.set("$ref", reference.get("$ref"));
		return bare;
	}

	private ObjectNode inlined(ObjectNode reference, String path) {
		String pointer = reference.path("$ref").stringValue("");
		if (pointer.equals("#") || this.inlining.contains(pointer)) {
			this.problems.add(path + ": a type that contains itself, which this provider cannot take"
					+ "; limit its depth with types of their own");
			return this.nodes.objectNode().put("type", "object");
		}
		this.inlining.push(pointer);
		ObjectNode lowered = lower(schemaOf(this.root.at(pointer.substring(1))), path);
		this.inlining.pop();
		return lowered;
	}

	private void describe(ObjectNode lowered, List<String> lost) {
		if (!lost.isEmpty()) {
			String description = lowered.path("description").stringValue("");
			lowered.put("description", (description + " (" + String.join(", ", lost) + ")").strip());
		}
	}

	/**
	 * A schema may be just {@code true}.
	 */
	private ObjectNode schemaOf(JsonNode schema) {
		return (schema instanceof ObjectNode object) ? object : this.nodes.objectNode();
	}

}
