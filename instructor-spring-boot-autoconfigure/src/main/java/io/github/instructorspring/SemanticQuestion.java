package io.github.instructorspring;

import tools.jackson.databind.JsonNode;

/**
 * Whether a value is as a rule demands; the same question has the same answer for the
 * time of a call.
 *
 * @param provider the name of the provider that is asked, empty for the answering client
 * @param requirement the text of the rule
 * @param value the value
 * @param fix whether a text is wanted in the value's place
 */
record SemanticQuestion(String provider, String requirement, JsonNode value, boolean fix) {

	@Override
	public String toString() {
		return "SemanticQuestion[" + this.requirement + "]";
	}

}
