package io.github.instructorspring.sample.standin;

import tools.jackson.databind.JsonNode;

/**
 * A value for a schema, and what speaks for it.
 *
 * @param node the value
 * @param evidence what speaks for it
 */
record Filled(JsonNode node, Evidence evidence) {

	static Filled blank(JsonNode node) {
		return new Filled(node, Evidence.NONE);
	}

	static Filled fact(JsonNode node) {
		return new Filled(node, Evidence.FACT);
	}

	boolean isFound() {
		return this.evidence != Evidence.NONE;
	}

	/**
	 * What speaks for a value, the weakest first.
	 */
	enum Evidence {

		/** The schema asks for a value, and the text has none. */
		NONE,

		/** The value is a part of the text that any text has. */
		TEXT,

		/** The text states the value. */
		FACT;

		Evidence or(Evidence other) {
			return (compareTo(other) >= 0) ? this : other;
		}

	}

}
