package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.bind.Coerced.Part;
import io.github.instructorspring.bind.Coerced.Step;
import io.github.instructorspring.json.RepairPolicy;

/**
 * Fits values to objects and maps.
 */
final class ObjectCoercion {

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final ValueCoercion values;

	private final SchemaTree schemas;

	private final RepairPolicy policy;

	private final Reshaping reshaping;

	private final Absence absence;

	ObjectCoercion(ValueCoercion values, SchemaTree schemas, RepairPolicy policy, Reshaping reshaping,
			Absence absence) {
		this.values = values;
		this.schemas = schemas;
		this.policy = policy;
		this.reshaping = reshaping;
		this.absence = absence;
	}

	Coerced coerce(JsonNode value, Target target) {
		if (value.isObject()) {
			return object(value, target);
		}
		if (WireForm.isEntries(value, target.schema())) {
			ObjectNode map = WireForm.fold(value);
			return (map != null) ? properties(map, target) : Coerced.rejected(value, "must have each key once");
		}
		Coerced other = this.reshaping.json(value, target, JsonNode::isObject);
		// Any object is a map, which says nothing.
		boolean named = !target.schema().path("properties").isEmpty();
		other = (other != null || !named) ? other : this.reshaping.element(value, target);
		other = (other != null) ? other : listed(value, target);
		other = (other != null) ? other : single(value, target);
		return (other != null) ? other : Coerced.rejected(value, "must be an object");
	}

	private Coerced object(JsonNode value, Target target) {
		Coerced plain = properties(value, target);
		PropertyKeys keys = PropertyKeys.of(value, this.schemas, target.schema(), this.policy);
		if (plain.isExact() || target.reshaped() || !keys.byProperty().isEmpty()) {
			return plain;
		}
		// Nothing of it was asked for: it may be one level off.
		boolean named = !target.schema().path("properties").isEmpty();
		boolean nested = named && value.size() == 1 && value.iterator().next().isObject();
		Coerced inner = (nested) ? this.reshaping.property(value, target, (key) -> true) : null;
		Coerced outer = (value.isEmpty()) ? null : single(value, target);
		boolean inside = inner != null && (outer == null || inner.penalty() <= outer.penalty());
		Coerced other = (inside) ? inner : outer;
		return (other != null) ? other : plain;
	}

	/**
	 * One value where an object with one property belongs.
	 */
	private @Nullable Coerced single(JsonNode value, Target target) {
		JsonNode properties = target.schema().path("properties");
		boolean blank = value.isNull() || (value.isString() && value.stringValue().isBlank());
		if (properties.size() != 1 || blank || !this.reshaping.allows(target, Coercion.VALUE_TO_OBJECT)) {
			return null;
		}
		Map.Entry<String, JsonNode> only = properties.properties().iterator().next();
		Coerced inner = this.values.coerce(value, new Target(only.getValue(), only.getKey(), true, target.depth() + 1));
		if (!inner.isAccepted() || (value.isString() && this.schemas.takesAnyText(only.getValue()))) {
			// That any text fits says nothing.
			return null;
		}
		ObjectNode object = this.nodes.objectNode();
		object.set(only.getKey(), inner.value());
		return Coerced.of(object, List.of(new Part(Step.property(only.getKey()), inner))).and(Coercion.VALUE_TO_OBJECT);
	}

	/**
	 * A list of what the properties should be, in their order, and exactly that.
	 */
	private @Nullable Coerced listed(JsonNode value, Target target) {
		JsonNode properties = target.schema().path("properties");
		boolean possible = value.isArray() && !value.isEmpty() && value.size() == properties.size()
				&& this.reshaping.allows(target, Coercion.LIST_TO_OBJECT);
		if (!possible) {
			return null;
		}
		ObjectNode object = this.nodes.objectNode();
		int index = 0;
		for (Map.Entry<String, JsonNode> property : properties.properties()) {
			JsonNode element = value.get(index++);
			if (!this.values.coerce(element, target.property(property.getKey(), property.getValue())).isExact()) {
				return null;
			}
			object.set(property.getKey(), element);
		}
		return Coerced.changed(object, Coercion.LIST_TO_OBJECT);
	}

