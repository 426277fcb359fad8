package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.bind.Coerced.Part;
import io.github.instructorspring.bind.Coerced.Step;

/**
 * Fits values to lists.
 */
final class ArrayCoercion {

	private final ValueCoercion values;

	private final Reshaping reshaping;

	ArrayCoercion(ValueCoercion values, Reshaping reshaping) {
		this.values = values;
		this.reshaping = reshaping;
	}

	Coerced coerce(JsonNode value, Target target) {
		if (value.isArray()) {
			return elements(value, target);
		}
		Coerced inText = this.reshaping.json(value, target, JsonNode::isArray);
		if (inText != null) {
			return inText;
		}
		Coerced single = single(value, target);
		// As in {"people": [..]}, whatever the key.
		boolean list = value.isObject() && value.size() == 1 && value.iterator().next().isArray();
		Coerced property = (list) ? this.reshaping.property(value, target, (key) -> true) : null;
		if (property != null && (!single.isAccepted() || property.penalty() < single.penalty())) {
			return property;
		}
		return single;
	}

	private Coerced single(JsonNode value, Target target) {
		Coerced refused = Coerced.rejected(value, "must be an array");
		boolean blank = value.isNull() || (value.isString() && value.stringValue().isBlank());
		if (blank || !this.reshaping.allows(target, Coercion.VALUE_TO_LIST)) {
			return refused;
		}
		Coerced element = this.values.coerce(value,
				new Target(schema(target.schema(), 0), null, true, target.depth() + 1));
		if (!element.isAccepted()) {
			return refused;
		}
		return Coerced
			.of(JsonNodeFactory.instance.arrayNode().add(element.value()), List.of(new Part(Step.index(0), element)))
			.and(Coercion.VALUE_TO_LIST);
	}

	Coerced elements(JsonNode value, Target target) {
		List<Part> parts = new ArrayList<>();
		boolean changed = false;
		for (int index = 0; index < value.size(); index++) {
			Coerced element = this.values.coerce(value.get(index), target.element(schema(target.schema(), index)));
			changed |= !JsonValues.identical(element.value(), value.get(index));
			parts.add(new Part(Step.index(index), element));
		}
		if (!changed) {
			return Coerced.of(value, parts);
		}
		ArrayNode array = JsonNodeFactory.instance.arrayNode(parts.size());
		parts.forEach((part) -> array.add(part.coerced().value()));
		return Coerced.of(array, parts);
	}

	/**
	 * The schema of one element.
	 */
	static JsonNode schema(JsonNode schema, int index) {
		JsonNode first = (schema.path("items").isArray()) ? schema.path("items") : schema.path("prefixItems");
		if (index < first.size()) {
			return first.get(index);
		}
		return (schema.path("items").isArray()) ? schema.path("additionalItems") : schema.path("items");
	}

}
