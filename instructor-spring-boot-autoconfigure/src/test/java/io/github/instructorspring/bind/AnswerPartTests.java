package io.github.instructorspring.bind;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.GivenSchema;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked again of an answer. In the tables {@code '} stands for a quotation mark.
 */
class AnswerPartTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER,
			Validation.buildDefaultValidatorFactory().getValidator());

	private static final RepairPolicy LENIENT = RepairPolicy.of(RepairPolicy.Preset.LENIENT);

	private static final String PERSON = """
			{'name':'Ada','home':{'street':'a','zip':'1'},'addresses':[{'street':'b','zip':'2'},
			{'street':'c','zip':'3'}],'prices':{'EUR':1,'a b':2},'offices':{'HQ':{'street':'d','zip':'4'}},
			'tags':['x','y','z'],'marks':['x'],'matrix':[[1],[2,3]],'shape':{'type':'Circle','radius':1},
			'shapes':[{'type':'Square','side':1}],'nick':null,'a.b':5}""";

	private final ResponseBinder binder = new ResponseBinder(MAPPER);

	@Test
	void oneBadFieldOfFortyIsAskedForAlone() {
		ResponseSchema schema = SCHEMAS.of(Forty.class, Set.of());
		ObjectNode answer = JsonMapper.shared().createObjectNode();
		schema.json().path("properties").propertyNames().forEach((name) -> answer.put(name, "x"));
		AnswerPart part = AnswerPart.of(schema, answer.put("f17", 1), List.of("f17")).orElseThrow();
		assertThat(part.schema().json().toString()).isEqualTo(
				"{\"type\":\"object\",\"properties\":{\"f17\":{\"type\":\"string\",\"description\":\"The seventeenth\"}},"
						+ "\"required\":[\"f17\"],\"additionalProperties\":false}");
		assertThat(answer).hasSize(40);
		assertThat(part.schema().text().length()).isLessThan(schema.text().length() / 4);
		assertThat(part.schema().name()).isEqualTo("FortyPart");
		assertThat(part.surroundings()).isEmpty();
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					name                             | name                                   | name                | ~~
					home.zip                         | home.zip                               | zip                 | ~~
					home                             | home                                   | home                | ~~
					addresses[1].zip                 | addresses[1].zip                       | zip                 | addresses[1]
					addresses[1]                     | addresses[1]                           | addresses_1         | addresses[1]
					addresses[0].zip;addresses[1].zip;home.zip | addresses[0].zip addresses[1].zip home.zip | zip zip_2 zip_3 | addresses[0] addresses[1]
					addresses[1].zip;addresses[1]    | addresses[1]                           | addresses_1         | addresses[1]
					addresses;addresses[1].zip       | addresses                              | addresses           | ~~
					name;name                        | name                                   | name                | ~~
					addresses[7].zip                 | addresses                              | addresses           | ~~
					addresses[1].zip.x               | addresses[1].zip                       | zip                 | addresses[1]
					addresses[1].other               | addresses[1]                           | addresses_1         | addresses[1]
					prices['EUR']                    | prices['EUR']                          | prices_EUR          | ~~
					prices.EUR                       | prices['EUR']                          | prices_EUR          | ~~
					prices['a b']                    | prices['a b']                          | prices_a_b          | ~~
					prices['USD']                    | prices                                 | prices              | ~~
					offices['HQ'].zip                | offices['HQ'].zip                      | zip                 | offices['HQ']
					tags[2]                          | tags[2]                                | tags_2              | ~~
					marks[0]                         | marks                                  | marks               | ~~
					matrix[1][0]                     | matrix[1][0]                           | matrix_1_0          | ~~
					shape.radius                     | shape.radius                           | radius              | ~~
					shape.type                       | shape                                  | shape               | ~~
					shape.side                       | shape                                  | shape               | ~~
					shapes[0].side                   | shapes[0].side                         | side                | shapes[0]
					nick                             | nick                                   | nick                | ~~
					missing                          | missing                                | missing             | ~~
					missing.zip                      | missing                                | missing             | ~~
					a.b                              | ['a.b']                                | a.b                 | ~~
					""")
	void eachPlaceBecomesAProperty(String paths, String places, String names, String surroundings) {
		JsonNode answer = read(PERSON);
		AnswerPart part = part(Person.class, answer, quoted(paths).split(";"));
		assertThat(String.join(" ", part.paths())).isEqualTo(quoted(places));
		JsonNode schema = part.schema().json();
		assertThat(String.join(" ", schema.path("properties").propertyNames())).isEqualTo(names);
		assertThat(schema.path("required").valueStream().map(JsonNode::stringValue))
			.containsExactlyElementsOf(schema.path("properties").propertyNames());
		assertThat(String.join(" ", part.surroundings().keySet())).isEqualTo(quoted(surroundings));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name             | {'type':'string'}
			home.zip         | {'type':'string','minLength':2,'description':'home.zip: The postal code'}
			prices['EUR']    | {'type':'integer','description':'prices[\\'EUR\\']'}
			tags[2]          | {'type':'string','description':'tags[2]'}
			shape.radius     | {'type':'number','description':'shape.radius'}
			nick             | {'type':['string','null']}
			""")
	void aPropertySaysWhereItBelongsWhenItsNameDoesNot(String path, String schema) {
		JsonNode properties = part(Person.class, read(PERSON), quoted(path)).schema().json().path("properties");
		JsonNode property = properties.iterator().next();
		assertThat(property).hasToString(read(schema).toString());
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
			~~                 | {'items':[{'street':'a','zip':'1'}]}
			items              | {'items':[{'street':'a','zip':'1'}]}
			items[4].zip       | {'items':[{'street':'a','zip':'1'}]}
			items.x            | {'items':[{'street':'a','zip':'1'}]}
			unknown            | {'items':[{'street':'a','zip':'1'}]}
			items              | {}
			items[0].zip       | {'items':{}}
			""")
	void theWholeIsAskedForWhenTheRootIsMeant(String path, String answer) {
		assertThat(AnswerPart.of(addresses(), read(answer), List.of("items[0].zip", path))).isEmpty();
	}

	@Test
	void nothingIsAskedForWithoutAPath() {
		assertThat(AnswerPart.of(addresses(), read("{'items':[]}"), List.of())).isEmpty();
	}

	@Test
	void aFieldOfAnElementOfAWrappedListIsAskedForAlone() {
		JsonNode answer = read("{'items':[{'street':'a','zip':'11'},{'street':'b'}]}");
		AnswerPart part = AnswerPart.of(addresses(), answer, List.of("items[1].zip")).orElseThrow();
		assertThat(part.paths()).containsExactly("items[1].zip");
		assertThat(part.surroundings()).containsExactly(Map.entry("items[1]", read("{'street':'b'}")));
		JsonNode merged = part.merge(answer, read("{'zip':'22'}"));
		assertThat(merged).isEqualTo(read("{'items':[{'street':'a','zip':'11'},{'street':'b','zip':'22'}]}"));
		assertThat(answer.toString()).doesNotContain("22");
		Binding<Object> binding = this.binder.bind(merged, addresses(), LENIENT);
		assertThat(binding.value()).hasToString("[Address[street=a, zip=11], Address[street=b, zip=22]]");
	}

	@Test
	void thePartBindsToATreeAndTheMergedAnswerToTheType() {
		ResponseSchema schema = SCHEMAS.of(Person.class, Set.of());
		JsonNode answer = read(PERSON);
		Binding<Object> wrong = this.binder.bind(
				read(PERSON.replace("'radius':1", "'radius':'big'").replace("'zip':'3'", "'zip':[]")), schema, LENIENT);
		JsonNode kept = wrong.json();
		assertThat(kept).isNotNull();
		List<String> paths = wrong.findings().stream().map(Finding::path).toList();
		assertThat(paths).containsExactlyInAnyOrder("addresses[1].zip", "shape.radius", "missing");
		AnswerPart part = AnswerPart.of(schema, kept, paths).orElseThrow();
		Binding<JsonNode> bound = this.binder.bind(
				JsonText.parse(quoted("Sure: {'Radius':'1,000','zip':33,'missing':{'street':'e','zip':'5'}}")),
				part.schema(), part.schema().in(SchemaDialect.OPENAI_STRICT), LENIENT);
		assertThat(bound.findings()).isEmpty();
		assertThat(bound.value()).isEqualTo(bound.json())
			.hasToString(quoted("{'radius':1000,'zip':'33','missing':{'street':'e','zip':'5'}}"));
		JsonNode json = bound.json();
		assertThat(json).isNotNull();
		Binding<Object> merged = this.binder.bind(part.merge(kept, json), schema, LENIENT);
		assertThat(merged.findings()).isEmpty();
		assertThat(merged.value()).hasToString(
				this.binder
					.bind(part.merge(answer, read("{'missing':{'street':'e','zip':'5'},'zip':'33','radius':1000}")),
							schema, LENIENT)
					.value() + "");
		assertThat(String.valueOf(merged.value())).contains("Circle[radius=1000.0]", "Address[street=c, zip=33]",
				"missing=Address[street=e, zip=5]", "name=Ada");
	}

	@Test
	void definitionsThatAreNotUsedStayOut() {
		JsonNode schema = part(Person.class, read(PERSON), "home", "name").schema().json();
		assertThat(schema.path("$defs").propertyNames()).containsExactly("Address");
		assertThat(schema.at("/properties/home")).isEqualTo(read("{'$ref':'#/$defs/Address'}"));
		assertThat(part(Person.class, read(PERSON), "name").schema().json().has("$defs")).isFalse();
	}

	@Test
	void aTypeThatContainsItselfIsDefinedAnew() {
		JsonNode answer = read("{'name':'a','children':[{'name':1,'children':[]},{'name':'c'}]}");
		AnswerPart part = part(Tree.class, answer, "children[1].children", "children[0].name");
		JsonNode schema = part.schema().json();
		assertThat(schema.path("properties")).isEqualTo(read(
				"{'children':{'type':'array','items':{'$ref':'#/$defs/Tree'},'description':'children[1].children'},"
						+ "'name':{'type':'string','description':'children[0].name'}}"));
		assertThat(schema.at("/$defs/Tree/properties/children/items")).isEqualTo(read("{'$ref':'#/$defs/Tree'}"));
		assertThat(part.merge(answer, read("{'name':'b','children':[]}")))
			.isEqualTo(read("{'name':'a','children':[{'name':'b','children':[]},{'name':'c','children':[]}]}"));
	}

	@Test
	void whatTwoTypesOfOneNameDefineStaysApart() {
		JsonNode schema = read("""
				{'type':'object','properties':{'a':{'type':'array','items':{'$ref':'#/$defs/T'}},
				'b':{'$ref':'#/definitions/T'},'c':{'$ref':'#/properties/a','description':'The c'}},
				'$defs':{'T':{'type':'string'},'U':{'type':'null'}},'definitions':{'T':{'type':'integer'}}}""");
		JsonNode part = AnswerPart
			.of(GivenSchema.of((ObjectNode) schema, MAPPER), read("{'a':[1],'b':'x'}"), List.of("a[0]", "b", "c"))
			.orElseThrow()
			.schema()
			.json();
		assertThat(part.path("properties")).isEqualTo(read("""
				{'a_0':{'$ref':'#/$defs/T','description':'a[0]'},'b':{'$ref':'#/$defs/T_2'},
				'c':{'$ref':'#/$defs/a','description':'The c'}}"""));
		assertThat(part.path("$defs")).isEqualTo(read("""
				{'T':{'type':'string'},'T_2':{'type':'integer'},'a':{'type':'array','items':{'$ref':'#/$defs/T'}}}"""));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
			{'all':{'x':1}}        | all.x       | all
			{'open':{'x':1}}       | open.x      | open
			{'pattern':{'x1':1}}   | pattern.x1  | pattern['x1']
			{'pattern':{'y':1}}    | pattern.y   | pattern
			{'keys':{'a':1}}       | keys.a      | keys['a']
			{'keys':{'c':1}}       | keys.c      | keys
			{'long':{'a':1}}       | long.a      | long
			{'pair':['a',1]}       | pair[1]     | pair[1]
			{'pair':['a',1,2]}     | pair[2]     | pair
			{'either':{'x':1}}     | either.x    | either.x
			{'either':{'x':1}}     | either.y    | either
			{'either':{'s':1}}     | either.s    | either.s
			{'either':{'d':1}}     | either.d    | either
			""")
	void whatIsNotSureIsAskedForWithWhatIsAround(String answer, String path, String place) {
		JsonNode schema = read(
				"""
						{'type':'object','properties':{
						'all':{'type':'object','properties':{'x':{'type':'string'}},'allOf':[{'maxProperties':1}]},
						'open':{'type':'object'},
						'pattern':{'type':'object','patternProperties':{'^x':{'type':'string'}},'additionalProperties':false},
						'keys':{'type':'object','propertyNames':{'enum':['a','b']},'additionalProperties':{'type':'string'}},
						'long':{'type':'object','propertyNames':{'minLength':2},'additionalProperties':{'type':'string'}},
						'pair':{'type':'array','prefixItems':[{'type':'string'},{'type':'string'}],'items':false},
						'either':{'anyOf':[
						{'type':'object','properties':{'x':{'type':'string'},'s':{'type':'string'},'d':{'type':'string'}}},
						{'type':'object','properties':{'y':{'type':'string'},'s':{'type':'string'},'d':{'type':'integer'}}}]}}}""");
		assertThat(AnswerPart.of(GivenSchema.of((ObjectNode) schema, MAPPER), read(answer), List.of(path))
			.map(AnswerPart::paths)).contains(List.of(quoted(place)));
	}

	@ParameterizedTest
	@EnumSource(names = { "OPENAI_STRICT", "MISTRAL", "ANTHROPIC_TOOLS", "ANTHROPIC_SCHEMA", "GEMINI" })
	void everyDialectCanSayThePart(SchemaDialect dialect) {
		List<String> paths = Arrays.asList("name", "home", "addresses[0]", "addresses[1].zip", "prices",
				"offices['HQ']", "tags[2]", "marks", "matrix[1][0]", "shape", "shapes[0].side", "nick", "missing",
				"a.b");
		AnswerPart part = part(Person.class, read(PERSON),
				paths.stream().map(AnswerPartTests::quoted).toArray(String[]::new));
		assertThat(part.paths()).hasSize(paths.size());
		assertThat(part.schema().in(dialect).problems()).isEmpty();
		assertThat(part.schema().in(dialect).json().at("/properties/addresses_0/description").stringValue(""))
			.startsWith("addresses[0]");
	}

	@Test
	void theNameOfThePartStaysShort() {
		ResponseSchema schema = SCHEMAS.of(AnNameThatIsAsLongAsTheNamesOfSomeTypesInSomeApplicationsReallyAre.class,
				Set.of());
		AnswerPart part = AnswerPart.of(schema, read("{}"), List.of("x")).orElseThrow();
		assertThat(part.schema().name()).hasSize(64).endsWith("Part");
	}

	@Test
	void longKeysMakeShortNames() {
		String key = "k".repeat(200);
		JsonNode answer = read("{'value':{'" + key + "1':'x','" + key + "2':'x','é \"':'x'}}".replace("\"", "\\\""));
		ResponseSchema schema = SCHEMAS.of(new TypeReference<Map<String, Integer>>() {
		}.getType(), Set.of());
		AnswerPart part = AnswerPart
			.of(schema, answer, List.of("value[\"" + key + "1\"]", "value[\"" + key + "2\"]", "value[\"é \\\"\"]"))
			.orElseThrow();
		String name = "value_" + "k".repeat(40);
		assertThat(part.schema().json().path("properties").propertyNames()).containsExactly(name, name + "_2",
				"value____");
		assertThat(part.toString()).doesNotContain("k");
	}

	@Test
	void whatThePartLacksStaysAsItIs() {
		JsonNode answer = read(PERSON);
		assertThat(part(Person.class, answer, "name", "home.zip").merge(answer, read("{'zip':'9'}")))
			.isEqualTo(read(PERSON.replace("'zip':'1'", "'zip':'9'")));
	}

	private static AnswerPart part(Type type, JsonNode answer, String... paths) {
		return AnswerPart.of(SCHEMAS.of(type, Set.of()), answer, List.of(paths)).orElseThrow();
	}

	private static ResponseSchema addresses() {
		return SCHEMAS.listOf(Address.class, Set.of());
	}

	private static String quoted(String text) {
		return text.replace('\'', '"');
	}

	private static JsonNode read(String json) {
		return JsonMapper.shared().readTree(quoted(json));
	}

	record Address(String street, @JsonPropertyDescription("The postal code") @Size(min = 2) String zip) {
	}

	sealed interface Shape {

	}

	record Circle(double radius) implements Shape {
	}

	record Square(double side) implements Shape {
	}

	record Person(String name, Address home, List<Address> addresses, Map<String, Integer> prices,
			Map<String, Address> offices, List<String> tags, Set<String> marks, List<List<Integer>> matrix, Shape shape,
			List<Shape> shapes, @Nullable String nick, @JsonProperty("a.b") int dotted, Address missing) {
	}

	record Tree(String name, List<Tree> children) {
	}

	record AnNameThatIsAsLongAsTheNamesOfSomeTypesInSomeApplicationsReallyAre(int x) {
	}

	record Forty(String f1, String f2, String f3, String f4, String f5, String f6, String f7, String f8, String f9,
			String f10, String f11, String f12, String f13, String f14, String f15, String f16,
			@JsonPropertyDescription("The seventeenth") String f17, String f18, String f19, String f20, String f21,
			String f22, String f23, String f24, String f25, String f26, String f27, String f28, String f29, String f30,
			String f31, String f32, String f33, String f34, String f35, String f36, String f37, String f38, String f39,
			String f40) {
	}

}
