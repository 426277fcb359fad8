package io.github.instructorspring;

import java.util.Map;

/**
 * How a source reads the end of a text that was cut, as its documentation or its options
 * say: what is dropped and what is kept of a part that the text does not finish.
 *
 * @param strings whether an unfinished string is kept, as far as it goes
 * @param numbers whether an unfinished number is kept, as far as it is one
 * @param literals whether an unfinished {@code true}, {@code false} or {@code null} is
 * completed
 * @param nullForMissing whether a key without a value, finished or not, gets {@code null}
 * instead of being dropped
 */
record UnfinishedTail(boolean strings, boolean numbers, boolean literals, boolean nullForMissing) {

	private static final UnfinishedTail KEEP = new UnfinishedTail(true, true, true, false);

	private static final UnfinishedTail KEEP_WITH_NULL = new UnfinishedTail(true, true, true, true);

	private static final UnfinishedTail DROP = new UnfinishedTail(false, false, false, false);

	private static final Map<String, UnfinishedTail> BY_SOURCE = Map.ofEntries(Map.entry("vercel/ai", KEEP),
			Map.entry("dphilipson/untruncate-json", KEEP), Map.entry("beenotung/best-effort-json-parser", KEEP),
			Map.entry("karminski/streaming-json-go", KEEP_WITH_NULL), Map.entry("symfony/ai", KEEP_WITH_NULL),
			Map.entry("cognesy/instructor-php", KEEP_WITH_NULL),
			Map.entry("openai/openai-node", new UnfinishedTail(true, false, true, false)),
			Map.entry("jackmpcollins/magentic", DROP), Map.entry("thmsmlr/instructor_ex", DROP));

	static UnfinishedTail of(Case candidate) {
		return switch (candidate.source()) {
			case "pydantic/jiter" -> ofJiter(candidate.option("partial_mode").asString("on"));
			case "promplate/partial-json-parser-js" -> ofAllowMask(candidate.option("allow_mask").asInt(-1));
			default -> BY_SOURCE.getOrDefault(candidate.source(), KEEP);
		};
	}

	private static UnfinishedTail ofJiter(String partialMode) {
		return new UnfinishedTail(partialMode.equals("trailing-strings"), true, false, false);
	}

	/** Bits: 1 strings, 2 numbers, 4 arrays, 8 objects, 16 null, 32 booleans. */
	private static UnfinishedTail ofAllowMask(int mask) {
		return new UnfinishedTail((mask & 1) != 0, (mask & 2) != 0, (mask & 48) != 0, false);
	}

}
