package io.github.instructorspring.sample.standin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliberateMistake}.
 */
class DeliberateMistakeTests {

	private final JsonMapper jsonMapper = JsonMapper.builder().build();

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"type":"integer","minimum":0,"maximum":150}     | 36     | 900
			{"type":"integer","minimum":0}                   | 36     | -36
			{"type":"integer","exclusiveMinimum":0}          | 0      | -1
			{"type":"number","maximum":0}                    | -1     | 1
			{"type":"integer","minimum":0,"maximum":2147483647} | 36  | -36
			{"type":["integer","null"],"maximum":5}          | null   | 30
			{"type":"string","enum":["LOW","HIGH"]}          | "LOW"  | "NO_SUCH_LOW"
			{"type":"string","minLength":1}                  | "Ada"  | ""
			{"type":"integer"}                               | 36     | 36
			{"const":"refund"}                               | "refund" | "refund"
			""")
	void breaksTheConstraintOfAProperty(String schema, String right, String wrong) {
		String object = "{\"type\":\"object\",\"properties\":{\"a\":%s},\"required\":[\"a\"]}".formatted(schema);
		assertThat(mistaken(object, "{\"a\":" + right + "}")).hasToString("{\"a\":" + wrong + "}");
	}

	@ParameterizedTest(name = "{1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"properties":{"name":{"type":"string"},"age":{"type":"integer","maximum":150}}}                       | {"name":"Ada","age":36}                | {"name":"Ada","age":900}
					{"properties":{"items":{"items":{"properties":{"age":{"type":"integer","maximum":150}}}}}}             | {"items":[{"age":36},{"age":85}]}      | {"items":[{"age":900},{"age":85}]}
					{"properties":{"items":{"items":{"properties":{"age":{"type":"integer","maximum":150}}}}}}             | {"items":[]}                           | {"items":[]}
					{"properties":{"x":{"anyOf":[{"properties":{"t":{"const":"a"},"n":{"type":"integer","maximum":1}}},{"properties":{"t":{"const":"b"},"n":{"type":"integer","maximum":2}}}]}}} | {"x":{"t":"b","n":0}} | {"x":{"t":"b","n":12}}
					""")
	void findsTheConstraintWhereverItStands(String schema, String right, String wrong) {
		assertThat(mistaken(schema, right)).hasToString(wrong);
	}

	private JsonNode mistaken(String schema, String right) {
		JsonNode answer = this.jsonMapper.readTree(right);
		new DeliberateMistake().make(Schema.root(this.jsonMapper.readTree(schema)), answer);
		return answer;
	}

}
