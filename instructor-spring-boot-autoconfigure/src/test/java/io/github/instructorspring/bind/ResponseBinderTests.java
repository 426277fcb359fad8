package io.github.instructorspring.bind;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From JSON to objects. In the tables {@code '} stands for a quotation mark.
 */
class ResponseBinderTests {

	private static final JsonMapper PLAIN = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'name':'Ada','age':36}                         | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'age':36,'name':'Ada','other':{'x':[1]}}       | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':'36'}                       | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':' 36 '}                     | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':36.0}                       | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':'36.0'}                     | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':3.6e1}                      | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':42,'age':36}                            | Person[name=42, age=36, color=null, address=null, tags=null]
					{'name':4.20,'age':36}                          | Person[name=4.20, age=36, color=null, address=null, tags=null]
					{'name':'','age':36}                            | Person[name=, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':36,'color':null}            | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':36,'color':'red'}           | Person[name=Ada, age=36, color=RED, address=null, tags=null]
					{'name':'Ada','age':36,'color':''}              | Person[name=Ada, age=36, color=null, address=null, tags=null]
					{'name':'Ada','age':36,'address':{'zip':'1'}}   | Person[name=Ada, age=36, color=null, address=Address[zip=1], tags=null]
					{'name':'Ada','age':36,'tags':[1,'b',true]}     | Person[name=Ada, age=36, color=null, address=null, tags=[1, b, true]]
					""")
	void whatFitsTheSchemaIsBound(String json, String value) {
		assertThat(bind(Person.class, json).findings()).isEmpty();
		assertThat(bind(Person.class, json).value()).hasToString(value);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{}                                               | name: must be present; age: must be present
					{'age':36}                                       | name: must be present
					{'name':null,'age':36}                           | name: must not be null <null>
					{'name':{'first':'Ada'},'age':36}                | name: must be a string <{'first':'Ada'}>
					{'name':['Ada','B'],'age':36}                    | name: must be a string <['Ada','B']>
					{'name':'Ada','age':36.5}                        | age: must be an integer <36.5>
					{'name':'Ada','age':'36.5'}                      | age: must be an integer <'36.5'>
					{'name':'Ada','age':'old'}                       | age: must be an integer <'old'>
					{'name':'Ada','age':''}                          | age: must be an integer <''>
					{'name':'Ada','age':true}                        | age: must be an integer <true>
					{'name':'Ada','age':[36,37]}                     | age: must be an integer <[36,37]>
					{'name':'Ada','age':99999999999}                 | age: must be a value in the range of int <99999999999>
					{'name':'Ada','age':1e1000000000}                | age: must be a value in the range of int <1E+1000000000>
					{'name':'Ada','age':36,'color':'blue'}           | color: must be one of red, GREEN <'blue'>
					{'name':'Ada','age':36,'color':'RED or GREEN'}   | color: must be one of red, GREEN <'RED or GREEN'>
					{'name':'Ada','age':36,'color':0}                | color: must be one of red, GREEN <0>
					{'name':'Ada','age':36,'address':{}}             | address.zip: must be present
					{'name':'Ada','age':36,'address':'Rome'}         | address: must be an object <'Rome'>
					{'name':'Ada','age':36,'address':[]}             | address: must be an object <[]>
					{'name':'Ada','age':36,'tags':{'x':'a'}}         | tags: must be an array <{'x':'a'}>
					{'name':'Ada','age':36,'tags':['a',null,{}]}     | tags[1]: must not be null <null>; tags[2]: must be a string <{}>
					{'tags':[[]],'color':1,'address':{},'age':'x'}   | name: must be present; age: must be an integer <'x'>; color: must be one of red, GREEN <1>; address.zip: must be present; tags[0]: must be a string <[]>
					[]                                               | : must be an object <[]>
					'Ada'                                            | : must be an object <'Ada'>
					null                                             | : must not be null <null>
					""")
	void allDifferencesAreFoundAtOnceInTheOrderOfTheSchema(String json, String findings) {
		assertThat(findings(bind(Person.class, json))).isEqualTo(findings);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'addresses':[{'zip':'1'},{}]}                              | addresses[1].zip: must be present
					{'addresses':[{'zip':'1'},null]}                            | addresses[1]: must not be null <null>
					{'prices':{'EUR':'1.5','USD':'x'}}                          | prices['USD']: must be a number <'x'>
					{'prices':{'a \\'b\\'':null}}                               | prices['a \\'b\\'']: must not be null <null>
					{'shades':{'red':1,'blue':2}}                               | shades['blue']: must have one of the keys red, GREEN <'blue'>
					{'matrix':[[1,2],[3,'x']]}                                  | matrix[1][1]: must be an integer <'x'>
					{'counts':{'1':'a','x':'b'}}                                | counts['x']: must have a key that is a value in the range of Integer <'b'>
					{'small':{'a':300}}                                         | small['a']: must be a value in the range of byte <300>
					{'days':{'x':['2020-01-01','2020-13-01']}}                  | days['x'][1]: must be a valid LocalDate <'2020-13-01'>
					{'a.b':'x'}                                                 | ['a.b']: must be an integer <'x'>
					""")
	void pathsLeadToThePlace(String json, String findings) {
		assertThat(findings(bind(Nested.class, json))).isEqualTo(findings);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{}                                              | Defaulted[size=5, name=none, list=[a], color=GREEN, limit=7]
					{'size':null,'name':null,'list':null,'color':null,'limit':null} | Defaulted[size=5, name=none, list=[a], color=GREEN, limit=null]
					{'size':1,'name':'x','list':[],'color':'red','limit':2} | Defaulted[size=1, name=x, list=[], color=RED, limit=2]
					""")
	void aDefaultStandsInForWhatIsAbsent(String json, String value) {
		assertThat(bind(Defaulted.class, json).value()).hasToString(value);
	}

	@Test
	void aDefaultIsNotSharedBetweenValues() {
		Defaulted first = (Defaulted) bind(Defaulted.class, "{}").value();
		assertThat(first).isNotNull();
		first.list().add("b");
		assertThat(bind(Defaulted.class, "{}").value())
			.hasToString("Defaulted[size=5, name=none, list=[a], color=GREEN, limit=7]");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'items':[{'zip':'1'}]} | [Address[zip=1]]
			[{'zip':'1'}]           | [Address[zip=1]]
			[]                      | []
			{'items':[{}]}          | items[0].zip: must be present
			[{'zip':'1'},{}]        | items[1].zip: must be present
			{'zip':'1'}             | [Address[zip=1]]
			{'zap':'1'}             | items: must be an array <{'zap':'1'}>
			{'items':null}          | items: must not be null <null>
			null                    | items: must not be null <null>
			""")
	void aListIsTakenWrappedOrBare(String json, String outcome) {
		Binding<Object> binding = bind(new TypeReference<List<Address>>() {
		}, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'value':{'EUR':1}} | {EUR=1}
			{'EUR':1,'value':2} | {EUR=1, value=2}
			{'value':2}         | {value=2}
			{}                  | {}
			{'EUR':'x'}         | value['EUR']: must be an integer <'x'>
			""")
	void aMapIsTakenWrappedOrBare(String json, String outcome) {
		Binding<Object> binding = bind(new TypeReference<Map<String, Integer>>() {
		}, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			42           | 42
			'42'         | 42
			{'value':42} | 42
			{'value':''} | value: must be an integer <''>
			{'a':42}     | value: must be an integer <{'a':42}>
			""")
	void aScalarIsTakenWrappedOrBare(String json, String outcome) {
		Binding<Object> binding = bind(Integer.class, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'value':null}        | Optional.empty
			null                  | Optional.empty
			{'value':{'zip':'1'}} | Optional[Address[zip=1]]
			{'zip':'1'}           | Optional[Address[zip=1]]
			{'value':{}}          | value.zip: must be present
			""")
	void anOptionalMayBeNull(String json, String outcome) {
		Binding<Object> binding = bind(new TypeReference<Optional<Address>>() {
		}, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'value':{'type':'Square','side':2}}                     | Square[side=2]
					{'type':'Circle','radius':0.5}                           | Circle[radius=0.5]
					{'value':{'side':2}}                                     | Square[side=2]
					{'side':2}                                               | Square[side=2]
					{'side':2,'radius':1}                                    | value.type: must be one of Square, Circle, Group
					{'value':{}}                                             | value.type: must be one of Square, Circle, Group
					{'value':{'type':'Cube','side':2}}                       | value.type: must be one of Square, Circle, Group <'Cube'>
					{'value':{'type':null,'side':2}}                         | value.type: must be one of Square, Circle, Group <null>
					{'value':{'type':{},'side':2}}                           | value.type: must be one of Square, Circle, Group <{}>
					{'value':{'type':'Square','radius':2}}                   | value.side: must be present
					{'value':'Square'}                                       | value: must be an object <'Square'>
					{'value':null}                                           | value: must not be null <null>
					{'type':'Group','shapes':[{'type':'Square','side':1}],'frame':{'side':3},'best':null} | Group[shapes=[Square[side=1]], frame=Square[side=3], best=null]
					{'type':'Group','shapes':[{'type':'Square'},{'x':1}],'frame':{},'best':{'type':'?'}} | value.shapes[0].side: must be present; value.shapes[1].type: must be one of Square, Circle, Group; value.frame.side: must be present; value.best.type: must be one of Square, Circle, Group <'?'>
					""")
	void aUnionIsToldApartByItsDiscriminator(String json, String outcome) {
		Binding<Object> binding = bind(Shape.class, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'value':{'number':'1'}}  | Phone[number=1]
			{'address':'a@b'}         | Mail[address=a@b]
			{'value':{'number':[]}}   | value.number: must be a string <[]>
			{'value':{}}              | value.number: must be present
			""")
	void aUnionWithoutDiscriminatorIsToldApartByItsProperties(String json, String outcome) {
		Binding<Object> binding = bind(Channel.class, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'value':{'kind':'Dog','name':'Rex'}} | value.kind: must be Cat <'Dog'>
			{'kind':'Cat','name':'Tom'}           | Cat[name=Tom]
			{'name':'Tom'}                        | kind: must be present
			{'kind':'Dog','name':'Rex'}           | kind: must be Cat <'Dog'>
			""")
	void aMemberOfAnAnnotatedUnionNeedsItsOwnName(String json, String outcome) {
		Binding<Object> binding = bind(Cat.class, json.replace("{'value':", "").replace("}}", "}"));
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome.replace("value.", ""));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'range':{'from':2,'to':1}}     | range: 'from' must not be after 'to' <{'from':2,'to':1}>
			{'lookup':{'name':'x'}}         | lookup: must be acceptable <{'name':'x'}>
			{'enumerated':{'name':'x'}}     | enumerated: must be acceptable <{'name':'x'}>
			{'required':{'name':'x'}}       | required: must be acceptable <{'name':'x'}>
			{'set':{'age':-1}}              | set.age: must not be negative <-1>
			{'email':'x'}                   | email: must have an @ <'x'>
			{'custom':'x'}                  | custom: is no point <'x'>
			{'day':'31.13.2020'}            | day: must be a valid LocalDate <'31.13.2020'>
			{'day':''}                      | day: must be a valid LocalDate <''>
			{'day':' '}                     | day: must be a valid LocalDate <' '>
			{'day':20000}                   | day: must be a string <20000>
			{'instant':'2020-01-01T10:00'}  | instant: must be a valid Instant <'2020-01-01T10:00'>
			{'instant':1700000000}          | instant: must be a string <1700000000>
			{'uuid':'x'}                    | uuid: must be a valid UUID <'x'>
			{'uuid':''}                     | uuid: must be a valid UUID <''>
			{'letter':'ab'}                 | letter: must be a valid char <'ab'>
			{'bytes':'*'}                   | bytes: must be a valid byte[] <'*'>
			{'big':1e200000}                | big: must be shorter <1E+200000>
			""")
	void whatJavaRefusesIsSaidWithoutItsInternals(String json, String finding) {
		Binding<Object> binding = bind(Refusing.class, json);
		assertThat(findings(binding)).isEqualTo(finding);
		assertThat(binding.findings().toString()).doesNotContain("must", "31.13");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			[1]  | : is no point <[1]>
			'x'  | : is no point <'x'>
			""")
	void aRootThatRefusesIsNoException(String json, String finding) {
		Binding<Object> binding = bind(Point.class, json);
		assertThat(findings(binding)).isEqualTo("value" + finding);
	}

	@Test
	void blankTextStandsForNullWhereNoTextCan() {
		Binding<Object> binding = bind(Blank.class, "{'day':'','number':' ','color':'','text':'','json':''}");
		assertThat(binding.value()).hasToString("Blank[day=null, number=null, color=null, text=, json=\"\"]");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			1e300     | 1.0E300
			'1e300'   | 1.0E300
			1e999     | value: must not be that large <1E+999>
			'-1e999'  | value: must not be that large <'-1e999'>
			'NaN'     | value: must be a number <'NaN'>
			""")
	void aNumberIsNeverInfinite(String json, String outcome) {
		Binding<Object> binding = bind(Double.class, json);
		assertThat(outcome(binding.value(), binding)).isEqualTo(outcome);
	}

	@Test
	void openValuesTakeAnything() {
		assertThat(bind(Open.class, "{'any':null,'json':null}").value()).hasToString("Open[any=null, json=null]");
		assertThat(bind(Open.class, "{'any':{'a':[1.10,'x']},'json':[1.10]}").value())
			.hasToString("Open[any={a=[1.10, x]}, json=[1.10]]");
	}

	@Test
	void nullableElementsMayBeNull() {
		assertThat(bind(Gaps.class, "{'list':['a',null],'map':{'x':null}}").value())
			.hasToString("Gaps[list=[a, null], map={x=null}]");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'Name':'Ada','age':'old'}                        | {'name':'Ada','age':'old'}
			{'age':'36','x':1}                                | {'age':36}
			{'name':null,'age':'36','color':'Red'}            | {'name':null,'age':36,'color':'red'}
			{'name':'A','age':1,'tags':['a',1,{}],'color':''} | {'name':'A','age':1,'tags':['a','1',{}],'color':null}
			{'name':'A','age':99999999999}                    | {'name':'A','age':99999999999}
			{'name':'A','address':{'zap':2}}                  | {'name':'A','address':{}}
			[1]                                               | [1]
			""")
	void whatIsRightInARejectedAnswerIsKept(String json, String kept) {
		Binding<Object> binding = bind(Person.class, json);
		assertThat(binding.value()).isNull();
		assertThat(binding.json()).hasToString(kept.replace('\'', '"'));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'items':[{'zip':1},{}]}  | {'items':[{'zip':'1'},{}]}
			[{'zip':'1'},{}]          | {'items':[{'zip':'1'},{}]}
			""")
	void whatIsKeptOfAListHasItsWrapper(String json, String kept) {
		Binding<Object> binding = bind(new TypeReference<List<Address>>() {
		}, json);
		assertThat(binding.value()).isNull();
		assertThat(binding.json()).hasToString(kept.replace('\'', '"'));
	}

	@Test
	void whatIsKeptOfAUnionLacksWhatIsMissing() {
		String json = "{'value':{'type':'Group','shapes':[{'x':1},{'type':'Square','Side':'2'}],'frame':{}}}";
		Binding<Object> binding = bind(Shape.class, json);
		assertThat(findings(binding)).startsWith("value.shapes[0].type: must be one of");
		assertThat(binding.json()).hasToString(json.replace("'Side':'2'", "'side':2").replace('\'', '"'));
	}

	@Test
	void anUnknownPropertyThatMayNotBeDroppedIsKept() {
		Binding<Object> binding = binder().bind(read("{'zip':'1','x':2}"),
				schemas(ResponseJsonMapper.from(PLAIN)).of(Address.class, Set.of()),
				RepairPolicy.of(RepairPolicy.Preset.NONE));
		assertThat(findings(binding)).isEqualTo("['x']: must not be present <2>");
		assertThat(binding.json()).hasToString("{\"zip\":\"1\",\"x\":2}");
	}

	@Test
	void nothingIsKeptOfAnAnswerThatIsNoJsonOrMoreThanOne() {
		for (String text : List.of("I cannot say.", "{'zip':'1'} or {'zip':'2'}")) {
			ResponseSchema schema = schemas(ResponseJsonMapper.from(PLAIN)).of(Address.class, Set.of());
			Binding<Object> binding = binder().bind(JsonText.parse(text.replace('\'', '"')), schema,
					RepairPolicy.lenient());
			assertThat(binding.value()).isNull();
			assertThat(binding.findings()).hasSize(1);
			assertThat(binding.json()).isNull();
		}
	}

	@Test
	void setsKeepTheOrderOfTheAnswer() {
		Binding<Object> binding = bind(new TypeReference<Set<String>>() {
		}, "['zulu','alpha','mike','bravo','yankee','alpha']");
		assertThat(binding.value()).hasToString("[zulu, alpha, mike, bravo, yankee]");
	}

	@Test
	void ignoredPropertiesStayIgnored() {
		assertThat(bind(Ignoring.class, "{'seen':1,'hidden':2}").value()).hasToString("Ignoring[seen=1, hidden=0]");
	}

	@ParameterizedTest(name = "{0} levels")
	@ValueSource(ints = { 1, 20, 99 })
	void nestedAnswersAreBound(int levels) {
		assertThat(bind(Tree.class, tree(levels)).findings()).isEmpty();
	}

	@Test
	void nestingBeyondReasonIsAFinding() {
		List<Finding> findings = bind(Tree.class, tree(120)).findings();
		assertThat(findings).singleElement()
			.extracting(Finding::expectation)
			.isEqualTo("must not be nested deeper than 200 levels");
	}

	@Test
	void manyUnionsInsideEachOtherTakeLinearTime() {
		String json = "{'left':".repeat(90) + "null" + "}".repeat(90);
		assertThat(bind(Branch.class, json).findings()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{}", "{'size':null,'list':null}", "{'size':'7','list':[1,{}],'x':[{}]}", "[1]" })
	void theInputIsLeftAlone(String json) {
		JsonNode input = read(json);
		binder().bind(input, schemas(ResponseJsonMapper.from(PLAIN)).of(Defaulted.class, Set.of()),
				RepairPolicy.lenient());
		binder().bind(input, schemas(ResponseJsonMapper.from(PLAIN)).of(Defaulted[].class, Set.of()),
				RepairPolicy.lenient());
		assertThat(input).isEqualTo(read(json));
	}

	@Test
	void theSettingsOfTheApplicationDoNotCloseTheDoor() {
		JsonMapper strict = ResponseJsonMapper.from(JsonMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.UNWRAP_ROOT_VALUE)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.build());
		Binding<Object> binding = new ResponseBinder(strict).bind(read("{'name':42,'age':'36.0','other':1}"),
				schemas(strict).of(Person.class, Set.of()), RepairPolicy.lenient());
		assertThat(binding.value()).hasToString("Person[name=42, age=36, color=null, address=null, tags=null]");
	}

	private static String tree(int levels) {
		return "{'children':[".repeat(levels) + "]}".repeat(levels);
	}

	private static Binding<Object> bind(Class<?> type, String json) {
		ResponseSchemas schemas = schemas(ResponseJsonMapper.from(PLAIN));
		return binder().bind(read(json), schemas.of(type, Set.of()), RepairPolicy.lenient());
	}

	private static Binding<Object> bind(TypeReference<?> type, String json) {
		ResponseSchemas schemas = schemas(ResponseJsonMapper.from(PLAIN));
		return binder().bind(read(json), schemas.of(type.getType(), Set.of()), RepairPolicy.lenient());
	}

	private static ResponseBinder binder() {
		return new ResponseBinder(ResponseJsonMapper.from(PLAIN));
	}

	private static ResponseSchemas schemas(JsonMapper mapper) {
		return new ResponseSchemas(mapper, null);
	}

	private static JsonNode read(String json) {
		return PLAIN.readTree(json.replace('\'', '"'));
	}

	private static String outcome(@Nullable Object value, Binding<?> binding) {
		return (value != null) ? value.toString() : findings(binding);
	}

	private static String findings(Binding<?> binding) {
		assertThat(binding.value()).isNull();
		return String
			.join("; ",
					binding.findings()
						.stream()
						.map((finding) -> finding.path() + ": " + finding.expectation()
								+ ((finding.found() != null) ? " <" + finding.found() + ">" : ""))
						.toList())
			.replace('"', '\'');
	}

	enum Color {

		@JsonProperty("red")
		RED, GREEN

	}

	record Address(String zip) {
	}

	record Person(String name, int age, @Nullable Color color, @Nullable Address address, @Nullable List<String> tags) {
	}

	record Nested(@Nullable List<Address> addresses, @Nullable Map<String, BigDecimal> prices,
			@Nullable Map<Color, Integer> shades, int @Nullable [][] matrix, @Nullable Map<Integer, String> counts,
			@Nullable Map<String, Byte> small, @Nullable Map<String, List<LocalDate>> days,
			@JsonProperty("a.b") @Nullable Integer dotted) {
	}

	record Defaulted(@JsonProperty(defaultValue = "5") int size, @JsonProperty(defaultValue = "none") String name,
			@JsonProperty(defaultValue = "[\"a\"]") List<String> list,
			@JsonProperty(defaultValue = "GREEN") Color color,
			@JsonProperty(defaultValue = "7") @Nullable Integer limit) {
	}

	sealed interface Shape permits Square, Circle, Group {

	}

	record Square(int side) implements Shape {
	}

	record Circle(double radius) implements Shape {
	}

	record Group(List<Shape> shapes, Square frame, @Nullable Shape best) implements Shape {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Channel permits Phone, Mail {

	}

	record Phone(String number) implements Channel {
	}

	record Mail(String address) implements Channel {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
	sealed interface Pet permits Dog, Cat {

	}

	record Dog(String name) implements Pet {
	}

	record Cat(String name) implements Pet {
	}

	record Range(int from, int to) {

		Range {
			if (from > to) {
				throw new IllegalArgumentException("'from' must not be after 'to'");
			}
		}

	}

	record Lookup(String name) {

		Lookup {
			throw new IllegalArgumentException("No enum constant com.acme.internal.Names." + name);
		}

	}

	record Enumerated(String name) {

		Enumerated {
			Color.valueOf(name);
		}

	}

	record Required(String name) {

		Required {
			Objects.requireNonNull(Map.<String, Object>of().get(name)).hashCode();
		}

	}

	public static class Setting {

		private int age;

		public int getAge() {
			return this.age;
		}

		public void setAge(int age) {
			if (age < 0) {
				throw new IllegalStateException("must not be negative");
			}
			this.age = age;
		}

	}

	record Email(@JsonValue String address) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Email {
			if (!address.contains("@")) {
				throw new IllegalArgumentException("must have an @");
			}
		}

	}

	@JsonDeserialize(using = PointDeserializer.class)
	record Point(int x) {
	}

	static class PointDeserializer extends StdDeserializer<Point> {

		PointDeserializer() {
			super(Point.class);
		}

		@Override
		public Point deserialize(JsonParser parser, DeserializationContext context) {
			parser.skipChildren();
			throw new IllegalArgumentException("is no point");
		}

	}

	record Refusing(@Nullable Range range, @Nullable Lookup lookup, @Nullable Enumerated enumerated,
			@Nullable Required required, @Nullable Setting set, @Nullable Email email, @Nullable Point custom,
			@JsonProperty(defaultValue = "2020-01-01") LocalDate day,
			@JsonProperty(defaultValue = "2020-01-01T10:00:00Z") Instant instant,
			@JsonProperty(defaultValue = "6c84fb90-12c4-11e1-840d-7b25c5ee775a") UUID uuid,
			@JsonProperty(defaultValue = "x") char letter, byte @Nullable [] bytes, @Nullable BigInteger big) {
	}

	record Blank(@Nullable LocalDate day, @Nullable Integer number, @Nullable Color color, @Nullable String text,
			@Nullable JsonNode json) {
	}

	record Open(Object any, JsonNode json) {
	}

	record Gaps(List<@Nullable String> list, Map<String, @Nullable Address> map) {
	}

	record Ignoring(int seen, @JsonIgnore int hidden) {
	}

	record Tree(List<Tree> children) {
	}

	record Branch(@Nullable Branch left, @Nullable Branch right) {
	}

}