	/**
	 * The properties and entries of an object.
	 */
	Coerced properties(JsonNode object, Target target) {
		JsonNode schema = target.schema();
		PropertyKeys keys = PropertyKeys.of(object, this.schemas, schema, this.policy);
		Set<String> required = PropertyKeys.required(schema);
		Changes changes = new Changes(object);
		for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
			property(changes, keys, property.getKey(), property.getValue(), required.contains(property.getKey()),
					target);
		}
		for (String name : required) {
			if (!schema.path("properties").has(name) && !object.has(name)) {
				changes.missing(name);
			}
		}
		Map<String, String> respelled = respelledEntries(keys.unknown(), object, schema);
		for (String key : keys.unknown()) {
			entry(changes, key, respelled.getOrDefault(key, key), target);
		}
		return changes.coerced();
	}

	private void property(Changes changes, PropertyKeys keys, String name, JsonNode schema, boolean required,
			Target target) {
		String key = keys.byProperty().get(name);
		JsonNode value = (key != null) ? changes.get(key) : MissingNode.getInstance();
		boolean emptied = value.isNull() && !required && !this.schemas.allowsNull(schema);
		if (value.isMissingNode() || (emptied && this.absence.mayBeNull(this.policy))) {
			if (key != null) {
				changes.drop(key);
			}
			if (emptied && !this.absence.asNull()) {
				changes.note(Step.property(name), Coerced.changed(value, Coercion.NULL_TO_ABSENT));
			}
			JsonNode standIn = (this.absence.defaults()) ? defaultOf(schema) : null;
			if (required) {
				changes.missing(name);
			}
			else if (standIn != null) {
				changes.add(name, standIn.deepCopy());
			}
			return;
		}
		Coerced coerced = this.values.coerce(value, target.property(name, schema));
		changes.set(String.valueOf(key), name, Step.property(name),
				(keys.respelled().contains(name)) ? coerced.and(Coercion.PROPERTY_NAME) : coerced);
	}

	private @Nullable JsonNode defaultOf(JsonNode schema) {
		if (schema.has("default")) {
			return schema.get("default");
		}
		JsonNode resolved = this.schemas.resolve(schema);
		return (resolved != null) ? resolved.get("default") : null;
	}

	/**
	 * The keys of a map whose names are given, by the key as it is written.
	 */
	private Map<String, String> respelledEntries(Set<String> keys, JsonNode object, JsonNode schema) {
		List<String> names = names(schema);
		if (names.isEmpty() || !this.policy.allows(Coercion.PROPERTY_NAME)) {
			return Map.of();
		}
		Map<String, String> respelled = new HashMap<>();
		PropertyNames
			.find(names.stream().filter((name) -> !object.has(name)).toList(),
					keys.stream().filter((key) -> !names.contains(key)).toList())
			.forEach((name, key) -> respelled.put(key, name));
		return respelled;
	}

	private List<String> names(JsonNode schema) {
		JsonNode names = this.schemas.resolve(schema.path("propertyNames"));
		return (names != null) ? names.path("enum").valueStream().map(JsonNode::asString).toList() : List.of();
	}

	private void entry(Changes changes, String key, String name, Target target) {
		JsonNode schema = target.schema();
		JsonNode additional = schema.path("additionalProperties");
		List<JsonNode> byPattern = this.schemas.matching(schema, key);
		List<String> names = names(schema);
		JsonNode value = changes.get(key);
		if (!names.isEmpty() && !names.contains(name)) {
			changes.set(key, key, Step.key(key),
					Coerced
						.rejected(this.nodes.stringNode(key), "must have one of the keys " + String.join(", ", names))
						.as(value));
			return;
		}
		Coerced coerced = Coerced.asIs(value);
		if (!byPattern.isEmpty()) {
			for (JsonNode pattern : byPattern) {
				coerced = coerced.then(this.values.coerce(coerced.value(), target.element(pattern)));
			}
		}
		else if (additional.isObject()) {
			coerced = this.values.coerce(value, target.element(additional));
		}
		else if (PropertyKeys.isClosed(schema)) {
			unknown(changes, key);
			return;
		}
		changes.set(key, name, Step.key(name), (name.equals(key)) ? coerced : coerced.and(Coercion.PROPERTY_NAME));
	}

	/**
	 * Never asked for; the object may have such a property, hidden from the model.
	 */
	private void unknown(Changes changes, String key) {
		JsonNode value = changes.get(key);
		boolean allowed = this.policy.allows(Coercion.UNKNOWN_PROPERTY);
		if (allowed) {
			changes.drop(key);
		}
		changes.note(Step.key(key), (allowed) ? Coerced.changed(value, Coercion.UNKNOWN_PROPERTY)
				: Coerced.rejected(value, "must not be present"));
	}

	/**
	 * What becomes of one object.
	 */
	private static final class Changes {

		private final JsonNode object;

		private final Map<String, Map.Entry<String, JsonNode>> changed = new HashMap<>();

		private final Set<String> dropped = new HashSet<>();

		private final ObjectNode added = JsonNodeFactory.instance.objectNode();

		private final List<Part> parts = new ArrayList<>();

		Changes(JsonNode object) {
			this.object = object;
		}

		JsonNode get(String key) {
			return this.object.path(key);
		}

		void set(String key, String name, Step step, Coerced coerced) {
			if (!key.equals(name) || !JsonValues.identical(coerced.value(), this.object.get(key))) {
				this.changed.put(key, Map.entry(name, coerced.value()));
			}
			note(step, coerced);
		}

		void add(String name, JsonNode value) {
			this.added.set(name, value);
		}

		void drop(String key) {
			this.dropped.add(key);
		}

		void missing(String name) {
			note(Step.property(name), Coerced.missing(MissingNode.getInstance(), "must be present"));
		}

		void note(Step step, Coerced coerced) {
			this.parts.add(new Part(step, coerced));
		}

		Coerced coerced() {
			if (this.changed.isEmpty() && this.dropped.isEmpty() && this.added.isEmpty()) {
				return Coerced.of(this.object, this.parts);
			}
			ObjectNode result = JsonNodeFactory.instance.objectNode();
			this.object.forEachEntry((key, value) -> {
				if (!this.dropped.contains(key)) {
					Map.Entry<String, JsonNode> entry = this.changed.get(key);
					result.set((entry != null) ? entry.getKey() : key, (entry != null) ? entry.getValue() : value);
				}
			});
			result.setAll(this.added);
			return Coerced.of(result, this.parts);
		}

	}

}
