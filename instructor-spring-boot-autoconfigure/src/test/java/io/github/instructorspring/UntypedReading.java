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
		return (candidate.isPartial()) ? JsonText.parseCut(candidate.input(), SourceTail.of(candidate)).value()
				: JsonText.parse(candidate.input()).value();
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
		return JsonText.parse(text).outcome() == JsonText.Outcome.UNCLOSED;
	}

}
