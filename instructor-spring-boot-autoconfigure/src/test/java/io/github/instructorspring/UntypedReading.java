package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonCandidate;
import io.github.instructorspring.json.JsonText;

/**
 * The one place where the scorer calls the room {@code json}.
 */
final class UntypedReading {

	private UntypedReading() {
	}

	/**
	 * The best value of the text of a case, its unfinished end read as the source does.
	 */
	static @Nullable JsonNode read(Case candidate) {
		// Waits for the reader: UnfinishedTail.of(candidate) belongs into this call.
		List<JsonCandidate> candidates = JsonText.parse(candidate.input()).candidates();
		return (candidates.isEmpty()) ? null : candidates.get(0).value();
	}

	/**
	 * Whether the text gives a value that it closes itself; where a case wants strict
	 * reading, exactly one and with nothing mended.
	 */
	static boolean offersValue(Case candidate) {
		List<JsonCandidate> complete = JsonText.parse(candidate.input())
			.candidates()
			.stream()
			.filter(JsonCandidate::complete)
			.toList();
		if (candidate.option("strict").asBoolean(false)) {
			return complete.size() == 1 && complete.get(0).repairs().isEmpty();
		}
		return !complete.isEmpty();
	}

	/** Whether the text ends before its value does. */
	static boolean isCut(String text) {
		JsonText json = JsonText.parse(text);
		return json.outcome() == JsonText.Outcome.UNCLOSED
				|| (!json.candidates().isEmpty() && json.candidates().stream().noneMatch(JsonCandidate::complete));
	}

}
