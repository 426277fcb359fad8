package io.github.instructorspring.json;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * One JSON value that a text holds.
 *
 * @param value the value, as the text gives it or as it was mended
 * @param complete whether the text itself closes the value and everything in it
 * @param repairs what was mended, in the order of the text
 * @since 0.1
 */
public record JsonCandidate(JsonNode value, boolean complete, List<Repair> repairs) {

	/**
	 * Create a candidate.
	 * @param value the value
	 * @param complete whether the text closes it
	 * @param repairs what was mended
	 */
	public JsonCandidate {
		repairs = List.copyOf(repairs);
	}

	/**
	 * Content of the model stays out.
	 */
	@Override
	public String toString() {
		return "JsonCandidate[complete=" + this.complete + ", repairs=" + this.repairs + "]";
	}

}
