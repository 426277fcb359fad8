package io.github.instructorspring.bind;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonCandidate;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairPolicy;

/**
 * Takes a value out of what is around it: a list of one, an object with one property, a
 * text that holds JSON.
 */
final class Reshaping {

	/**
	 * What a value is called when it has no name.
	 */
	private static final List<String> WRAPPERS = List.of("value");

	private final ValueCoercion values;

	private final RepairPolicy policy;

	Reshaping(ValueCoercion values, RepairPolicy policy) {
		this.values = values;
		this.policy = policy;
	}

	/**
	 * The element of a list of one.
	 * @return what became of it, or {@code null} if it does not fit
	 */
	@Nullable Coerced element(JsonNode value, Target target) {
		boolean possible = value.isArray() && value.size() == 1 && allows(target, Coercion.LIST_TO_VALUE);
		return (possible) ? accepted(value.get(0), target, Coercion.LIST_TO_VALUE) : null;
	}

	/**
	 * The one element of a list of several that fits.
	 * @return what became of it, or {@code null} if none fits, or more than one
	 */
	@Nullable Coerced onlyFitting(JsonNode value, Target target) {
		if (!value.isArray() || value.size() < 2 || !allows(target, Coercion.LIST_TO_VALUE)) {
			return null;
		}
		Coerced fitting = null;
		for (JsonNode element : value) {
			Coerced coerced = accepted(element, target, Coercion.LIST_TO_VALUE);
			if (coerced != null && fitting != null) {
				return null;
			}
			fitting = (coerced != null) ? coerced : fitting;
		}
		return fitting;
	}

	/**
	 * The value of an object with one property.
	 * @param keys which names the property may have
	 * @return what became of it, or {@code null} if it does not fit
	 */
	@Nullable Coerced property(JsonNode value, Target target, Predicate<String> keys) {
		if (!value.isObject() || value.size() != 1 || !allows(target, Coercion.OBJECT_TO_VALUE)) {
			return null;
		}
		Map.Entry<String, JsonNode> only = value.properties().iterator().next();
		return (keys.test(only.getKey())) ? accepted(only.getValue(), target, Coercion.OBJECT_TO_VALUE) : null;
	}

	/**
	 * Whether a key says no more than where a value stands already.
	 */
	static Predicate<String> wrapping(Target target) {
		return (key) -> WRAPPERS.contains(key.toLowerCase(Locale.ROOT)) || key.equals(target.name());
	}

	/**
	 * The JSON in a text.
	 * @return what became of it, or {@code null} if there is none that fits
	 */
	@Nullable Coerced json(JsonNode value, Target target, Predicate<JsonNode> kind) {
		String text = value.stringValue("").strip();
		boolean looks = text.startsWith("{") || text.startsWith("[") || text.startsWith("```");
		if (!looks || !this.policy.allows(Coercion.JSON_IN_TEXT)) {
			return null;
		}
		List<JsonCandidate> candidates = JsonText.parse(text, this.policy).candidates();
		if (candidates.size() != 1 || !candidates.get(0).complete() || !kind.test(candidates.get(0).value())) {
			return null;
		}
		Coerced coerced = this.values.coerce(candidates.get(0).value(), target.by(target.schema()));
		if (!coerced.isAccepted()) {
			return null;
		}
		for (Repair repair : candidates.get(0).repairs()) {
			coerced = coerced.and(repair.kind());
		}
		return coerced.and(Coercion.JSON_IN_TEXT);
	}

	boolean allows(Target target, Coercion coercion) {
		return !target.reshaped() && this.policy.allows(coercion);
	}

	private @Nullable Coerced accepted(JsonNode inner, Target target, Coercion coercion) {
		Coerced coerced = this.values.coerce(inner, target.afterReshaping());
		return (coerced.isAccepted()) ? coerced.and(coercion) : null;
	}

}
