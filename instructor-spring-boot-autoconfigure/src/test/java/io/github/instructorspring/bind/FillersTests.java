package io.github.instructorspring.bind;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.DynamicSchema;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers in which nothing is said. In the tables {@code '} stands for a quotation mark.
 */
class FillersTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	@ParameterizedTest(name = "[{0}]")
	@ValueSource(strings = { "N/A", "n/a", " N/A ", "n.a.", "N.A", "Not available", "not applicable", "Not provided.",
			"NOT SPECIFIED", "not mentioned", "not stated", "not given", "Unknown", "<unknown>", "<UNKNOWN>", "None",
			"none.", "null", "nil", "undefined", "TBD", "to be determined", "TODO", "placeholder", "string", "Text",
			"example", "(unknown)", "( not given )", "Lorem ipsum", "lorem ipsum dolor\nsit amet", "xxx", "XXXXX", "-",
			"--", "\u2014", "?", "???", "...", "\u2026", "<name>", "< your name here >", "<FIRST_NAME>", "{{name}}",
			"{name}", "{{ user_name }}", "[name]", "[insert name here]", "[Ihr schöner Name]", "name", "Name", "NAME",
			"_name_", "John Doe", "jane doe" })
	void aFillerIsFound(String text) {
		assertThat(Fillers.find(MAPPER.createObjectNode().put("name", text), SCHEMAS.of(Named.class, Set.of())))
			.containsExactly(new Finding("name", "must be taken from the text, not be a placeholder",
					MAPPER.getNodeFactory().stringNode(text)));
	}

	@ParameterizedTest(name = "[{0}]")
	@ValueSource(strings = { "", " ", "Ada", "NA", "na", "Nonesuch", "None of them", "Unknown Pleasures", "x", "XX",
			"5 - 7", "- one", "What?", "Wait...", "<a> b", "<one two three four five>", "<h1>", "<b>bold</b>", "{word}",
			"{{1}}", "[1]", "[a] [b]", "[]", "<>", "{{ }}", "[2024 report]", "John Doe Ltd", "John Does", "Doe",
			"names", "full name", "A text", "Lorem ipsums", "Todo list", "()", "(", ".", "Null Island",
			"String theory" })
	void whatSaysSomethingIsLeftAlone(String text) {
		assertThat(Fillers.find(MAPPER.createObjectNode().put("name", text), SCHEMAS.of(Named.class, Set.of())))
			.isEmpty();
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'name':'N/A','nick':'N/A'}                            | name
			{'name':null,'nick':null}                              |
			{'given_name':'given name'}                            | given_name
			{'given_name':'GivenName'}                             | given_name
			{'given_name':'firstName'}                             |
			{'given_name':'Berlin'}                                |
			{'city':'berlin '}                                     | city
			{'city':'Paris'}                                       | city
			{'city':'Rome'}                                        |
			{'country':'unknown'}                                  |
			{'mood':'UNKNOWN'}                                     |
			{'day':'unknown'}                                      |
			{'count':0,'open':false}                               |
			{'tags':['a','N/A','tags','Tags x','-']}               | tags[1], tags[2], tags[4]
			{'moods':['UNKNOWN']}                                  |
			{'more':['none']}                                      | more[0]
			{'rows':[['a','?'],[],['?']]}                          | rows[0][1], rows[2][0]
			{'labels':{'name':'N/A','name':'-'}}                   |
			{'lists':{'a':['N/A']}}                                |
			{'home':{'city':'none','zip':'-'}}                     | home.city
			{'work':{'city':'none','zip':'-'}}                     | work.city
			{'places':[{'city':'Oslo'},{'city':'?'}]}              | places[1].city
			{'pet':{'type':'Cat','name':'cat','food':'unknown'}}   | pet.food
			{'pet':{'type':'Dog','name':'unknown','food':'none'}}  | pet.name
			{'parent':{'name':'a','parent':{'name':'nil'}}}        | parent.parent.name
			{'odd name':'tbd'}                                     | ['odd name']
			{'other':'N/A','Name':'N/A'}                           |
			{'name':{'a':'N/A'},'tags':'N/A','home':'N/A'}         |
			""")
	void onlyTextThatWasAskedForIsLookedAt(String json, @Nullable String paths) {
		assertThat(paths(Thing.class, json)).isEqualTo((paths != null) ? paths : "");
	}

	@Test
	void valuesInAWrapperHaveThePathThatOtherFindingsHave() {
		assertThat(paths(String.class, "{'value':'N/A'}")).isEqualTo("value");
		assertThat(paths(new TypeReference<List<String>>() {
		}.getType(), "{'items':['a','N/A'],'value':['a','N/A']}")).endsWith("[1]").doesNotContain("[0]");
		assertThat(paths(Pet.class, "{'value':{'type':'Dog','name':'N/A','food':'N/A'}}")).isEqualTo("value.name");
	}

	@Test
	void theJsonOfABindingIsLookedAt() {
		ResponseSchema schema = SCHEMAS.of(Named.class, Set.of());
		Binding<Named> binding = new ResponseBinder(MAPPER).bind(read("{'Name':['N/A']}"), schema,
				RepairPolicy.lenient());
		JsonNode json = binding.json();
		assertThat(json).isNotNull();
		assertThat(Fillers.find(json, schema)).extracting(Finding::path).containsExactly("name");
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'type':'string'}                                               | 'none'  | a
			{'type':['string','null']}                                      | 'none'  | a
			{'anyOf':[{'type':'string'},{'type':'null'}]}                   | 'none'  | a
			{'oneOf':[{'$ref':'#/$defs/Text'},{'type':'integer'}]}          | 'none'  | a
			{'$ref':'#/$defs/Text'}                                         | 'none'  | a
			{'$ref':'#/$defs/Text'}                                         | 'sky'   | a
			{'$ref':'#/$defs/Text','examples':['sea']}                      | 'sea'   | a
			{'allOf':[{'$ref':'#/$defs/Text'},{'maxLength':9}]}             | 'none'  | a
			{'type':'string','default':'none'}                              | 'none'  |
			{'type':'string','enum':['none']}                               | 'none'  |
			{'const':'none'}                                                | 'none'  |
			{'anyOf':[{'type':'string'},{'const':'none'}]}                  | 'none'  |
			{'anyOf':[{'type':'string'},{'type':'string','enum':['none','n/a']}]} | 'n/a' |
			{'anyOf':[{'type':'string'},{'const':'none'}]}                  | 'n/a'   | a
			{'type':'string','format':'date'}                               | 'none'  |
			{'type':'string','format':'other'}                              | 'none'  | a
			{'type':'string','examples':['none',7,null]}                    | 'some'  |
			{'type':'array','items':{'type':'string','examples':['sea']}}   | ['sea'] | a[0]
			{'type':'object'}                                               | 'none'  |
			{}                                                              | 'none'  |
			true                                                            | 'none'  |
			{'$ref':'#/properties/a'}                                       | 'none'  |
			{'anyOf':[{'$ref':'#/properties/a'},{'type':'string'}]}         | 'none'  | a
			{'type':'object','additionalProperties':{'type':'string'}}      | {'b':'none'} |
			{'type':'object','patternProperties':{'b':{'type':'string'}}}   | {'b':'none'} |
			{'properties':{'b':{'type':'string'}}}                          | {'b':'none'} |
			{'properties':{'b':{'type':'string'}},'required':['b']}         | {'b':'none'} | a.b
			{'anyOf':[{'$ref':'#/$defs/One'},{'$ref':'#/$defs/Two'}]}       | {'t':'one','b':'none'} | a.b
			{'anyOf':[{'$ref':'#/$defs/One'},{'$ref':'#/$defs/Two'}]}       | {'t':'two','b':'none'} |
			{'anyOf':[{'$ref':'#/$defs/One'},{'$ref':'#/$defs/Two'}]}       | {'b':'none'} |
			""")
	void schemasOfAnyFormAreRead(String schema, String json, @Nullable String paths) {
		ObjectNode root = (ObjectNode) read("""
				{'type':'object','properties':{'a':%s},'required':['a'],'$defs':{
				'Text':{'type':'string','examples':['sky']},
				'One':{'properties':{'t':{'const':'one'},'b':{'type':'string'}},'required':['t','b']},
				'Two':{'properties':{'t':{'const':'two'},'b':{'type':'string'}},'required':['t']}}}
				""".formatted(schema));
		ResponseSchema map = SCHEMAS.of(new TypeReference<Map<String, Object>>() {
		}.getType(), Set.of());
		ResponseSchema dynamic = new DynamicSchema(root).alone(map);
		assertThat(Fillers.find(read("{'a':" + json + "}"), dynamic)).extracting(Finding::path)
			.containsExactlyElementsOf((paths != null) ? List.of(paths) : List.of());
	}

	private static String paths(Type type, String json) {
		return String.join(", ",
				Fillers.find(read(json), SCHEMAS.of(type, Set.of()))
					.stream()
					.map((finding) -> finding.path().replace('"', '\''))
					.toList());
	}

	private static JsonNode read(String json) {
		return MAPPER.readTree(json.replace('\'', '"'));
	}

	record Named(String name) {
	}

	record Thing(String name, @Nullable String nick, @JsonProperty("given_name") String givenName,
			@Schema(example = "Berlin", examples = "Paris") String city,
			@JsonProperty(required = true, defaultValue = "unknown") String country, Mood mood, LocalDate day,
			int count, boolean open, List<String> tags, List<Mood> moods, @Nullable List<String> more,
			List<List<String>> rows, Map<String, String> labels, Map<String, List<String>> lists, Place home,
			@Nullable Place work, List<Place> places, Pet pet, @Nullable Thing parent,
			@JsonProperty("odd name") String odd) {
	}

	record Place(String city, @Nullable String zip) {
	}

	enum Mood {

		UNKNOWN, GOOD

	}

	sealed interface Pet {

	}

	record Cat(@Nullable String name, String food) implements Pet {
	}

	record Dog(String name, @Nullable String food) implements Pet {
	}

}
