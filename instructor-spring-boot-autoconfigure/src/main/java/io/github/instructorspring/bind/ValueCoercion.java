package io.github.instructorspring.bind;

import tools.jackson.databind.JsonNode;

/**
 * Fits a value to a target.
 */
@FunctionalInterface
interface ValueCoercion {

	/**
	 * Fit a value.
	 * @param value the value, left as it is
	 * @param target what it has to become
	 * @return what became of it
	 */
	Coerced coerce(JsonNode value, Target target);

}
