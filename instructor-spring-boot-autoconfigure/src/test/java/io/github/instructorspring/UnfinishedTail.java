package io.github.instructorspring;

import java.util.Map;

/**
 * How a source reads the end of a text that was cut, as its documentation or its options
 * say: what is dropped and what is kept of a part that the text does not finish.
 *
 * @param strings whether an unfinished string is kept, as far as it goes
 * @param numbers whether a number at the end is kept, as far as it is one; outside of all
 * brackets it is finished
 * @param zeroForSign whether a sign alone is 0 instead of no number
 * @param literals whether an unfinished {@code true}, {@code false} or {@code null} is
 * completed
 * @param nullForMissing whether a key without a value, finished or not, gets {@code null}
 * instead of being dropped
 */
record UnfinishedTail(boolean strings, boolean numbers, boolean zeroForSign, boolean literals, boolean nullForMissing) {

	private static final UnfinishedTail KEEP = new UnfinishedTail(true, true, false, true, false);

	private static final UnfinishedTail KEEP_WITH_NULL = new UnfinishedTail(true, true, false, true, true);

	private static final UnfinishedTail DROP = new UnfinishedTail(false, false, false, false, false);

	private static final Map<String, UnfinishedTail> BY_SOURCE = Map.ofEntries(Map.entry("vercel/ai", KEEP),
			Map.entry("dphilipson/untruncate-json", new UnfinishedTail(true, true, true, true, false)),
			Map.entry("beenotung/best-effort-json-parser", KEEP),
			Map.entry("karminski/streaming-json-go", new UnfinishedTail(true, true, true, true, true)),
			Map.entry("symfony/ai", KEEP_WITH_NULL), Map.entry("cognesy/instructor-php", KEEP_WITH_NULL),
			Map.entry("openai/openai-node", new UnfinishedTail(true, false, false, true, false)),
			Map.entry("jackmpcollins/magentic", DROP), Map.entry("thmsmlr/instructor_ex", DROP));

	static UnfinishedTail of(Case candidate) {
		return switch (candidate.source()) {
			case "pydantic/jiter" -> ofJiter(candidate.option("partial_mode").asString("on"));
			case "promplate/partial-json-parser-js" -> ofAllowMask(candidate.option("allow_mask").asInt(-1));
			default -> BY_SOURCE.getOrDefault(candidate.source(), KEEP);
		};
	}

	private static UnfinishedTail ofJiter(String partialMode) {
		return new UnfinishedTail(partialMode.equals("trailing-strings"), true, false, false, false);
	}

	/** Bits: 1 strings, 2 numbers, 4 arrays, 8 objects, 16 null, 32 booleans. */
	private static UnfinishedTail ofAllowMask(int mask) {
		return new UnfinishedTail((mask & 1) != 0, (mask & 2) != 0, false, (mask & 48) != 0, false);
	}

}
