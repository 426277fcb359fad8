package io.github.instructorspring.schema;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenAI's published rules, and the strict schemas of the catalogue before them.
 */
class OpenAiStrictRulesTests {

	private static final List<CatalogueEntry> CATALOGUE = TypeCatalogue.entries();

	private static final String CLOSED = "'additionalProperties':false}";

	@ParameterizedTest(name = "{0}")
	@FieldSource("CATALOGUE")
	void aStrictSchemaKeepsTheRulesOrIsRefusedWithAPath(CatalogueEntry entry) {
		ResponseSchema schema = entry.schema();
		assertThat(schema.name()).matches("[A-Za-z0-9_-]{1,64}");
		LoweredSchema strict = schema.in(SchemaDialect.OPENAI_STRICT);
		if (strict.isSupported()) {
			assertThat(OpenAiStrictRules.violations(strict.json())).isEmpty();
		}
		else {
			assertThat(strict.problems())
				.allSatisfy((problem) -> assertThat(problem).startsWith(schema.name()).matches("[^ ]+: .+; .+"));
		}
	}

	@Test
	void whatIsRefusedIsDeepOrOpenOrAlike() {
		assertThat(CATALOGUE.stream().filter((entry) -> !isSupported(entry)).map(CatalogueEntry::toString))
			.containsExactlyInAnyOrder("eleven levels", "values of any shape", "a map of any values",
					"a union that shares its first property");
		assertThat(CATALOGUE.stream().filter(OpenAiStrictRulesTests::isSupported)).hasSizeGreaterThanOrEqualTo(40);
	}

	@ParameterizedTest(name = "{0} in {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'type':'array','items':{'type':'string'}}      | #: root is not an object
					{'$ref':'#/$defs/A','$defs':{'A':{'type':'object','properties':{},'required':[],'additionalProperties':false}}} | #: root is not an object
					{'anyOf':[{'type':'string'}]}                   | #: root is anyOf
					{'type':'object','properties':{},'required':[]} | #: additionalProperties is not false
					{'type':'object','properties':{},'required':[],'additionalProperties':true} | #: additionalProperties is not false
					{'type':'object','properties':{},'required':[],'additionalProperties':{'type':'string'}} | #: additionalProperties is not false
					{'type':'object','properties':{'a':{'type':'string'}},'required':[],'additionalProperties':false} | #: required is not every property
					{'type':'object','properties':{},'required':['a'],'additionalProperties':false} | #: required is not every property
					""")
	void aRootThatBreaksARuleIsFound(String schema, String violation) {
		assertThat(OpenAiStrictRules.violations(read(schema))).contains(violation);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
							{}                                               | no type or another
							true                                             | no schema
					{'type':'text'}                                  | no type or another
					{'enum':['a']}                                   | no type or another
					{'type':'string','minLength':1}                  | minLength is not permitted
					{'type':'string','maxLength':1}                  | maxLength is not permitted
					{'type':'string','minimum':1}                    | minimum is not permitted
					{'type':'string','default':'a'}                  | default is not permitted
					{'type':'string','format':'uri'}                 | format "uri"
					{'type':'string','pattern':'^(?!x).*$'}          | a pattern that looks around
					{'type':'string','pattern':'(?<=x)y'}            | a pattern that looks around
					{'type':'string','contentEncoding':'base64'}     | contentEncoding is not permitted
					{'type':'integer','pattern':'a'}                 | pattern is not permitted
					{'type':'array'}                                 | no schema
					{'type':'array','items':{}}                      | no type or another
					{'type':'array','items':{'type':'string'},'uniqueItems':true} | uniqueItems is not permitted
					{'type':'array','items':{'type':'string','minLength':1}}      | minLength is not permitted
					{'type':'object','additionalProperties':false}   | required is not every property
					{'type':'object','properties':{'b':{'type':'string'}},'required':[],'additionalProperties':false} | required is not every property
					{'type':'object','properties':{},'required':[],'additionalProperties':false,'propertyNames':{}}   | propertyNames is not permitted
					{'type':'object','properties':{},'required':[],'additionalProperties':false,'minProperties':1}    | minProperties is not permitted
					{'type':'object','properties':{},'required':[],'additionalProperties':false,'patternProperties':{}} | patternProperties is not permitted
					{'type':['array','null'],'items':{'type':'string','not':{}}}  | not is not permitted
					{'oneOf':[{'type':'string'}]}                    | oneOf is not permitted
					{'allOf':[{'type':'string'}]}                    | allOf is not permitted
					{'anyOf':[]}                                     | anyOf of nothing
					{'anyOf':[{'type':'string'}],'type':'string'}    | keywords beside anyOf
					{'anyOf':[{'type':'string','minLength':1}]}      | minLength is not permitted
					{'$ref':'#','description':'x'}                   | keywords beside $ref
					{'$ref':'#/$defs/Missing'}                       | $ref to nowhere
					{'$ref':'https://example.com/schema'}            | $ref to nowhere
					{'$ref':'#/properties/a'}                        | $ref to nowhere
					{'type':'string','enum':[]}                      | enum without values or with one twice
					{'type':'string','enum':['a','a']}               | enum without values or with one twice
					{'type':'string','enum':[1]}                     | a value of another type
					{'type':'string','enum':['a',null]}              | a value of another type
					{'type':'integer','const':'a'}                   | a value of another type
							{'type':'string','$defs':{}}                     | $defs is not permitted
					""")
	void aPropertyThatBreaksARuleIsFound(String property, String violation) {
		String schema = "{'type':'object','properties':{'a':" + property + "},'required':['a']," + CLOSED;
		assertThat(OpenAiStrictRules.violations(read(schema))).anySatisfy((found) -> {
			assertThat(found).startsWith("#/properties/a");
			assertThat(found).endsWith(violation);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "'b':{'type':'string'}", "'b':{'type':'string','const':'x'}",
			"'b':{'type':'string','enum':['x']}" })
	void membersOfAUnionWithTheSameFirstKeyAreFound(String first) {
		String member = "{'type':'object','properties':{" + first + "},'required':['b']," + CLOSED;
		assertThat(
				OpenAiStrictRules.violations(object("{'anyOf':[" + member + "," + member.replace("'x'", "'y'") + "]}"))
					.isEmpty())
			.isEqualTo(first.contains("'x'"));
		assertThat(OpenAiStrictRules.violations(object("{'anyOf':[" + member + "," + member + "]}")))
			.containsExactly("#/properties/a: members share the first key b");
	}

	@Test
	void definitionsAreCheckedToo() {
		assertThat(OpenAiStrictRules.violations(read("{'type':'object','properties':{},'required':[],"
				+ "'additionalProperties':false,'$defs':{'A':{'type':'object','properties':{}}}}")))
			.containsExactly("#/$defs/A: additionalProperties is not false");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{'type':['string','null'],'enum':['F','C',null],'description':'The unit'}",
			"{'type':'string','pattern':'^@[a-z]+$'}", "{'type':'string','format':'email'}",
			"{'type':'number','minimum':-130,'maximum':130,'multipleOf':0.5}",
			"{'type':'array','items':{'$ref':'#'},'minItems':1,'maxItems':2}",
			"{'anyOf':[{'$ref':'#'},{'type':'null'}],'description':'x'}", "{'type':'string','const':'x'}" })
	void whatTheGuideAllowsIsAccepted(String property) {
		assertThat(OpenAiStrictRules.violations(object(property))).isEmpty();
	}

