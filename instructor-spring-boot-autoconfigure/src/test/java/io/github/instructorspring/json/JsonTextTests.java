package io.github.instructorspring.json;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonText.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JSON in the texts of models.
 */
class JsonTextTests {

	private static final String ADA = "{\"name\":\"Ada\",\"age\":36}";

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void jsonIsFoundInItsSurroundings(String text, String json) {
		JsonText found = JsonText.parse(text);
		assertThat(values(found)).containsExactly(json);
		assertThat(found.outcome()).isEqualTo(Outcome.FOUND);
	}

	static Stream<Arguments> jsonIsFoundInItsSurroundings() {
		return Stream
			.of(ADA, "  \n" + ADA + "\n", "\uFEFF" + ADA, "```json\n" + ADA + "\n```", "```JSON\r\n" + ADA + "\r\n```",
					"```\n" + ADA + "\n```", "```json\n" + ADA, "~~~json\n" + ADA + "\n~~~", "```json" + ADA + "```",
					"Sure! Here it is: " + ADA, ADA + " Anything else?", "Before\n```json\n" + ADA + "\n```\nafter.",
					ADA + "\n\nThe same again: " + ADA, "He said \" and left. " + ADA, "It's Ada's: " + ADA,
					"A 5\" disk {see below}: " + ADA, "Use { to open, } to close: " + ADA, "set {x, y} then " + ADA,
					"Dear {{name}}, " + ADA, "[sic the text, " + ADA, "[note: unsure] " + ADA, "- [x] done " + ADA,
					"(see [Ada](https://example.org)) " + ADA, "smile :-{ \n" + ADA, "```java\nclass A {\n```\n" + ADA,
					"a <b> c < d " + ADA, "<answer>" + ADA + "</answer>", ADA + "\n}", ADA + "]]", "\u0000" + ADA)
			.map((text) -> Arguments.of(text, ADA));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void jsonInsideReasoningIsADraft(String text, String json) {
		assertThat(values(JsonText.parse(text))).containsExactly(json);
	}

	static Stream<Arguments> jsonInsideReasoningIsADraft() {
		return Stream.concat(
				Stream
					.of("<think>{\"age\":1}</think>" + ADA, "<thinking>[1,2]</thinking>\n```json\n" + ADA + "\n```",
							"<reasoning>\n{\"age\":1}\n</reasoning>" + ADA, "\n <THINK>{\"age\":1}</Think> " + ADA,
							"\uFEFF<think>{\"age\":1}</think>" + ADA, "<think></think>" + ADA,
							"<think>{</think><thinking>{\"age\":1}</thinking>" + ADA,
							"Let me see. <think>{\"age\":1}</think>" + ADA, ADA + "<think>or {\"age\":1}?</think>",
							"The age is {\"age\":1}, no.\n</think>\n" + ADA,
							"So {\"age\": 1 or [2\n</think>\n<answer>" + ADA + "</answer>",
							"<think>a<think>b</think>{\"age\":1}</think>" + ADA)
					.map((text) -> Arguments.of(text, ADA)),
				Stream.of(Arguments.of("<think>{\"age\":1}</think>42", "42"),
						Arguments.of("{\"age\":1}</think>\n\"x\"", "\"x\""),
						Arguments.of("{\"html\":\"</think>\"}", "{\"html\":\"</think>\"}"),
						Arguments.of("So: {\"html\":\"<think>\"} ok", "{\"html\":\"<think>\"}")));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			42                                | 42
			-1.50                             | -1.50
			"text"                            | "text"
			true                              | true
			null                              | null
			[]                                | []
			{}                                | {}
			{"a":"}{]["}                      | {"a":"}{]["}
			x {"a":"\\"}"} y                  | {"a":"\\"}"}
			x {"a":"\\\\"} y                  | {"a":"\\\\"}
			{"a":1,"a":2}                     | {"a":2}
			{"n":1.10}                        | {"n":1.10}
			[{"a":1},{"a":2}]                 | [{"a":1},{"a":2}]
			""")
	void wholeValuesAreRead(String text, String json) {
		assertThat(values(JsonText.parse(text))).containsExactly(json);
	}

	@Test
	void strayBraceAfterTheAnswerIsAskedAgain() {
		assertThat(JsonText.parse(ADA + " Fine :-{").outcome()).isEqualTo(Outcome.MALFORMED);
		assertThat(JsonText.parse(ADA + " Note that {x: is fine").outcome()).isEqualTo(Outcome.MALFORMED);
		assertThat(JsonText.parse(ADA + " As in [1, 2").outcome()).isEqualTo(Outcome.MALFORMED);
		assertThat(JsonText.parse(ADA + " Final: {\"name\": \"Ev").outcome()).isEqualTo(Outcome.UNCLOSED);
	}

	@Test
	void severalValuesAreFoundInTheirOrderEachOnce() {
		JsonText found = JsonText.parse("First [1], then\n```json\n{\"a\":1}\n```\nor\n```\n{\"a\":2}\n```\n{\"a\":1}");
		assertThat(values(found)).containsExactly("[1]", "{\"a\":1}", "{\"a\":2}");
	}

	@Test
	void aMalformedValueDoesNotHideAWholeOne() {
		assertThat(values(JsonText.parse("{a, b} or {'b': 2} or {\"c\": 3}"))).containsExactly("{\"b\":2}",
				"{\"c\":3}");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"name":"Ada","spouse":{"name":"William","age":40},"age":3 | UNCLOSED
			{"name":"Ada","children":[{"name":"Byron"},{"name":"An     | UNCLOSED
			[{"name":"Byron"},{"name":"Annabella"}                     | UNCLOSED
			```json {"name":"Ada","spouse":{"name":"William"} ```      | UNCLOSED
			Sure: {                                                    | UNCLOSED
			{"a":"                                                     | UNCLOSED
			{"a                                                        | UNCLOSED
			{"a":1,                                                    | UNCLOSED
			{"a":"x\\                                                  | UNCLOSED
			[1, 2                                                      | UNCLOSED
			{name: "Ada", spouse: {"name": "William"}, age: 3          | UNCLOSED
			[1, 2}                                                     | UNCLOSED
			{name, spouse}                                             | MALFORMED
			{invalid json}                                             | MALFORMED
			{"a": 1, [2]: 3}                                           | MALFORMED
			{"a": 1, 2}                                                | MALFORMED
			{"a": 5, 6, "b": 1}                                        | MALFORMED
			[1,000, 2,000]                                             | MALFORMED
			{"a": [1,250, 2,050]}                                      | MALFORMED
			{]{                                                        | UNCLOSED
			I do not know.                                             | NO_JSON
			[note] {see above} :-{ )                                   | NO_JSON
			undefined                                                  | NO_JSON
			<think>{"age":1}                                           | EMPTY
			<THINKING> It is {"age":1} or {"age":2                     | EMPTY
			""")
	void whatIsNotWholeIsNeverTakenInParts(String text, Outcome outcome) {
		JsonText found = JsonText.parse(text.replace('#', '\n'));
		assertThat(found.isComplete()).isFalse();
		assertThat(found.outcome()).isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\t\n", "\uFEFF", "\uFEFF " })
	void aBlankTextIsEmpty(String text) {
		assertThat(JsonText.parse(text).outcome()).isEqualTo(Outcome.EMPTY);
	}

	@Test
	void aThoughtWithoutAnAnswerIsEmpty() {
		assertThat(JsonText.parse("<think>{\"age\":1}</think>\n").outcome()).isEqualTo(Outcome.EMPTY);
	}

	@Test
	void everyCutOfAnAnswerIsUnclosedUntilItIsWhole() {
		String text = "{\"name\":\"Ada \\\"{[\",\"spouse\":{\"name\":\"William\",\"tags\":[{\"a\":1}]},\"age\":3}";
		for (int length = 1; length < text.length(); length++) {
			JsonText cut = JsonText.parse("Sure: " + text.substring(0, length));
			assertThat(cut.isComplete()).as(text.substring(0, length)).isFalse();
			assertThat(cut.outcome()).as(text.substring(0, length)).isEqualTo(Outcome.UNCLOSED);
		}
		assertThat(JsonText.parse("Sure: " + text).outcome()).isEqualTo(Outcome.FOUND);
	}

	@ParameterizedTest(name = "{0} times {1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			100000  | [            | TOO_DEEP
			2000000 | {            | UNCLOSED
			400000  | {"a":        | TOO_DEEP
			1000000 | {}           | TOO_MANY
			10000   | {}           | FOUND
			300000  | {"a":1} Or   | TOO_MANY
			700000  | {"]          | UNCLOSED
			700000  | [1}          | TOO_DEEP
			700000  | [1           | UNCLOSED
			1000000 | "            | NO_JSON
			250000  | <think>      | EMPTY
			130000  | a<think>{</think> | NO_JSON
			250000  | {a           | TOO_DEEP
			500000  | {a,          | UNCLOSED
			1000000 | a{"b":       | TOO_LONG
			""")
	void longTextsAreNoBurden(int times, String part, Outcome outcome) {
		assertThat(JsonText.parse(part.repeat(times)).outcome()).isEqualTo(outcome);
	}

	@Test
	void nestingBeyondReasonIsTooDeep() {
		assertThat(JsonText.parse("[".repeat(100_000) + "]".repeat(100_000)).outcome()).isEqualTo(Outcome.TOO_DEEP);
	}

	@Test
	void eachContainerKnowsWhetherTheTextClosesIt() {
		JsonText cut = JsonText.parse("{\"a\":[{\"b\":1},{\"c\":");
		JsonNode root = cut.candidates().get(0).value();
		assertThat(cut.isComplete(root)).isFalse();
		assertThat(cut.isComplete(root.get("a"))).isFalse();
		assertThat(cut.isComplete(root.get("a").get(0))).isTrue();
		assertThat(cut.isComplete(root.get("a").get(1))).isFalse();
	}

	@Test
	void candidatesCannotBeChanged() {
		List<?> candidates = JsonText.parse(ADA).candidates();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(candidates::clear);
	}

	private static List<String> values(JsonText text) {
		return text.candidates()
			.stream()
			.filter(JsonCandidate::complete)
			.map((candidate) -> candidate.value().toString())
			.distinct()
			.toList();
	}

}
