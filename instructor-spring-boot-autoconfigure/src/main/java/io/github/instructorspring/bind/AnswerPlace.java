package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPath;

/**
 * A place of an answer that can be asked for on its own.
 *
 * @param path where
 * @param name what it is called, not yet unique; empty for the root
 * @param schema what belongs there, as it stands in the schema of the answer
 */
record AnswerPlace(JsonPath path, String name, JsonNode schema) {

	/**
	 * Whether this is all there is.
	 */
	boolean isWhole(@Nullable String wrapper) {
		return this.path.isRoot()
				|| (this.path.parent().isRoot() && this.path.name() != null && this.path.name().equals(wrapper));
	}

}
