package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a value has to become.
 *
 * @param schema the schema
 * @param name the name of the property that the value stands in, or {@code null}
 * @param reshaped whether the value was already taken out of a list or an object, or put
 * into one, which is done once only
 * @param depth how deep the walk is
 */
record Target(JsonNode schema, @Nullable String name, boolean reshaped, int depth) {

	Target property(String property, JsonNode schema) {
		return new Target(schema, property, false, this.depth + 1);
	}

	Target element(JsonNode schema) {
		return new Target(schema, null, false, this.depth + 1);
	}

	/**
	 * The same place, by another part of the schema.
	 */
	Target by(JsonNode schema) {
		return new Target(schema, this.name, this.reshaped, this.depth + 1);
	}

	Target afterReshaping() {
		return new Target(this.schema, this.name, true, this.depth + 1);
	}

}
