package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that were cut, and went on.
 */
class ContinuedTextTests {

	private static final String COMPACT = "{\"name\":\"Ada Lovelace\",\"age\":36,\"tags\":[\"math \\\"x\\\"\",\"poetry: {a}\","
			+ "\"\\u00e9t\\u00E9 \\\\\",\"  \"],\"active\":true,\"spouse\":null,\"score\":-12.5e-3,\"home\":{\"street\":"
			+ "\"12 St. James's Square\",\"zip\":\"SW1Y\",\"geo\":[51.5073,-0.1358]},\"notes\":\"Here is:\\n```json\\n{}\\n```\\nDone."
			+ " 😀\",\"children\":[{\"name\":\"Byron\",\"born\":1836},{\"name\":\"Annabella\",\"born\":1837}],\"empty\":{},\"none\":[]}";

	private static final JsonNode TREE = JsonMapper.shared().readTree(COMPACT);

	private static final String PRETTY = TREE.toPrettyString();

	private static final String LIST = "[" + COMPACT + ",[[1,2],[3]],\"x\", false]";

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void theExactRestIsAppended(String name, String before, String document) {
		assertThat(wrong(before, document, Stream.of(0), (rest) -> rest)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void whatIsRepeatedIsDropped(String name, String before, String document) {
		assertThat(wrong(before, document, overlaps(), (rest) -> rest)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void aFenceAroundTheRestIsTakenOff(String name, String before, String document) {
		assertThat(wrong(before, document, Stream.of(0), (rest) -> "```json\n" + rest + "\n```")).isEmpty();
		assertThat(wrong(before, document, Stream.of(0), (rest) -> "```\r\n" + rest + "\r\n```\n")).isEmpty();
		assertThat(wrong(before, document, Stream.of(8, 20), (rest) -> "```json\n" + rest + "\n```")).isEmpty();
		assertThat(wrong(before, document, Stream.of(0),
				(rest) -> "Voici la suite :\n\n```json\n" + rest + "\n```\nVoil\u00E0 !"))
			.isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void anIntroductionIsLeftOut(String name, String before, String document) {
		assertThat(wrong(before, document, Stream.of(0), (rest) -> "Here is the rest:\n" + rest)).isEmpty();
		assertThat(wrong(before, document, Stream.of(0, 12), (rest) -> "Continuing from there:\n\n" + rest)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("documents")
	void startingOverReplacesTheCutText(String name, String before, String document) {
		assertThat(wrong(before, document, Stream.of(Integer.MAX_VALUE), (rest) -> rest)).isEmpty();
		assertThat(wrong(before, document, Stream.of(Integer.MAX_VALUE), (rest) -> "```json\n" + rest + "\n```"))
			.isEmpty();
		assertThat(wrong(before, document, Stream.of(Integer.MAX_VALUE), (rest) -> "Sorry, again: " + rest)).isEmpty();
	}

	static Stream<Arguments> documents() {
		return Stream.of(Arguments.of("compact", "", COMPACT), Arguments.of("pretty", "", PRETTY),
				Arguments.of("list", "", LIST), Arguments.of("in a fence", "```json\n", PRETTY),
				Arguments.of("after prose", "Sure! Here it is:\n\n", COMPACT));
	}

	@ParameterizedTest(name = "{0} + {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			~{'a':1~                 | ~2}~                              | ~{'a':12}~
			~{'a':1~                 | ~12}~                             | ~{'a':112}~
			~{'a':tr~                | ~true}~                           | ~{'a':true}~
			~{'a':'b~                | ~'b'}~                            | ~{'a':'b'}~
			~{'a':'b~                | ~ c'}~                            | ~{'a':'b c'}~
			~{'a':'b ~               | ~c'}~                             | ~{'a':'b c'}~
			~{'a':'b ~               | ~ c '}~                           | ~{'a':'b  c '}~
			~{'a':'one two ~         | ~one two three'}~                 | ~{'a':'one two three'}~
			~{'a':'one ~             | ~one two'}~                       | ~{'a':'one one two'}~
			~[~                      | ~[1],[2]]~                        | ~[[1],[2]]~
			~[~                      | ~[1]~                             | ~[1]~
			~[[1],~                  | ~[1]]~                            | ~[[1],[1]]~
			~{'n':'a','child':~      | ~{'n':'a','child':null}}~         | ~{'n':'a','child':{'n':'a','child':null}}~
			~{'n':'abcdefghij','k':[~| ~{'n':'abcdefghij','k':[1]}~      | ~{'n':'abcdefghij','k':[1]}~
			~{'a':1,~                | ~'b':[2,~                         | ~{'a':1,'b':[2,~
			~{'a':1,~                | ~```json\\n'b':[2,~               | ~{'a':1,'b':[2,~
			~{'a':'x~                | ~```json y'}```~                  | ~{'a':'x y'}~
			~{'a':'one~              | ~ Sure:\\ntwo'}~                  | ~{'a':'onetwo'}~
			~{'a':'one~              | ~ so:\\ntwo'}~                    | ~{'a':'one so:\\ntwo'}~
			~{'a':'one~              | ~Here is the rest: two'}~         | ~{'a':'oneHere is the rest: two'}~
			~{'a':1}~                | ~~                                | ~{'a':1}~
			~{'n':'abcdefghijkl'}\n~ | ~{'n':'abcdefghijkm'}~            | ~{'n':'abcdefghijkl'}\n{'n':'abcdefghijkm'}~
			~See [1] and: {'a':~     | ~Sorry: {'a':1}~                  | ~{'a':1}~
			~~                       | ~{'a':1}~                         | ~{'a':1}~
			~Well~                   | ~, no.~                           | ~Well, no.~
			~~                       | ~~                                | ~~
			""")
	void seamsAreJoined(String cut, String rest, String joined) {
		assertThat(ContinuedText.join(read(cut), read(rest))).isEqualTo(read(joined));
	}

	@Test
	@Timeout(60)
	void longTextsTakeLittleTime() {
		String list = IntStream.range(0, 2000)
			.mapToObj((i) -> COMPACT.replace("Ada", "Ada " + i))
			.collect(Collectors.joining(",\n", "[", "]"));
		String cut = list.substring(0, list.length() / 2);
		String rest = "Here is the rest:\n```json\n" + list.substring(list.length() / 2 - 15) + "\n```";
		assertThat(ContinuedText.join(cut, rest)).isEqualTo(list);
		assertThat(ContinuedText.join("a".repeat(1_000_000), "a".repeat(1_000_000) + "b")).endsWith("b");
		assertThat(ContinuedText.join("[" + "\n".repeat(500_000), "\n".repeat(500_000) + "]")).endsWith("]");
		assertThat(ContinuedText.join("[1", "Here is:\n" + "\n".repeat(500_000) + "]")).endsWith("]");
		assertThat(ContinuedText.join("[1", "```\n".repeat(200_000) + "{")).endsWith("{");
		assertThat(ContinuedText.join("[1", "a\n ".repeat(300_000) + "{")).endsWith("{");
	}

	private static List<String> wrong(String before, String document, Stream<Integer> overlaps,
			UnaryOperator<String> form) {
		JsonNode whole = JsonText.parse(document).value();
		List<String> wrong = new ArrayList<>();
		overlaps.forEach((overlap) -> {
			for (int i = 0; i <= document.length(); i++) {
				String cut = before + document.substring(0, i);
				String rest = form.apply(document.substring(Math.max(0, i - overlap)));
				JsonText json = JsonText.parse(ContinuedText.join(cut, rest));
				if (whole == null || !whole.equals(json.value()) || !json.isComplete()) {
					wrong.add(overlap + " at " + i + ": " + document.substring(Math.max(0, i - 20), i) + "|"
							+ document.substring(i, Math.min(document.length(), i + 20)));
				}
			}
		});
		return wrong;
	}

	private static Stream<Integer> overlaps() {
		return Stream.iterate(8, (overlap) -> overlap <= 40, (overlap) -> overlap + 1);
	}

	private static String read(String text) {
		return text.replace('\'', '"').replace("\\n", "\n");
	}

}
