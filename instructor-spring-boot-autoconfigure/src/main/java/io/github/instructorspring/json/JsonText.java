package io.github.instructorspring.json;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * The JSON that was found in a text of a language model: in a code fence, between prose,
 * after a reasoning block, or all by itself. Only complete, strict JSON is taken; a value
 * that the text does not close is never replaced by one of its parts.
 *
 * <pre class="code">
 * JsonText.parse("Sure! {\"age\": 36}").values(); // [{"age":36}]
 * </pre>
 *
 * @since 0.1
 */
public final class JsonText {

	private final List<JsonNode> values;

	private final Outcome outcome;

	private final String answer;

	JsonText(String answer, List<JsonNode> values, Outcome outcome) {
		this.answer = answer;
		this.values = List.copyOf(values);
		this.outcome = outcome;
	}

	/**
	 * Find the JSON objects and arrays in a text; a text that is nothing but a JSON
	 * scalar counts as well. Never throws for what the text says; takes time linear in
	 * its length.
	 * @param text any text
	 * @return what was found
	 */
	public static JsonText parse(String text) {
		return new JsonTextScanner(text).scan();
	}

	/**
	 * All distinct outermost values, in the order of the text.
	 * @return the values, empty unless the outcome is {@link Outcome#FOUND}
	 */
	public List<JsonNode> values() {
		return this.values;
	}

	/**
	 * The values of the text with what was mended in them, in the order of the text.
	 * @return the candidates
	 */
	public List<JsonCandidate> candidates() {
		return this.values.stream().map((value) -> new JsonCandidate(value, true, List.of())).toList();
	}

	/**
	 * The text of the answer without what the model thought aloud.
	 * @return the text, possibly blank
	 */
	public String answer() {
		return this.answer;
	}

	/**
	 * What became of the search.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * How the search for JSON ended.
	 */
	public enum Outcome {

		/** At least one complete value was found. */
		FOUND,

		/** The text is blank, reasoning aside. */
		EMPTY,

		/** The text holds nothing that looks like JSON. */
		NO_JSON,

		/** A value begins and the text ends before it does. */
		UNCLOSED,

		/** Something looks like JSON and is not. */
		MALFORMED

	}

}
