package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema to walk: references are followed, and a choice between something and
 * {@code null} has become the something.
 */
final class Schema {

	private static final int MAX_DEPTH = 16;

	private final JsonNode root;

	private final JsonNode node;

	private final String reference;

	private final boolean nullable;

	private Schema(JsonNode root, JsonNode node, String reference, boolean nullable) {
		this.root = root;
		this.node = node;
		this.reference = reference;
		this.nullable = nullable;
	}

	static Schema root(JsonNode node) {
		Schema schema = resolve(node, node, "", false, 0);
		return schema.reference.isEmpty() ? new Schema(node, schema.node, "#", schema.nullable) : schema;
	}

	private static Schema resolve(JsonNode root, JsonNode node, String reference, boolean nullable, int depth) {
		boolean nullAllowed = nullable || allowsNull(node);
		if (depth < MAX_DEPTH && node.has("$ref")) {
			String target = node.path("$ref").asString("");
			return resolve(root, merge(target(root, target), node, "$ref"), target, nullAllowed, depth + 1);
		}
		JsonNode all = node;
		for (JsonNode part : node.path("allOf")) {
			all = (depth < MAX_DEPTH) ? merge(resolve(root, part, "", false, depth + 1).node, all, "allOf") : all;
		}
		List<JsonNode> alternatives = alternatives(all);
		if (depth < MAX_DEPTH && alternatives.size() == 1) {
			JsonNode only = merge(alternatives.get(0), all, "anyOf", "oneOf");
			return resolve(root, only, reference, nullAllowed, depth + 1);
		}
		return new Schema(root, all, reference, nullAllowed);
	}

	private static JsonNode target(JsonNode root, String reference) {
		if (reference.equals("#")) {
			return root;
		}
		return reference.startsWith("#/") ? root.at(JsonPointer.compile(reference.substring(1)))
				: JsonNodeFactory.instance.objectNode();
	}

	// What stands beside a reference wins over what it refers to.
	private static ObjectNode merge(JsonNode target, JsonNode beside, String... doneKeywords) {
		ObjectNode merged = JsonNodeFactory.instance.objectNode();
		if (target instanceof ObjectNode object) {
			merged.setAll(object);
		}
		ObjectNode rest = JsonNodeFactory.instance.objectNode();
		if (beside instanceof ObjectNode object) {
			rest.setAll(object);
		}
		return merged.setAll(rest.remove(List.of(doneKeywords)));
	}

	private static List<JsonNode> alternatives(JsonNode node) {
		return Stream.concat(node.path("anyOf").valueStream(), node.path("oneOf").valueStream())
			.filter((alternative) -> !alternative.path("type").asString("").equals("null"))
			.toList();
	}

	private static boolean allowsNull(JsonNode node) {
		Stream<JsonNode> types = Stream.of(node.path("anyOf"), node.path("oneOf"))
			.flatMap(JsonNode::valueStream)
			.map((alternative) -> alternative.path("type"));
		return node.path("nullable").asBoolean(false) || Stream.concat(types, node.path("type").valueStream())
			.anyMatch((type) -> type.asString("").equals("null"));
	}

	/**
	 * The reference that led here, which tells a recursive schema from a new one.
	 * @return the reference, empty for a schema that stands in place
	 */
	String reference() {
		return this.reference;
	}

	boolean nullable() {
		return this.nullable;
	}

	String type() {
		JsonNode type = this.node.path("type");
		Stream<JsonNode> types = type.isArray() ? type.valueStream() : Stream.of(type);
		return types.map((name) -> name.asString(""))
			.filter((name) -> !name.isEmpty() && !name.equals("null"))
			.findFirst()
			.orElseGet(this::impliedType);
	}

	private String impliedType() {
		if (this.node.has("properties") || this.node.has("additionalProperties")) {
			return "object";
		}
		return this.node.has("items") ? "array" : "string";
	}

	String text(String keyword) {
		return this.node.path(keyword).asString("");
	}

	Map<String, Schema> properties() {
		Map<String, Schema> properties = new LinkedHashMap<>();
		this.node.path("properties")
			.properties()
			.forEach((entry) -> properties.put(entry.getKey(), at(entry.getValue())));
		return properties;
	}

	boolean requires(String property) {
		return this.node.path("required").valueStream().anyMatch((name) -> name.asString("").equals(property));
	}

	Optional<Schema> items() {
		return optional("items");
	}

	/**
	 * The schema of the values of a map.
	 * @return the schema, empty when there is none or no more properties are allowed
	 */
	Optional<Schema> additionalProperties() {
		return optional("additionalProperties");
	}

	private Optional<Schema> optional(String keyword) {
		JsonNode value = this.node.path(keyword);
		return value.isObject() ? Optional.of(at(value)) : Optional.empty();
	}

	List<Schema> members() {
		return alternatives(this.node).stream().map(this::at).toList();
	}

	List<JsonNode> enumeration() {
		return this.node.path("enum").valueStream().filter((constant) -> !constant.isNull()).toList();
	}

	Optional<JsonNode> constant() {
		return this.node.optional("const");
	}

	Optional<BigDecimal> number(String keyword) {
		JsonNode value = this.node.path(keyword);
		return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
	}

	OptionalInt length(String keyword) {
		return number(keyword).map((value) -> OptionalInt.of(value.intValue())).orElseGet(OptionalInt::empty);
	}

	private Schema at(JsonNode child) {
		return resolve(this.root, child, "", false, 0);
	}

}