	@Test
	void limitsAreMet() {
		assertThat(OpenAiStrictRules.violations(nested(9))).isEmpty();
		assertThat(OpenAiStrictRules.violations(nested(10))).containsExactly("#: 11 levels");
		assertThat(OpenAiStrictRules.violations(wide(5000, 5))).isEmpty();
		assertThat(OpenAiStrictRules.violations(wide(5001, 5))).containsExactly("#: 5001 properties");
		assertThat(OpenAiStrictRules.violations(wide(1000, 120))).isEmpty();
		assertThat(OpenAiStrictRules.violations(wide(1000, 121))).containsExactly("#: 121000 characters");
		assertThat(OpenAiStrictRules.violations(chosen(999, 5))).isEmpty();
		assertThat(OpenAiStrictRules.violations(chosen(1001, 5))).containsExactly("#: 1001 enum values");
		assertThat(OpenAiStrictRules.violations(chosen(250, 61))).isEmpty();
		assertThat(OpenAiStrictRules.violations(chosen(251, 60)))
			.containsExactly("#/properties/a: 15060 characters in 251 enum values");
	}

	@Test
	void theLoweringKnowsTheSameLimits() {
		DialectRules.Limits limits = SchemaDialect.OPENAI_STRICT.rules().limits();
		assertThat(limits).isNotNull();
		assertThat(List.of(nested(9), nested(10), wide(5000, 5), wide(5001, 5), wide(1000, 120), wide(1000, 121),
				chosen(999, 5), chosen(1001, 5), chosen(250, 61), chosen(251, 59), chosen(251, 60)))
			.allSatisfy((schema) -> assertThat(SchemaSize.of((ObjectNode) schema).exceeding(limits, "Type").isEmpty())
				.isEqualTo(OpenAiStrictRules.violations(schema).isEmpty()));
	}

	private static boolean isSupported(CatalogueEntry entry) {
		return entry.schema().in(SchemaDialect.OPENAI_STRICT).isSupported();
	}

	private static JsonNode nested(int times) {
		String schema = "{'type':'string'}";
		for (int i = 0; i < times; i++) {
			schema = "{'type':'object','properties':{'n':" + schema + "},'required':['n']," + CLOSED;
		}
		return object(schema);
	}

	private static JsonNode wide(int properties, int length) {
		String names = list(properties, (index) -> "'" + name(index, length) + "'");
		String types = list(properties, (index) -> "'" + name(index, length) + "':{'type':'string'}");
		return read("{'type':'object','properties':{" + types + "},'required':[" + names + "]," + CLOSED);
	}

	private static JsonNode chosen(int values, int length) {
		return object("{'type':'string','enum':[" + list(values, (index) -> "'" + name(index, length) + "'") + "]}");
	}

	private static String list(int count, IntFunction<String> element) {
		return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
	}

	private static String name(int index, int length) {
		return "x".repeat(length - 4) + String.format("%04d", index);
	}

	private static JsonNode object(String property) {
		return read("{'type':'object','properties':{'a':" + property + "},'required':['a']," + CLOSED);
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

}
