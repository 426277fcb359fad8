package io.github.instructorspring.json;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every repair of syntax, by its name.
 */
class SyntaxRepairTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static Stream<Arguments> repairs() {
		return Stream.of(repair(SyntaxRepair.REASONING, "<think>{a:1}</think>{\"b\":2}", "{\"b\":2}"),
				repair(SyntaxRepair.REASONING, "It may be 1.</think>{\"b\":2}", "{\"b\":2}"),
				repair(SyntaxRepair.CODE_FENCE, "```json\n{\"b\":2}\n```", "{\"b\":2}"),
				repair(SyntaxRepair.CODE_FENCE, "~~~\n{\"b\":2}\n~~~", "{\"b\":2}"),
				repair(SyntaxRepair.CODE_FENCE, "{\"b\":2}\n```", "{\"b\":2}"),
				repair(SyntaxRepair.CODE_FENCE, "[```{\"b\":2}```]", "[{\"b\":2}]"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "Here: {\"b\":2}. Fine?", "{\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "handle({\"b\":2});", "{\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "let b = {\"b\":2};", "{\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "<json>{\"b\":2}</json>", "{\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "{\"b\":2}}", "{\"b\":2}"),
				repair(SyntaxRepair.COMMENT, "{\"b\":2 // two\n}", "{\"b\":2}"),
				repair(SyntaxRepair.COMMENT, "{/* b */\"b\":/* is */2/* two */}", "{\"b\":2}"),
				repair(SyntaxRepair.COMMENT, "{ # b\n\"b\":2}", "{\"b\":2}"),
				repair(SyntaxRepair.COMMENT, "{\"u\":\"http://x/#y\", /* u */ \"b\":2}",
						"{\"u\":\"http://x/#y\",\"b\":2}"),
				repair(SyntaxRepair.EXTRA_COMMA, "{\"b\":[1,2,],}", "{\"b\":[1,2]}"),
				repair(SyntaxRepair.EXTRA_COMMA, "{,\"b\":[,1,,2]}", "{\"b\":[1,2]}"),
				repair(SyntaxRepair.MISSING_COMMA, "{\"a\":1 \"b\":[1 2]}", "{\"a\":1,\"b\":[1,2]}"),
				repair(SyntaxRepair.MISSING_COMMA, "{\"a\":\"x\"\n\"b\":{\"c\":1}\"d\":2}",
						"{\"a\":\"x\",\"b\":{\"c\":1},\"d\":2}"),
				repair(SyntaxRepair.MISSING_COMMA, "{\"a\":1;\"b\":2}", "{\"a\":1,\"b\":2}"),
				repair(SyntaxRepair.MISSING_COLON, "{\"a\" 1, \"b\" \"x\"}", "{\"a\":1,\"b\":\"x\"}"),
				repair(SyntaxRepair.MISSING_COLON, "{\"a\"=1, \"b\"=>2}", "{\"a\":1,\"b\":2}"),
				repair(SyntaxRepair.QUOTE_STYLE, "{'a':'it's'}", "{\"a\":\"it's\"}"),
				repair(SyntaxRepair.QUOTE_STYLE, "{\u201Ca\u201D:\u2018x\u2019}", "{\"a\":\"x\"}"),
				repair(SyntaxRepair.QUOTE_STYLE, "{`a`:`say \"x\"`}", "{\"a\":\"say \\\"x\\\"\"}"),
				repair(SyntaxRepair.ESCAPED_QUOTE, "{\\\"a\\\":\\\"x\\\"}", "{\"a\":\"x\"}"),
				repair(SyntaxRepair.ESCAPED_QUOTE, "{\"a\":\\\"x\\\",\"b\":2}", "{\"a\":\"x\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"say \"x\", or \"y\" now\",\"b\":2}",
						"{\"a\":\"say \\\"x\\\", or \\\"y\\\" now\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":[\"say \"x\"\",\"y\"]}",
						"{\"a\":[\"say \\\"x\\\"\",\"y\"]}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"f({\"x\": 1})\",\"b\":2}",
						"{\"a\":\"f({\\\"x\\\": 1})\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"if (x) { return \"y\"; }\",\"b\":2}",
						"{\"a\":\"if (x) { return \\\"y\\\"; }\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"s = {\"x\": \"y\"};\",\"b\":2}",
						"{\"a\":\"s = {\\\"x\\\": \\\"y\\\"};\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"{\"x\": 1, \"y\": \"z\"}\",\"b\":2}",
						"{\"a\":\"{\\\"x\\\": 1, \\\"y\\\": \\\"z\\\"}\",\"b\":2}"),
				repair(SyntaxRepair.UNESCAPED_QUOTE, "{\"a\":\"x = \"y\"; z = \"q\";\",\"b\":2}",
						"{\"a\":\"x = \\\"y\\\"; z = \\\"q\\\";\",\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "With x in [0, 1): {\"b\":2}", "{\"b\":2}"),
				repair(SyntaxRepair.SURROUNDING_TEXT, "{\"b\":2}, for [1, ∞) as well.", "{\"b\":2}"),
				repair(SyntaxRepair.MISSING_QUOTE, "{\"a\":\"x,\"b\":2}", "{\"a\":\"x\",\"b\":2}"),
				repair(SyntaxRepair.MISSING_QUOTE, "{\"a\":x\",\"b\":2}", "{\"a\":\"x\",\"b\":2}"),
				repair(SyntaxRepair.MISSING_QUOTE, "{a\":1,\"c\":3}", "{\"a\":1,\"c\":3}"),
				repair(SyntaxRepair.MISSING_QUOTE, "{\"a:\"x\"}", "{\"a\":\"x\"}"),
				repair(SyntaxRepair.MISSING_QUOTE, "{\"a\":\"\"x\"}", "{\"a\":\"x\"}"),
				repair(SyntaxRepair.UNQUOTED, "{a: x, b_2: some more words, c: http://x/y?z=1}",
						"{\"a\":\"x\",\"b_2\":\"some more words\",\"c\":\"http://x/y?z=1\"}"),
				repair(SyntaxRepair.UNQUOTED, "{a: one, two and three., b: f(x, y: int)}",
						"{\"a\":\"one, two and three.\",\"b\":\"f(x, y: int)\"}"),
				repair(SyntaxRepair.UNQUOTED, "{\"a\":[x y, 2024-01-31, 1.2.3]}",
						"{\"a\":[\"x y\",\"2024-01-31\",\"1.2.3\"]}"),
				repair(SyntaxRepair.TEXT_BLOCK, "{\"a\":\"\"\"\n    if x:\n      \"y\"\n    \"\"\",\"b\":2}",
						"{\"a\":\"if x:\\n  \\\"y\\\"\",\"b\":2}"),
				repair(SyntaxRepair.TEXT_BLOCK, "{\"a\":```py\nx = {\"y\": [1}\n```,\"b\":2}",
						"{\"a\":\"x = {\\\"y\\\": [1}\",\"b\":2}"),
				repair(SyntaxRepair.CONCATENATION, "{\"a\":\"x\" + \"y\"\n + 'z'}", "{\"a\":\"xyz\"}"),
				repair(SyntaxRepair.INVALID_ESCAPE, "{\"a\":\"C:\\dir\\x\"}", "{\"a\":\"C:\\\\dir\\\\x\"}"),
				repair(SyntaxRepair.INVALID_ESCAPE, "{\"a\":\"it\\'s \\uXYZ\"}", "{\"a\":\"it's \\\\uXYZ\"}"),
				repair(SyntaxRepair.INVALID_ESCAPE, "{\\n  \"a\": \"x\",\\n\\t\"b\": 36\\n}", "{\"a\":\"x\",\"b\":36}"),
				repair(SyntaxRepair.INVALID_ESCAPE, "{\\n  \\\"a\\\": \\\"x\\\",\\n  \\\"b\\\": [1,\\n2]\\n}",
						"{\"a\":\"x\",\"b\":[1,2]}"),
				repair(SyntaxRepair.CONTROL_CHARACTER, "{\"a\":\"x\ny\tz\"}", "{\"a\":\"x\\ny\\tz\"}"),
				repair(SyntaxRepair.CONTROL_CHARACTER, "{\"a\":\"x\n  \"}", "{\"a\":\"x\"}"),
				repair(SyntaxRepair.LITERAL, "{a:True,b:FALSE,c:None,d:undefined,e:NaN}",
						"{\"a\":true,\"b\":false,\"c\":null,\"d\":null,\"e\":null}"),
				repair(SyntaxRepair.NUMBER, "[+1,.5,2.,0x1F,1_000,-.5]", "[1,0.5,2,31,1000,-0.5]"),
				repair(SyntaxRepair.MISSING_BRACKET, "{\"a\":[1,{\"b\":2]}", "{\"a\":[1,{\"b\":2}]}"),
				repair(SyntaxRepair.MISSING_BRACKET, "{\"a\":[1,2}", "{\"a\":[1,2]}"),
				repair(SyntaxRepair.MISSING_BRACKET, "{\"a\":[1,2},\"b\":3}", "{\"a\":[1,2],\"b\":3}"),
				repair(SyntaxRepair.MISSING_BRACKET, "[{\"a\":1,{\"a\":2}]", "[{\"a\":1},{\"a\":2}]"),
				repair(SyntaxRepair.MISSING_BRACKET, "\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2}"),
				repair(SyntaxRepair.MISSING_BRACKET, "[\"a\":1]", "[{\"a\":1}]"),
				repair(SyntaxRepair.EXTRA_BRACKET, "{\"a\":[1]],\"b\":2}", "{\"a\":[1],\"b\":2}"),
				repair(SyntaxRepair.EXTRA_BRACKET, "{\"a\":1},\"b\":2}", "{\"a\":1,\"b\":2}"),
				repair(SyntaxRepair.EXTRA_BRACKET, "{\"a\":1}\n\"b\":2}", "{\"a\":1,\"b\":2}"),
				repair(SyntaxRepair.EXTRA_BRACKET, "[{\"a\":1}},{\"a\":2}]", "[{\"a\":1},{\"a\":2}]"),
				repair(SyntaxRepair.EXTRA_BRACKET, "{\"a\":[[1],[2]],[[3]]}", "{\"a\":[[1],[2],[3]]}"),
				repair(SyntaxRepair.TUPLE, "{\"a\":(1,2),\"b\":(3)}", "{\"a\":[1,2],\"b\":3}"),
				repair(SyntaxRepair.TUPLE, "{\"a\":{\"x\",\"y\"},\"b\":{1,2}}", "{\"a\":[\"x\",\"y\"],\"b\":[1,2]}"),
				repair(SyntaxRepair.CONSTRUCTOR, "{\"a\":NumberLong(2),\"b\":ISODate(\"2024-01-31\")}",
						"{\"a\":2,\"b\":\"2024-01-31\"}"),
				repair(SyntaxRepair.ELLIPSIS, "{\"a\":[1,2,...,9],...}", "{\"a\":[1,2,9]}"),
				repair(SyntaxRepair.ELLIPSIS, "{\"a\":[1,2 ...]}", "{\"a\":[1,2]}"),
				repair(SyntaxRepair.MISSING_BRACKET, "1, 2", "[1,2]"),
				repair(SyntaxRepair.MISSING_VALUE, "{\"a\":,\"b\":}", "{\"a\":null,\"b\":null}"),
				repair(SyntaxRepair.UNEXPECTED_TEXT, "{\"a\":1, NOTE \"b\":2}", "{\"a\":1,\"b\":2}"));
	}

	private static Arguments repair(SyntaxRepair kind, String text, String json) {
		return Arguments.of(text, json, kind);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("repairs")
	void textIsMendedAndSaysHow(String text, String json, SyntaxRepair kind) {
		JsonText mended = JsonText.parse(text);
		assertThat(String.valueOf(mended.value())).isEqualTo(String.valueOf(MAPPER.readTree(json)));
		assertThat(mended.repairs()).extracting(Repair::kind).contains(kind);
		assertThat(mended.isComplete()).isTrue();
		assertThat(mended.outcome()).isEqualTo(JsonText.Outcome.FOUND);
	}

	@ParameterizedTest(name = "{0} in pieces -> {1}")
	@MethodSource("repairs")
	void textInTwoPiecesIsMendedAlikeWhereverItIsSplit(String text, String json, SyntaxRepair kind) {
		JsonTreeBuilder whole = new JsonTreeBuilder(UnfinishedTail.KEEP);
		read(whole, text);
		for (int split = 0; split <= text.length(); split++) {
			JsonTreeBuilder pieces = new JsonTreeBuilder(UnfinishedTail.KEEP);
			read(pieces, text.substring(0, split), text.substring(split));
			assertThat(pieces.roots()).as("split at %d", split).isEqualTo(whole.roots());
		}
	}

	static Stream<Arguments> repairsInsideOneValue() {
		Set<SyntaxRepair> ambiguous = Set.of(SyntaxRepair.REASONING, SyntaxRepair.SURROUNDING_TEXT,
				SyntaxRepair.MISSING_BRACKET, SyntaxRepair.EXTRA_BRACKET, SyntaxRepair.CODE_FENCE);
		return repairs().filter((row) -> !ambiguous.contains((SyntaxRepair) row.get()[2]));
	}

	@ParameterizedTest(name = "{0} without its end")
	@MethodSource("repairsInsideOneValue")
	void textThatIsCutBeforeItsLastBracketIsNotComplete(String text, String json, SyntaxRepair kind) {
		int end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
		for (int cut = 0; cut < end; cut++) {
			String part = text.substring(0, cut);
			assertThat(JsonText.parse(part).isComplete()).as(part).isFalse();
		}
	}

	@Test
	void everyRepairIsInTheTable() {
		Set<Object> shown = repairs().map((row) -> row.get()[2]).collect(Collectors.toSet());
		assertThat(shown).containsExactlyInAnyOrder((Object[]) SyntaxRepair.values());
	}

	@Test
	void repairSaysWhere() {
		List<Repair> repairs = JsonText.parse("{\"a\":{\"b\":[1,True]}}").repairs();
		assertThat(repairs).containsExactly(new Repair(SyntaxRepair.LITERAL, 13, "a.b[1]"));
	}

	@Test
	void valueWithForbiddenRepairIsMalformed() {
		RepairPolicy policy = RepairPolicy.lenient().forbid(SyntaxRepair.LITERAL);
		JsonText text = JsonText.parse("{\"a\":True}", policy);
		assertThat(text.candidates()).isEmpty();
		assertThat(text.outcome()).isEqualTo(JsonText.Outcome.MALFORMED);
		assertThat(JsonText.parse("{\"a\":true,}", policy).outcome()).isEqualTo(JsonText.Outcome.FOUND);
	}

	private static void read(JsonTreeBuilder tree, String... pieces) {
		JsonTokenizer tokenizer = new JsonTokenizer(tree, false);
		Arrays.stream(pieces).forEach(tokenizer::feed);
		tokenizer.finish();
	}

}
