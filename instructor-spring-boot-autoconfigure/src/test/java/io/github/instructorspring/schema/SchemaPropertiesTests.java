package io.github.instructorspring.schema;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.OptBoolean;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties of a schema: their names, order, absence, defaults and descriptions.
 */
class SchemaPropertiesTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					list     | {'type':'array','items':{'type':['string','null']}}
					array    | {'type':'array','items':{'type':['string','null']}}
					map      | {'type':'object','additionalProperties':{'type':['integer','null'],'minimum':1}}
					nested   | {'type':'array','items':{'type':'array','items':{'type':['integer','null']}}}
					optional | {'type':['array','null'],'items':{'type':['string','null']}}
					places   | {'type':'array','items':{'anyOf':[{'type':'object','properties':{},'required':[],'additionalProperties':false},{'type':'null'}]}}
					none     | {'type':'array','items':{'type':'string'}}
					""")
	void elementsMayBeNullWhereTheirTypeSaysSo(String property, String schema) {
		assertThat(SchemaFixture.property(NullableElements.class, property)).isEqualTo(schema);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource
	void propertiesStandInTheOrderOfTheirDeclaration(Class<?> type, List<String> names) {
		assertThat(SchemaFixture.names(SchemaFixture.schema(type))).isEqualTo(names);
	}

	static Stream<Arguments> propertiesStandInTheOrderOfTheirDeclaration() {
		return Stream.of(Arguments.of(Reversed.class, List.of("zip", "name", "age")),
				Arguments.of(Bean.class, List.of("zulu", "alpha")),
				Arguments.of(Derived.class, List.of("zulu", "alpha", "yankee", "bravo")),
				Arguments.of(Renamed.class, List.of("b", "a")), Arguments.of(Ordered.class, List.of("c", "a", "b")),
				Arguments.of(Alphabetic.class, List.of("a", "b", "c")), Arguments.of(Partly.class, List.of("seen")),
				Arguments.of(Created.class, List.of("second", "first")),
				Arguments.of(Built.class, List.of("title", "pages")), Arguments.of(Empty.class, List.of()));
	}

	@Test
	void namesFollowTheNamingStrategyOfTheMapper() {
		JsonMapper snakeCase = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		ResponseSchema schema = SchemaFixture.schema(snakeCase, CamelCase.class);
		assertThat(SchemaFixture.names(schema)).containsExactly("zip_code", "firstName", "last_name");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					component   | {'type':['string','null']}
					declaration | {'type':['string','null']}
					array       | {'type':['array','null'],'items':{'type':'string'}}
					optional    | {'type':['string','null']}
					optionalInt | {'type':['integer','null']}
					bean        | {'anyOf':[{'type':'object','properties':{},'required':[],'additionalProperties':false},{'type':'null'}]}
					color       | {'anyOf':[{'type':'string','enum':['RED']},{'type':'null'}]}
					elements    | {'type':'array','items':{'type':['string','null']}}
					open        | {}
					items       | {'type':'array','items':{'type':['string','null']}}
					parts       | {'type':'array','items':{'type':['integer','null']}}
					entries     | {'type':'object','additionalProperties':{'anyOf':[{'type':'string','enum':['RED']},{'type':'null'}]}}
					nested      | {'type':['array','null'],'items':{'type':'array','items':{'type':['string','null']}}}
					""")
	void nullIsAllowedByNullableAndOptional(String property, String schema) {
		assertThat(SchemaFixture.property(Nullables.class, property)).isEqualTo(schema);
	}

	@Test
	void everythingIsRequiredThatIsNeitherNullableNorDefaulted() {
		assertThat(SchemaFixture.required(Nullables.class)).containsExactly("elements", "items", "parts", "entries",
				"plain");
		assertThat(SchemaFixture.required(NullableBean.class)).containsExactly("plain");
		assertThat(SchemaFixture.required(Built.class)).containsExactly("title");
		assertThat(SchemaFixture.required(Defaults.class)).isEmpty();
		assertThat(SchemaFixture.required(Annotated.class)).containsExactly("n", "age");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					number   | {'type':'integer','default':5}
					fraction | {'type':'number','default':0.10}
					flag     | {'type':'boolean','default':true}
					text     | {'type':'string','default':'42'}
					list     | {'type':'array','items':{'type':'string'},'default':['A']}
					optional | {'type':['string','null'],'default':'42'}
					color    | {'type':'string','enum':['red','GREEN'],'default':'red'}
					byName   | {'type':'string','enum':['red','GREEN'],'default':'red'}
					level    | {'type':'integer','enum':[1,2],'default':2}
					day      | {'type':'string','format':'date','default':'2020-01-31'}
					shared   | {'type':'object','properties':{'x':{'type':'integer'}},'required':['x'],'additionalProperties':false,'default':{'x':1}}
					""")
	void defaultsAreOfTheTypeOfTheirProperty(String property, String schema) {
		assertThat(SchemaFixture.property(Defaults.class, property)).isEqualTo(schema);
	}

	@Test
	void aDefaultOfAnotherTypeIsAProblem() {
		assertThat(SchemaFixture.problems(BadDefaults.class)).containsExactly(
				"BadDefaults.age: the default 'many' is not of type int; write it as the JSON that a model would answer",
				"BadDefaults.color: the default 'BLUE' is not of type Shade; write it as the JSON that a model would answer",
				"BadDefaults.day: the default '31.1.' is not of type java.time.LocalDate; write it as the JSON that a model would answer");
	}

	@Test
	void descriptionsComeFromClassesAndProperties() {
		ResponseSchema schema = SchemaFixture.schema(Described.class);
		assertThat(schema.description()).isEqualTo("A person");
		assertThat(schema.text().replace('"', '\''))
			.isEqualTo("{'type':'object','properties':{'name':{'type':'string','description':'First name'},"
					+ "'home':{'$ref':'#/$defs/Place','description':'Where they live'},'work':{'$ref':'#/$defs/Place'}},"
					+ "'required':['name','home','work'],'additionalProperties':false,'description':'A person',"
					+ "'$defs':{'Place':{'type':'object','properties':{'zip':{'type':'string'}},'required':['zip'],"
					+ "'additionalProperties':false,'description':'A place'}}}");
	}

	@Test
	void aTypeWithoutDescriptionGetsAGeneralOne() {
		assertThat(SchemaFixture.schema(Place[].class).description())
			.isEqualTo("Correctly extracted `PlaceArray` with all the required parameters with correct types");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			day    | {'type':'string','description':'Day of birth (in the form dd.MM.yyyy)'}
			moment | {'type':'string','description':'(in the form yyyy-MM-dd HH:mm)'}
			custom | {}
			amount | {'type':'number'}
			""")
	void annotationsOfThePropertyReplaceTheStandardForm(String property, String schema) {
		assertThat(SchemaFixture.property(Formats.class, property)).isEqualTo(schema);
	}

	@Test
	void anAnySetterTakesFurtherProperties() {
		assertThat(SchemaFixture.text(Open.class))
			.isEqualTo("{'type':'object','properties':{'known':{'type':'integer'}},'required':['known'],"
					+ "'additionalProperties':{'type':'integer'}}");
	}

	@Test
	void aSubstituteGivesTheProperties() {
		assertThat(SchemaFixture.names(SchemaFixture.schema(Substituted.class))).containsExactly("x");
	}

	record Reversed(String zip, String name, int age) {
	}

	record Empty() {
	}

	public static class Bean {

		private String zulu = "";

		private int alpha;

		@JsonIgnore
		private String ignored = "";

		public int getAlpha() {
			return this.alpha;
		}

		public void setAlpha(int alpha) {
			this.alpha = alpha;
		}

		public String getZulu() {
			return this.zulu;
		}

		public void setZulu(String zulu) {
			this.zulu = zulu;
		}

		public String getIgnored() {
			return this.ignored;
		}

		public void setIgnored(String ignored) {
			this.ignored = ignored;
		}

		public String getComputed() {
			return this.zulu + this.alpha;
		}

	}

	public static class Derived extends Bean {

		public String yankee = "";

		public String bravo = "";

	}

	record Renamed(@JsonProperty("b") String a, @JsonProperty("a") String b) {
	}

	@JsonPropertyOrder({ "c" })
	record Ordered(int a, int b, int c) {
	}

	@JsonPropertyOrder(alphabetic = true)
	record Alphabetic(int c, int b, int a) {
	}

	record Partly(int seen, @JsonIgnore int hidden,
			@JsonProperty(access = JsonProperty.Access.READ_ONLY) int readOnly) {
	}

	static class Created {

		@JsonCreator
		Created(@JsonProperty("second") int second, @JsonProperty("first") int first) {
			assertThat(second + first).isNotNegative();
		}

	}

	@JsonDeserialize(builder = BuiltBuilder.class)
	static final class Built {

		private final String title;

		private final @Nullable Integer pages;

		Built(String title, @Nullable Integer pages) {
			this.title = title;
			this.pages = pages;
		}

		@Override
		public String toString() {
			return this.title + this.pages;
		}

	}

	@JsonPOJOBuilder(withPrefix = "")
	static final class BuiltBuilder {

		private String title = "";

		private Integer pages = 0;

		BuiltBuilder title(String title) {
			this.title = title;
			return this;
		}

		BuiltBuilder pages(Integer pages) {
			this.pages = pages;
			return this;
		}

		Built build() {
			return new Built(this.title, this.pages);
		}

	}

	record CamelCase(String zipCode, @JsonProperty("firstName") String givenName, String lastName) {
	}

	enum Red {

		RED

	}

	record Nullables(@Nullable String component, @Legacy.Nullable String declaration, String @Nullable [] array,
			Optional<String> optional, OptionalInt optionalInt, @Nullable Empty bean, @Nullable Red color,
			List<Optional<String>> elements, @Nullable Object open, List<@Nullable String> items,
			@Nullable Integer[] parts, Map<String, @Nullable Red> entries,
			Optional<List<List<@Nullable String>>> nested, String plain) {
	}

	public static class NullableBean {

		public @Nullable String field = "";

		private String property = "";

		private String assigned = "";

		public String plain = "";

		public @Nullable String getProperty() {
			return this.property;
		}

		public void setProperty(String property) {
			this.property = property;
		}

		public String getAssigned() {
			return this.assigned;
		}

		public void setAssigned(@Nullable String assigned) {
			this.assigned = (assigned != null) ? assigned : "";
		}

	}

	record Annotated(@JsonProperty("n") String name, @JsonProperty(isRequired = OptBoolean.FALSE) int age) {
	}

	enum Shade {

		@JsonProperty("red")
		RED, GREEN

	}

	enum Level {

		LOW(1), HIGH(2);

		private final int value;

		Level(int value) {
			this.value = value;
		}

		@JsonValue
		int value() {
			return this.value;
		}

	}

	record Point(int x) {
	}

	record Defaults(@JsonProperty(defaultValue = "5") int number,
			@JsonProperty(defaultValue = "0.10") BigDecimal fraction, @JsonProperty(defaultValue = "TRUE") boolean flag,
			@JsonProperty(defaultValue = "42") String text, @JsonProperty(defaultValue = "[\"A\"]") List<String> list,
			@JsonProperty(defaultValue = "42") Optional<String> optional,
			@JsonProperty(defaultValue = "red") Shade color, @JsonProperty(defaultValue = "RED") Shade byName,
			@JsonProperty(defaultValue = "2") Level level, @JsonProperty(defaultValue = "2020-01-31") LocalDate day,
			@JsonProperty(defaultValue = "{\"x\":1}") Point shared) {
	}

	record BadDefaults(@JsonProperty(defaultValue = "many") int age, @JsonProperty(defaultValue = "BLUE") Shade color,
			@JsonProperty(defaultValue = "31.1.") LocalDate day) {
	}

	@JsonClassDescription("A person")
	record Described(@JsonPropertyDescription("First name") String name,
			@JsonPropertyDescription("Where they live") Place home, Place work) {
	}

	@JsonClassDescription("A place")
	record Place(String zip) {
	}

	record Formats(@JsonFormat(pattern = "dd.MM.yyyy") @JsonPropertyDescription("Day of birth") LocalDate day,
			@JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime moment,
			@JsonDeserialize(using = PointDeserializer.class) Point custom,
			@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {
	}

	static class PointDeserializer extends StdDeserializer<Point> {

		PointDeserializer() {
			super(Point.class);
		}

		@Override
		public Point deserialize(JsonParser parser, DeserializationContext context) {
			return new Point(parser.getIntValue());
		}

	}

	static class Open {

		public int known;

		@JsonAnySetter
		public Map<String, Integer> others = Map.of();

	}

	@JsonDeserialize(as = Point3.class)
	interface Substituted {

	}

	record Point3(int x) implements Substituted {
	}

	/**
	 * Annotations of the kind that old libraries have.
	 */
	static final class Legacy {

		@Retention(RetentionPolicy.RUNTIME)
		@interface Nullable {

		}

	}

	record Nowhere() {
	}

	record NullableElements(List<@Nullable String> list, @Nullable String[] array,
			Map<String, @Nullable @Min(1) Integer> map, List<List<@Nullable Integer>> nested,
			Optional<List<@Nullable String>> optional, List<@Nullable Nowhere> places, List<String> none) {
	}

}
