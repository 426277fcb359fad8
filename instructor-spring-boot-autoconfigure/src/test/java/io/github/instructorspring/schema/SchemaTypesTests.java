package io.github.instructorspring.schema;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of each kind of type, and how types refer to each other.
 */
class SchemaTypesTests {

	private static final String TREE = "{'type':'object','properties':{'name':{'type':'string'},"
			+ "'children':{'type':'array','items':{'$ref':'%s'}}},'required':['name','children'],'additionalProperties':false}";

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					text           | {'type':'string'}
					letter         | {'type':'string','pattern':'^[\\\\s\\\\S]$'}
					flag           | {'type':'boolean'}
					whole          | {'type':'integer'}
					big            | {'type':'integer'}
					atomic         | {'type':'integer'}
					fraction       | {'type':'number'}
					decimal        | {'type':'number'}
					uuid           | {'type':'string','format':'uuid'}
					uri            | {'type':'string','format':'uri'}
					address        | {'type':'string'}
					currency       | {'type':'string'}
					locale         | {'type':'string'}
					bytes          | {'type':'string','contentEncoding':'base64'}
					numbers        | {'type':'array','items':{'type':'integer'}}
					list           | {'type':'array','items':{'type':'string'}}
					collection     | {'type':'array','items':{'type':'string'}}
					iterable       | {'type':'array','items':{'type':'string'}}
					set            | {'type':'array','items':{'type':'string'},'uniqueItems':true}
					array          | {'type':'array','items':{'type':'string'}}
					matrix         | {'type':'array','items':{'type':'array','items':{'type':'number'}}}
					map            | {'type':'object','additionalProperties':{'type':'integer'}}
					numberKeys     | {'type':'object','additionalProperties':{'type':'string'}}
					enumKeys       | {'type':'object','additionalProperties':{'type':'integer'},'propertyNames':{'enum':['red','GREEN']}}
					levelKeys      | {'type':'object','additionalProperties':{'type':'integer'},'propertyNames':{'enum':['1','2']}}
					anything       | {}
					json           | {}
					email          | {'type':'string'}
					date           | {'type':'string','format':'date'}
					time           | {'type':'string','pattern':'^\\\\d{2}:\\\\d{2}(:\\\\d{2}(\\\\.\\\\d{1,9})?)?$'}
					offsetTime     | ~{'type':'string','pattern':'^\\\\d{2}:\\\\d{2}(:\\\\d{2}(\\\\.\\\\d{1,9})?)?(Z|[+-]\\\\d{2}:\\\\d{2})$'}~
					instant        | {'type':'string','format':'date-time'}
					offsetDateTime | {'type':'string','format':'date-time'}
					zonedDateTime  | {'type':'string','format':'date-time'}
					localDateTime  | {'type':'string','pattern':'^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}(:\\\\d{2}(\\\\.\\\\d{1,9})?)?$'}
					duration       | {'type':'string','format':'duration'}
					period         | {'type':'string'}
					year           | {'type':'integer'}
					yearMonth      | {'type':'string','pattern':'^\\\\d{4}-\\\\d{2}$'}
					zone           | {'type':'string'}
					weekday        | {'type':'string','enum':['MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY','SUNDAY']}
					""")
	void eachTypeHasItsForm(String property, String schema) {
		assertThat(SchemaFixture.property(Forms.class, property)).isEqualTo(schema);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			renamed | {'type':'string','enum':['red','GREEN']}
			valued  | {'type':'integer','enum':[1,2]}
			shown   | {'type':'string','enum':['the first','the second']}
			bodied  | {'type':'string','enum':['PLUS','MINUS']}
			""")
	void enumsGoByTheNamesThatJacksonReads(String property, String schema) {
		assertThat(SchemaFixture.property(Enums.class, property)).isEqualTo(schema);
	}

	@Test
	void anEnumWhoseConstantsHaveBodiesIsReadByItsNames() {
		JsonMapper mapper = ResponseJsonMapper.from(JsonMapper.builder().build());
		assertThat(mapper.readValue("\"MINUS\"", Bodied.class)).isEqualTo(Bodied.MINUS);
		assertThat(mapper.writeValueAsString(Bodied.MINUS)).isEqualTo("\"MINUS\"");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					list     | StringArray: items | {'type':'array','items':{'type':'string'}}
					iterable | StringIterable: items | {'type':'array','items':{'type':'string'}}
					scalar   | Integer: value | {'type':'integer'}
					bytes    | byteArray: value | {'type':'string','contentEncoding':'base64'}
					enum     | Shade: value | {'type':'string','enum':['red','GREEN']}
					map      | StringIntegerMap: value | {'type':'object','additionalProperties':{'type':'integer'}}
					optional | Point: value | {'anyOf':[{'type':'object','properties':{'x':{'type':'integer'}},'required':['x'],'additionalProperties':false},{'type':'null'}]}
					open     | Object: value | {}
					""")
	void aRootThatIsNoObjectIsWrapped(String kind, String nameAndWrapper, String value) {
		ResponseSchema schema = SchemaFixture.schema(root(kind));
		String wrapper = nameAndWrapper.split(": ")[1];
		assertThat(schema.name()).isEqualTo(nameAndWrapper.split(": ")[0]);
		assertThat(schema.wrapper()).isEqualTo(wrapper);
		assertThat(schema.text().replace('"', '\'')).isEqualTo("{'type':'object','properties':{'" + wrapper + "':"
				+ value + "},'required':['" + wrapper + "'],'additionalProperties':false}");
	}

	private static Type root(String kind) {
		return switch (kind) {
			case "list" -> String[].class;
			case "iterable" -> new TypeReference<Iterable<String>>() {
			}.getType();
			case "bytes" -> byte[].class;
			case "scalar" -> Integer.class;
			case "enum" -> Shade.class;
			case "map" -> new TypeReference<Map<String, Integer>>() {
			}.getType();
			case "optional" -> new TypeReference<Optional<Point>>() {
			}.getType();
			default -> Object.class;
		};
	}

	@Test
	void aRootThatIsAnObjectIsNotWrapped() {
		assertThat(SchemaFixture.schema(Point.class).wrapper()).isNull();
	}

	@Test
	void aTypeUsedOnceIsInlinedAndATypeUsedTwiceIsShared() {
		assertThat(SchemaFixture.text(Line.class))
			.isEqualTo("{'type':'object','properties':{'from':{'$ref':'#/$defs/Point'},'to':{'$ref':'#/$defs/Point'},"
					+ "'style':{'type':'object','properties':{'width':{'type':'integer'}},'required':['width'],'additionalProperties':false}},"
					+ "'required':['from','to','style'],'additionalProperties':false,'$defs':{'Point':{'type':'object',"
					+ "'properties':{'x':{'type':'integer'}},'required':['x'],'additionalProperties':false}}}");
	}

	@Test
	void aRecursiveRootRefersToItself() {
		assertThat(SchemaFixture.text(Tree.class)).isEqualTo(TREE.formatted("#"));
	}

	@Test
	void aRecursiveTypeInAWrapperIsADefinition() {
		assertThat(SchemaFixture.text(Tree[].class)).isEqualTo(
				"{'type':'object','properties':{'items':{'type':'array','items':{'$ref':'#/$defs/Tree'}}},'required':['items'],"
						+ "'additionalProperties':false,'$defs':{'Tree':" + TREE.formatted("#/$defs/Tree") + "}}");
	}

	@Test
	void typesMayReferToEachOther() {
		assertThat(SchemaFixture.text(Chicken.class)).isEqualTo(
				"{'type':'object','properties':{'egg':{'anyOf':[{'type':'object','properties':{'chicken':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},"
						+ "'required':[],'additionalProperties':false},{'type':'null'}]}},'required':[],'additionalProperties':false}");
	}

	@Test
	void typesThatShareASimpleNameStayApart() {
		JsonNode schema = SchemaFixture.schema(Twins.class).json();
		assertThat(List.copyOf(schema.path("$defs").propertyNames())).containsExactly("Part", "Part2");
		assertThat(schema.at("/properties/first/$ref").stringValue()).isEqualTo("#/$defs/Part");
		assertThat(schema.at("/properties/second/$ref").stringValue()).isEqualTo("#/$defs/Part2");
		assertThat(schema.at("/$defs/Part/properties").has("a")).isTrue();
		assertThat(schema.at("/$defs/Part2/properties").has("b")).isTrue();
	}

	@Test
	void typeArgumentsAreResolvedAndNameTheType() {
		ResponseSchema schema = SchemaFixture.schema(new TypeReference<Page<Point>>() {
		}.getType());
		assertThat(schema.name()).isEqualTo("PointPage");
		assertThat(schema.json().at("/properties/content/items/$ref").stringValue()).isEqualTo("#/$defs/Point");
		assertThat(schema.json().at("/properties/first/$ref").stringValue()).isEqualTo("#/$defs/Point");
	}

	record Forms(CharSequence text, char letter, boolean flag, long whole, BigInteger big, AtomicInteger atomic,
			double fraction, BigDecimal decimal, UUID uuid, URI uri, InetAddress address, Currency currency,
			Locale locale, byte[] bytes, int[] numbers, List<String> list, Collection<String> collection,
			Iterable<String> iterable, Set<String> set, String[] array, double[][] matrix, Map<String, Integer> map,
			Map<Integer, String> numberKeys, EnumMap<Shade, Integer> enumKeys, Map<Level, Integer> levelKeys,
			Object anything, JsonNode json, Email email, LocalDate date, LocalTime time, OffsetTime offsetTime,
			Instant instant, OffsetDateTime offsetDateTime, ZonedDateTime zonedDateTime, LocalDateTime localDateTime,
			Duration duration, Period period, Year year, YearMonth yearMonth, ZoneId zone, DayOfWeek weekday) {
	}

	record Email(@JsonValue String address) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Email {
		}

	}

	record Enums(Shade renamed, Level valued, Shown shown, Bodied bodied) {
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

	enum Shown {

		FIRST, SECOND;

		@Override
		public String toString() {
			return "the " + name().toLowerCase(Locale.ROOT);
		}

	}

	enum Bodied {

		PLUS {

			@Override
			int sign() {
				return 1;
			}

		},
		MINUS {

			@Override
			int sign() {
				return -1;
			}

		};

		abstract int sign();

	}

	record Point(int x) {
	}

	record Style(int width) {
	}

	record Line(Point from, Point to, Style style) {
	}

	record Tree(String name, List<Tree> children) {
	}

	record Chicken(@Nullable Egg egg) {
	}

	record Egg(@Nullable Chicken chicken) {
	}

	record Page<T>(List<T> content, T first) {
	}

	interface One {

		record Part(int a) {
		}

	}

	interface Other {

		record Part(int b) {
		}

	}

	record Twins(One.Part first, Other.Part second, List<One.Part> firsts, List<Other.Part> seconds) {
	}

}
