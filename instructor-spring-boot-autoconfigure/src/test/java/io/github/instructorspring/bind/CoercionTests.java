package io.github.instructorspring.bind;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From answers that are nearly of the type. In the tables {@code '} stands for a
 * quotation mark.
 */
class CoercionTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER, null);

	private static final RepairPolicy LENIENT = RepairPolicy.lenient();

	@ParameterizedTest(name = "{0} -> {1} by {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'name':'a'}                         | name=a        |
			{'count':7}                          | count=7       |
			{'count':7.0}                        | count=7       |
			{'nick':'a'}                         | name=a        |
			{'name':null}                        |               |
			{'count':'1,234'}                    | count=1234    | TEXT_TO_NUMBER count
			{'price':'$1,234.50'}                | price=1234.5  | TEXT_TO_NUMBER price
			{'count':''}                         |               | TEXT_TO_NULL count
			{'count':'N/A'}                      |               | TEXT_TO_NULL count
			{'open':'yes'}                       | open=true     | TEXT_TO_BOOLEAN open
			{'name':7}                           | name=7        | NUMBER_TO_TEXT name
			{'name':true}                        | name=true     | BOOLEAN_TO_TEXT name
			{'tags':'a'}                         | tags=[a]      | VALUE_TO_LIST tags
			{'name':['a']}                       | name=a        | LIST_TO_VALUE name
			{'count':['7']}                      | count=7       | TEXT_TO_NUMBER count, LIST_TO_VALUE count
			{'count':{'value':7}}                | count=7       | OBJECT_TO_VALUE count
			{'name':{'name':'a'}}                | name=a        | OBJECT_TO_VALUE name
			{'size':{'width':3}}                 | size=Size[width=3] |
			{'size':3}                           | size=Size[width=3] | VALUE_TO_OBJECT size
			{'size':[3]}                         | size=Size[width=3] | LIST_TO_OBJECT size
			{'size':'{\\'width\\':3}'}           | size=Size[width=3] | JSON_IN_TEXT size
			{'tags':'[\\'a\\',\\'b\\']'}         | tags=[a, b]   | JSON_IN_TEXT tags
			{'point':[1,2]}                      | point=Point[x=1, y=2] | LIST_TO_OBJECT point
			{'color':'red'}                      | color=RED     | ENUM_CASE color
			{'color':'dark red'}                 | color=DARK_RED | ENUM_PUNCTUATION color
			{'color':'It is red.'}               | color=RED     | ENUM_IN_TEXT color
			{'color':{'any':'RED'}}              | color=RED     | OBJECT_TO_VALUE color
			{'color':['RED','BLUE']}             | color=RED     | LIST_TO_VALUE color
			{'Count':7}                          | count=7       | PROPERTY_NAME count
			{'open_at':'2024-03-05'}             | openAt=2024-03-05 | PROPERTY_NAME openAt
			{'openAt':'March 5, 2024'}           | openAt=2024-03-05 | DATE_FORM openAt
			{'counts':{'a':'1'}}                 | counts={a=1}  | TEXT_TO_NUMBER counts['a']
			{'shades':{'red':1}}                 | shades={RED=1} | PROPERTY_NAME shades['RED']
			{'counts':[{'key':'a','value':1}]}   | counts={a=1}  |
			{'name':'a','other':1}               | name=a        | UNKNOWN_PROPERTY ['other']
			{'thing':{'name':'a'}}               | name=a        | OBJECT_TO_VALUE
			[{'name':'a'}]                       | name=a        | LIST_TO_VALUE
			{'name':'a','Name':'b'}              | name=a        | UNKNOWN_PROPERTY ['Name']
			""")
	void whatIsMeantIsTakenAndReported(String json, @Nullable String value, @Nullable String repairs) {
		Binding<Thing> binding = bind(Thing.class, json, LENIENT);
		assertThat(binding.findings()).isEmpty();
		assertThat(binding.value()).hasToString((value != null) ? value : "");
		assertThat(repairs(binding)).isEqualTo((repairs != null) ? repairs : "");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "1709652600", "1709652600000", "1.5" })
	void aNumberIsNoTimeSinceItsUnitIsUnknown(String text) {
		Binding<Stamped> binding = bind(Stamped.class, "{'at':'" + text + "'}", LENIENT);
		assertThat(findings(binding)).isEqualTo("at: must be a date and time of ISO 8601");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{'count':'3 of 5'}               | count: must be an integer
					{'count':'4.5'}                  | count: must be an integer
					{'count':'1/5'}                  | count: must be an integer
					{'count':{'foo':'2'}}            | count: must be an integer
					{'count':[1,2]}                  | count: must be an integer
					{'count':[[1]]}                  | count: must be an integer
					{'open':'true or false'}         | open: must be true or false
					{'open':{'banana':true}}         | open: must be true or false
					{'open':1}                       | open: must be true or false
					{'name':{'first':'a'}}           | name: must be a string
					{'color':'red or green'}         | color: must be one of RED, GREEN, DARK_RED
					{'color':{'a':{'b':'RED'}}}      | color: must be one of RED, GREEN, DARK_RED
					{'color':['RED','GREEN']}        | color: must be one of RED, GREEN, DARK_RED
					{'label':'My inner text'}        | label: must be an object
					{'point':[1,'2']}                | point: must be an object
					{'point':[1]}                    | point: must be an object
					{'Point':{'x':1}}                | point.y: must be present
					{'openAt':'03/05/2024'}          | openAt: must be a valid LocalDate
					{'count':'x','tags':[[]],'open':'maybe'} | count: must be an integer; open: must be true or false; tags[0]: must be a string
					""")
	void whatIsInDoubtIsAsked(String json, String findings) {
		assertThat(findings(bind(Thing.class, json, LENIENT))).isEqualTo(findings);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'count':'7'}       | count: must be an integer
			{'name':7}          | name: must be a string
			{'tags':'a'}        | tags: must be an array
			{'color':'red'}     | color: must be one of RED, GREEN, DARK_RED
			{'count':''}        | count: must be an integer
			{'size':3}          | size: must be an object
			{'other':1}         | ['other']: must not be present
			{'Count':1}         | ['Count']: must not be present
			""")
	void aStrictPolicyCoercesNothing(String json, String findings) {
		assertThat(findings(bind(Thing.class, json, RepairPolicy.of(RepairPolicy.Preset.STRICT)))).isEqualTo(findings);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			TEXT_TO_NUMBER   | {'count':'7'}
			TEXT_TO_NULL     | {'count':''}
			TEXT_TO_BOOLEAN  | {'open':'yes'}
			NUMBER_TO_TEXT   | {'name':7}
			BOOLEAN_TO_TEXT  | {'name':true}
			VALUE_TO_LIST    | {'tags':'a'}
			LIST_TO_VALUE    | {'name':['a']}
			OBJECT_TO_VALUE  | {'name':{'value':'a'}}
			VALUE_TO_OBJECT  | {'size':3}
			LIST_TO_OBJECT   | {'point':[1,2]}
			JSON_IN_TEXT     | {'size':'{\\'width\\':3}'}
			ENUM_CASE        | {'color':'red'}
			ENUM_PUNCTUATION | {'color':'dark red'}
			ENUM_IN_TEXT     | {'color':'It is red.'}
			PROPERTY_NAME    | {'Count':7}
			UNKNOWN_PROPERTY | {'other':7}
			DATE_FORM        | {'openAt':'March 5, 2024'}
			BRACKETS_TO_TEXT | {'name':{first: a}}
			""")
	void aForbiddenCoercionIsNotDone(Coercion coercion, String json) {
		assertThat(bind(Thing.class, json, LENIENT).repairs()).extracting(Repair::kind).contains(coercion);
		assertThat(bind(Thing.class, json, LENIENT.forbid(coercion)).repairs()).extracting(Repair::kind)
			.doesNotContain(coercion);
		assertThat(bind(Thing.class, json, LENIENT.forbid(coercion, Coercion.UNKNOWN_PROPERTY)).findings())
			.isNotEmpty();
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'type':'Circle','radius':1} | Circle[radius=1]  |
			{'type':'circle','radius':1} | Circle[radius=1]  | ENUM_CASE value.type
			{'Type':'Circle','radius':1} | Circle[radius=1]  | PROPERTY_NAME value.type
			{'radius':1}                 | Circle[radius=1]  | UNION_MEMBER value
			""")
	void aMemberOfAUnionIsFound(String json, String value, @Nullable String repairs) {
		Binding<Shape> binding = bind(Shape.class, json, LENIENT);
		assertThat(binding.value()).hasToString(value);
		assertThat(repairs(binding)).isEqualTo((repairs != null) ? repairs : "");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'color':'red'}     | Painted[color=RED, id=null]
			{'texture':'wood'}  | Covered[texture=wood, id=null]
			{'id':1}            | value.color: must be present
			""")
	void aMemberThatHasNoNameIsFoundByItsProperties(String json, String outcome) {
		Binding<Surface> binding = bind(Surface.class, json, LENIENT);
		assertThat((binding.value() != null) ? binding.value().toString() : findings(binding)).isEqualTo(outcome);
	}

	@Test
	void valuesOfAMapAreNotTakenApart() {
		Type texts = new TypeReference<Map<String, String>>() {
		}.getType();
		assertThat(findings(bind(texts, "{'a':{'b':'c'}}", LENIENT))).isEqualTo("value['a']: must be a string");
		assertThat(findings(bind(texts, "[{'name':'a','value':'x'}]", LENIENT))).isEqualTo("value: must be an object");
	}

	@Test
	void bracketsOfTheProseAreNoAnswer() {
		assertThat(bind(Integer.class, "Answer [1]: 42", LENIENT).findings()).isNotEmpty();
		assertThat(value(Integer.class, "[42]")).isEqualTo(42);
		Type sizes = new TypeReference<List<Size>>() {
		}.getType();
		assertThat(bind(sizes, "[] no: {'width':1}", LENIENT).value()).hasToString("[Size[width=1]]");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "5 feet 5 inches", "4 out of 4", "5 - 5", "2 + 2" })
	void aTextOfTwoNumbersNamesNone(String text) {
		assertThat(bind(Integer.class, text, LENIENT).findings()).isNotEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "Yes, but no", "no, yes", "Yes and no." })
	void aTextOfBothTruthValuesNamesNone(String text) {
		assertThat(bind(Boolean.class, text, LENIENT).findings()).isNotEmpty();
	}

	@Test
	void wordsInBracketsAreATextWhereOneBelongs() {
		Binding<Thing> binding = bind(Thing.class, "{'name':{first: a, then: () => b}}", LENIENT);
		assertThat(binding.value()).hasToString("name={first: a, then: () => b}");
		assertThat(binding.repairs()).extracting(Repair::kind)
			.contains(SyntaxRepair.UNQUOTED, Coercion.BRACKETS_TO_TEXT);
		assertThat(findings(bind(Thing.class, "{'name':{'first':'a'}}", LENIENT))).isEqualTo("name: must be a string");
	}

	@Test
	void nullForAnAbsentPropertyIsTakenAsTheSchemaWasSent() {
		ResponseSchema schema = SCHEMAS.of(Sized.class, Set.of());
		JsonText answer = JsonText.parse("{\"unit\":null,\"width\":1}");
		ResponseBinder binder = new ResponseBinder(MAPPER);
		Binding<Sized> plain = binder.bind(answer, schema, schema.in(SchemaDialect.GENERIC), LENIENT);
		assertThat(plain.value()).isEqualTo(new Sized("cm", 1));
		assertThat(repairs(plain)).isEqualTo("NULL_TO_ABSENT unit");
		RepairPolicy strict = RepairPolicy.of(RepairPolicy.Preset.STRICT);
		assertThat(findings(binder.bind(answer, schema, schema.in(SchemaDialect.GENERIC), strict)))
			.isEqualTo("unit: must not be null");
		Binding<Sized> asked = binder.bind(answer, schema, schema.in(SchemaDialect.OPENAI_STRICT), strict);
		assertThat(asked.value()).isEqualTo(new Sized("cm", 1));
		assertThat(asked.repairs()).isEmpty();
	}

	@Test
	void anObjectOfTwoTypesIsAsked() {
		assertThat(findings(bind(Twin.class, "{'N':1}", LENIENT)))
			.isEqualTo("value: must be clearly one of {n, one}, {n, other}");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'width':1} and {'width':2}            | [Size[width=1], Size[width=2]]
			{'width':1} and {'width':'2'}          | [Size[width=1], Size[width=2]]
			{'width':1}                            | [Size[width=1]]
			{'sizes':[{'width':1}]}                | [Size[width=1]]
			For {'width':9}: [{'width':1}]         | [Size[width=1]]
			{'width':1} and {'height':2}           | items[1].width: must be present
			[{'width':1}] or [{'width':2}]         | : must be one JSON value, not 2 different ones
			""")
	void severalValuesAreAList(String text, String outcome) {
		Binding<List<Size>> binding = bind(new TypeReference<List<Size>>() {
		}.getType(), text, LENIENT);
		assertThat((binding.value() != null) ? binding.value().toString() : findings(binding)).isEqualTo(outcome);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			First {'width':'1'}, then {'width':2}    | Size[width=2]
			First {'width':'1'}, then {'width':'2'}  | : must be one JSON value, not 2 different ones
			First {'width':1}, then {'Width':1}      | Size[width=1]
			Size: 3                                  | : must be JSON
			""")
	void ofSeveralValuesTheOneThatNeedsLeastIsTaken(String text, String outcome) {
		Binding<Size> binding = bind(Size.class, text, LENIENT);
		assertThat((binding.value() != null) ? binding.value().toString() : findings(binding)).isEqualTo(outcome);
	}

	@Test
	void aSentenceMayNameAScalar() {
		assertThat(value(Color.class, "The answer is green.")).isEqualTo(Color.GREEN);
		assertThat(value(Boolean.class, "Answer: **True**")).isEqualTo(true);
		assertThat(value(Integer.class, "It is 42.")).isEqualTo(42);
		assertThat(value(String.class, "Just words.")).isEqualTo("Just words.");
		assertThat(value(String.class, "As in {'a':1}.")).isEqualTo("As in {\"a\":1}.");
		assertThat(repairs(bind(Color.class, "It is green.", LENIENT)))
			.isEqualTo("ENUM_IN_TEXT value, WHOLE_TEXT value");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(
			strings = { "", "{'value':null}", "{'value':", "```\n{'value':1", "{oops}", "Red or green", "Use {'a':7}" })
	void whatIsBrokenOrInDoubtNamesNone(String text) {
		assertThat(bind(Color.class, text, LENIENT).findings()).isNotEmpty();
		assertThat(bind(Integer.class, text, LENIENT).findings()).isNotEmpty();
	}

	@Test
	void brokenJsonIsNoText() {
		assertThat(bind(String.class, "{'value':null}", LENIENT).findings()).isNotEmpty();
		assertThat(bind(String.class, "{'value':'The quick", LENIENT).findings()).isNotEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(Coercion.class)
	void eachCoercionIsNoSyntaxAndHasAPenalty(Coercion coercion) {
		assertThat(coercion.isSyntax()).isFalse();
		assertThat(coercion.penalty()).isPositive();
	}

	@Test
	void theJsonIsAsBoundAndStaysInItsWrapper() {
		assertThat(bind(Integer.class, "{'Value':'7'}", LENIENT).json()).hasToString("{\"value\":7}");
		assertThat(bind(Integer.class, "'7'", LENIENT).json()).hasToString("{\"value\":7}");
	}

	@Test
	void keysOfTheModelStayOutOfTheText() {
		Binding<Thing> binding = bind(Thing.class, "{'secret':1,'counts':{'secret':'1'}}", LENIENT);
		assertThat(binding.repairs()).hasSize(2);
		assertThat(binding.repairs().toString()).doesNotContain("secret");
	}

	@Test
	@Timeout(120)
	void hostileAnswersTakeLinearTime() {
		String deep = "{'left':".repeat(90) + "1" + "}".repeat(90);
		assertThat(bind(Node.class, deep, LENIENT).findings()).isNotEmpty();
		String wide = "[" + "{'N':'1','x':[{'y':1}]},".repeat(50_000) + "{}]";
		assertThat(bind(new TypeReference<List<Twin>>() {
		}.getType(), wide, LENIENT).findings()).hasSize(1000);
		String keys = "{'counts':{'" + "k".repeat(100_000) + "':{'a':1}}}";
		assertThat(bind(Thing.class, keys, LENIENT).findings()).allMatch((finding) -> finding.path().length() <= 1000);
		assertThat(bind(Color.class, "red ".repeat(100_000) + "green", LENIENT).value()).isEqualTo(Color.RED);
		assertThat(bind(Integer.class, "1 ".repeat(100_000) + "2", LENIENT).value()).isNull();
	}

	private static @Nullable Object value(Class<?> type, String text) {
		return bind(type, text, LENIENT).value();
	}

	private static <T> Binding<T> bind(Type type, String text, RepairPolicy policy) {
		ResponseSchema schema = SCHEMAS.of(type, Set.of());
		assertThat(schema.problems()).isEmpty();
		return new ResponseBinder(MAPPER).bind(JsonText.parse(text.replace('\'', '"')), schema, policy);
	}

	private static String repairs(Binding<?> binding) {
		return binding.repairs()
			.stream()
			.map(CoercionTests::shown)
			.collect(Collectors.joining(", "))
			.replace('"', '\'');
	}

	private static String shown(Repair repair) {
		assertThat(repair.offset()).isEqualTo(-1);
		return (repair.kind().name() + " " + repair.path()).strip();
	}

	private static String findings(Binding<?> binding) {
		assertThat(binding.value()).isNull();
		return binding.findings()
			.stream()
			.map((finding) -> finding.path() + ": " + finding.expectation())
			.collect(Collectors.joining("; "))
			.replace('"', '\'');
	}

	enum Color {

		RED, GREEN, DARK_RED

	}

	record Sized(@JsonProperty(defaultValue = "cm") String unit, int width) {
	}

	record Size(int width) {
	}

	record Label(String text) {
	}

	record Point(int x, int y) {
	}

	record Thing(@JsonAlias("nick") @Nullable String name, @Nullable Integer count, @Nullable Double price,
			@Nullable Boolean open, @Nullable List<String> tags, @Nullable Size size, @Nullable Label label,
			@Nullable Point point, @Nullable Color color, @Nullable LocalDate openAt,
			@Nullable Map<String, Integer> counts, @Nullable Map<Color, Integer> shades) {

		/**
		 * What is there.
		 */
		@Override
		public String toString() {
			return Arrays.stream(getClass().getRecordComponents())
				.map((component) -> component.getName() + "=" + get(component))
				.filter((text) -> !text.endsWith("=null"))
				.collect(Collectors.joining(", "));
		}

		private @Nullable Object get(RecordComponent component) {
			try {
				return component.getAccessor().invoke(this);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	sealed interface Shape permits Square, Circle {

	}

	record Square(int side) implements Shape {
	}

	record Circle(int radius) implements Shape {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Surface permits Painted, Covered {

	}

	record Painted(Color color, @Nullable Integer id) implements Surface {
	}

	record Covered(String texture, @Nullable Integer id) implements Surface {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Twin permits One, Other {

	}

	record One(int n, @Nullable Integer one) implements Twin {
	}

	record Other(int n, @Nullable Integer other) implements Twin {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Node permits Left, Right {

	}

	record Left(@Nullable Node left, @Nullable Node right) implements Node {
	}

	record Right(@Nullable Node right, @Nullable Node left, @Nullable String name) implements Node {
	}

	record Stamped(Instant at) {
	}

}
