package io.github.instructorspring;

import java.util.Map;

import io.github.instructorspring.json.UnfinishedTail;
import io.github.instructorspring.json.UnfinishedTail.Names;

/**
 * How a source of cases reads the end of a text that was cut, as its documentation or its
 * options say.
 */
final class SourceTail {

	private static final UnfinishedTail KEEP = new UnfinishedTail(true, true, true, Names.NONE);

	private static final UnfinishedTail DROP = new UnfinishedTail(false, false, false, Names.NONE);

	private static final Map<String, UnfinishedTail> BY_SOURCE = Map.of("karminski/streaming-json-go",
			new UnfinishedTail(true, true, true, Names.ALL), "symfony/ai",
			new UnfinishedTail(true, true, true, Names.ALL), "cognesy/instructor-php",
			new UnfinishedTail(true, true, true, Names.ALL), "openai/openai-node",
			new UnfinishedTail(true, false, true, Names.NONE), "jackmpcollins/magentic", DROP, "thmsmlr/instructor_ex",
			DROP);

	private SourceTail() {
	}

	static UnfinishedTail of(Case candidate) {
		return switch (candidate.source()) {
			case "pydantic/jiter" -> ofJiter(candidate.option("partial_mode").asString("on"));
			case "promplate/partial-json-parser-js" -> ofAllowMask(candidate.option("allow_mask").asInt(-1));
			default -> BY_SOURCE.getOrDefault(candidate.source(), KEEP);
		};
	}

	private static UnfinishedTail ofJiter(String partialMode) {
		return new UnfinishedTail(partialMode.equals("trailing-strings"), true, false, Names.NONE);
	}

	/** Bits: 1 strings, 2 numbers, 4 arrays, 8 objects, 16 null, 32 booleans. */
	private static UnfinishedTail ofAllowMask(int mask) {
		return new UnfinishedTail((mask & 1) != 0, (mask & 2) != 0, (mask & 48) != 0, Names.NONE);
	}

}
