package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * Tells at a glance that a value is what the schema asks for, as most are, so that
 * nothing of it is to be coerced. Whatever it does not take, {@link SchemaCoercion} may
 * find to be fit as well. Immutable.
 */
final class PlainFit {

	private static final int MAX_DEPTH = 100;

	private static final int MAX_SCALE = 100;

	/** With one of these, a schema takes a closer look. */
	private static final List<String> UNUSUAL = List.of("$ref", "allOf", "anyOf", "oneOf", "not", "if", "const",
			"patternProperties", "propertyNames", "prefixItems", "contentEncoding", "pattern");

	private final @Nullable Plan root;

	private PlainFit(@Nullable Plan root) {
		this.root = root;
	}

	static PlainFit of(ResponseSchema schema) {
		SchemaTree schemas = new SchemaTree(schema.readable());
		return new PlainFit(plan(schemas.root(), schemas, new IdentityHashMap<>()));
	}

	/**
	 * Whether a value fits the whole schema as it is.
	 */
	boolean isFit(JsonNode value) {
		return this.root != null && this.root.isFit(value, 0);
	}

	private static @Nullable Plan plan(JsonNode part, SchemaTree schemas, Map<JsonNode, Plan> known) {
		JsonNode schema = schemas.resolve(part);
		if (schema == null || !schema.isObject() || UNUSUAL.stream().anyMatch(schema::has)) {
			return null;
		}
		Plan plan = known.get(schema);
		if (plan == null) {
			plan = new Plan(schema);
			known.put(schema, plan);
			plan.link(schemas, known);
		}
		return plan;
	}

	/**
	 * What one schema takes.
	 */
	private static final class Plan {

		private final JsonNode schema;

		private final Set<String> types;

		private final Set<String> constants = new HashSet<>();

		private final boolean constant;

		private final boolean formatted;

		private final Map<String, Plan> properties = new HashMap<>();

		/** The properties that have to be there, by the schema or for their default. */
		private final List<String> needed = new ArrayList<>();

		/** Whether there must be a value that no property is known for. */
		private boolean demanding;

		private @Nullable Plan elements;

		Plan(JsonNode schema) {
			this.schema = schema;
			this.types = SchemaTree.types(schema);
			this.constant = SchemaTree.isConstant(schema);
			this.formatted = schema.has("format");
			if (this.constant) {
				SchemaTree.constants(schema).forEach((value) -> this.constants.add(value.stringValue("")));
			}
		}

		void link(SchemaTree schemas, Map<JsonNode, Plan> known) {
			Set<String> required = PropertyKeys.required(this.schema);
			this.needed.addAll(required);
			this.schema.path("properties").forEachEntry((name, property) -> {
				Plan plan = plan(property, schemas, known);
				JsonNode resolved = schemas.resolve(property);
				boolean standIn = property.has("default") || resolved == null || resolved.has("default");
				if (plan != null) {
					this.properties.put(name, plan);
				}
				if (standIn && !required.contains(name)) {
					this.needed.add(name);
				}
			});
			this.demanding = !this.properties.keySet().containsAll(this.needed);
			JsonNode items = this.schema.path("items");
			this.elements = (items.isObject()) ? plan(items, schemas, known) : null;
		}

		boolean isFit(JsonNode value, int depth) {
			if (depth > MAX_DEPTH) {
				return false;
			}
			if (this.constant) {
				return value.isString() && !value.stringValue().isEmpty()
						&& this.constants.contains(value.stringValue());
			}
			return switch (value.getNodeType()) {
				case OBJECT -> this.types.contains("object") && isObject(value, depth);
				case ARRAY -> this.types.contains("array") && isList(value, depth);
				case STRING -> this.types.contains("string") && isText(value.stringValue());
				case NUMBER -> isNumber(value);
				case BOOLEAN -> this.types.contains("boolean");
				case NULL -> this.types.contains("null");
				default -> false;
			};
		}

		private boolean isObject(JsonNode value, int depth) {
			for (Map.Entry<String, JsonNode> member : value.properties()) {
				Plan property = this.properties.get(member.getKey());
				if (property == null || !property.isFit(member.getValue(), depth + 1)) {
					return false;
				}
			}
			if (value.size() < this.properties.size() || this.demanding) {
				for (String name : this.needed) {
					if (!value.has(name)) {
						return false;
					}
				}
			}
			return true;
		}

		private boolean isList(JsonNode value, int depth) {
			Plan element = this.elements;
			for (JsonNode member : value) {
				if (element == null || !element.isFit(member, depth + 1)) {
					return false;
				}
			}
			return element != null;
		}

		private boolean isText(String text) {
			if (!this.formatted) {
				return true;
			}
			return this.types.size() == 1 && NumberText.plain(text) == null
					&& DateText.toIso(text, this.schema) == null;
		}

		private boolean isNumber(JsonNode value) {
			if (value.isInt() || value.isLong()) {
				return this.types.contains("number") || this.types.contains("integer");
			}
			return this.types.contains("number") && value.isBigDecimal()
					&& Math.abs(value.decimalValue().scale()) < MAX_SCALE
					&& value.decimalValue().precision() < MAX_SCALE;
		}

	}

}
