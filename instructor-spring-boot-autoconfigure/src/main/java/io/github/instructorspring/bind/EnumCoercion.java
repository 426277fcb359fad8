package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.EnumMatcher.Match;
import io.github.instructorspring.json.RepairPolicy;

/**
 * Fits values to the constants that a schema lists.
 */
final class EnumCoercion {

	private final RepairPolicy policy;

	private final Reshaping reshaping;

	private final IdentityHashMap<JsonNode, Constants> known = new IdentityHashMap<>();

	EnumCoercion(RepairPolicy policy, Reshaping reshaping) {
		this.policy = policy;
		this.reshaping = reshaping;
	}

	Coerced coerce(JsonNode value, Target target) {
		Constants constants = this.known.computeIfAbsent(target.schema(), Constants::of);
		if (constants.values().stream().anyMatch((constant) -> JsonValues.same(constant, value))) {
			return Coerced.asIs(value);
		}
		JsonNode alias = target.schema().path("$aliases").path(value.stringValue(""));
		if (alias.isString() && target.schema().has("enum")) {
			return Coerced.asIs(alias);
		}
		if (value.isNull()) {
			return Coerced.rejected(value, "must not be null");
		}
		Coerced constant = (value.isValueNode()) ? constant(value, constants) : null;
		constant = (constant != null) ? constant : this.reshaping.element(value, target);
		constant = (constant != null) ? constant : this.reshaping.onlyFitting(value, target);
		constant = (constant != null) ? constant : this.reshaping.property(value, target, (key) -> true);
		return (constant != null) ? constant : Coerced.rejected(value, constants.expectation());
	}

	private @Nullable Coerced constant(JsonNode value, Constants constants) {
		String text = value.asString();
		for (int i = 0; i < constants.names().size(); i++) {
			JsonNode constant = constants.scalars().get(i);
			if (constants.names().get(i).equals(text)) {
				return allowed(constant, conversion(value, constant));
			}
		}
		Match match = (value.isString()) ? constants.matcher().match(text) : null;
		return (match != null) ? allowed(constants.scalars().get(match.index()), match.coercion()) : null;
	}

	private static Coercion conversion(JsonNode value, JsonNode constant) {
		if (value.isString()) {
			return (constant.isNumber()) ? Coercion.TEXT_TO_NUMBER : Coercion.TEXT_TO_BOOLEAN;
		}
		return (value.isNumber()) ? Coercion.NUMBER_TO_TEXT : Coercion.BOOLEAN_TO_TEXT;
	}

	private @Nullable Coerced allowed(JsonNode constant, Coercion coercion) {
		return (this.policy.allows(coercion)) ? Coerced.changed(constant, coercion) : null;
	}

	/**
	 * The constants of one schema.
	 *
	 * @param values all of them
	 * @param scalars those that have a text
	 * @param names their texts
	 * @param matcher finds them
	 * @param expectation what to say when it is none of them
	 */
	private record Constants(List<JsonNode> values, List<JsonNode> scalars, List<String> names, EnumMatcher matcher,
			String expectation) {

		static Constants of(JsonNode schema) {
			List<JsonNode> values = SchemaTree.constants(schema);
			List<JsonNode> scalars = new ArrayList<>();
			for (JsonNode value : values) {
				if (value.isString() || value.isNumber() || value.isBoolean()) {
					scalars.add(value);
				}
			}
			List<String> names = scalars.stream().map(JsonNode::asString).toList();
			String list = values.stream().map(JsonValues::shown).collect(Collectors.joining(", "));
			return new Constants(values, scalars, names, new EnumMatcher(names),
					((schema.has("const")) ? "must be " : "must be one of ") + list);
		}

	}

}
