package io.github.instructorspring.bind;

import io.github.instructorspring.json.RepairPolicy;

/**
 * What becomes of properties that are absent.
 *
 * @param defaults whether the default of the schema stands in for them
 * @param asNull whether the schema that was sent asks for {@code null} in their place
 */
record Absence(boolean defaults, boolean asNull) {

	boolean mayBeNull(RepairPolicy policy) {
		return this.asNull || policy.allows(Coercion.NULL_TO_ABSENT);
	}

}
