package io.github.instructorspring.bind;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.validation.Validation;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseJsonMapper;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.schema.SchemaDialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a schema accepts binds to its type, by the word of an independent judge of JSON
 * Schema. In the tables {@code '} stands for a quotation mark.
 */
class SchemaRoundTripTests {

	private static final JsonMapper MAPPER = ResponseJsonMapper.from(JsonMapper.builder().build());

	private static final ResponseSchemas SCHEMAS = new ResponseSchemas(MAPPER,
			Validation.buildDefaultValidatorFactory().getValidator());

	private static final RepairPolicy STRICT = RepairPolicy.of(RepairPolicy.Preset.STRICT);

	private static final SchemaRegistry JUDGE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	@ParameterizedTest(name = "{0}: {1}, not {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			text           | 'a'                          | {}
			letter         | 'a'                          | 'ab'
			flag           | true                         | 'perhaps'
			whole          | 42                           | 42.5
			big            | 123456789012345678901234567890 | 'x'
			fraction       | 0.5                          | 'x'
			decimal        | 1.10                         | []
			uuid           | '6c84fb90-12c4-11e1-840d-7b25c5ee775a' | '6c84'
			uri            | 'https://example.org/a?b=c'  | '::'
			currency       | 'EUR'                        | []
			locale         | 'de-CH'                      | {}
			bytes          | 'AQID'                       | []
			numbers        | [1,2]                        | [1,'x']
			list           | ['a','b']                    | 'a'
			nulls          | ['a',null]                   | [{}]
			collection     | []                           | {}
			iterable       | ['a']                        | {}
			set            | ['a','b']                    | [{}]
			matrix         | [[0.5],[]]                   | [0.5]
			map            | {'a':1}                      | {'a':'x'}
			numberKeys     | {'1':'a'}                    | {'1':{}}
			enumKeys       | {'red':1,'GREEN':2}          | {'RED':1}
			levelKeys      | {'1':1}                      | {'LOW':1}
			maps           | {'a':{'b':[{'side':1}]}}     | {'a':{'b':[{}]}}
			anything       | [1,{'a':null}]               |
			json           | {'a':1}                      |
			none           | null                         | {}
			optional       | 'a'                          | []
			optionalInt    | 42                           | 'x'
			optionalLong   | null                         | 1.5
			optionalDouble | 0.5                          | {}
			optionalBean   | {'side':1}                   | {}
			color          | 'red'                        | 'RED'
			level          | 2                            | 3
			shown          | 'the first'                  | 'FIRST'
			weekday        | 'MONDAY'                     | 'Monday'
			month          | 7                            | 13
			date           | '2026-02-28'                 | '2026-02-30'
			time           | '12:30'                      | '12:30Z'
			longTime       | '12:30:15.123'               | 'noon'
			offsetTime     | '12:30:15+02:00'             | '12:30'
			instant        | '2026-02-28T12:30:00Z'       | '2026-02-28'
			offsetDateTime | '2026-02-28T12:30:00+01:00'  | '2026-02-28T12:30'
			zonedDateTime  | '2026-02-28T12:30:00+01:00'  | 'now'
			localDateTime  | '2026-02-28T12:30:00'        | '2026-02-28'
			duration       | 'PT1H30M'                    | '90 minutes'
			period         | 'P1Y2M'                      | []
			year           | 2026                         | 'x'
			yearMonth      | '2026-02'                    | '2026'
			monthDay       | '--02-28'                    | '02-28'
			zone           | 'Europe/Zurich'              | []
			formatted      | {'day':'28.02.2026'}         | {'day':[]}
			email          | 'a@b'                        | {}
			square         | {'side':1}                   | {'side':null}
			shape          | {'type':'Circle','radius':1} | {'type':'Circle','side':1}
			shapes         | [{'type':'Group','shapes':[],'best':null}] | [{'shapes':[]}]
			pet            | {'kind':'Cat','name':'Tom'}  | {'kind':'Cow','name':'Tom'}
			cat            | {'kind':'Cat','name':'Tom'}  | {'kind':'Dog','name':'Tom'}
			channel        | {'address':'a'}              | {'number':[]}
			tree           | {'children':[{'children':[]}]} | {'children':[{}]}
			page           | {'content':[{'side':1}],'first':{'side':2}} | {'content':[1],'first':{'side':2}}
			open           | {'known':1,'other':2}        | {'known':1,'other':'x'}
			""")
	void whatTheSchemaAcceptsBindsAndWhatItRejectsDoesNot(String property, String good, @Nullable String bad) {
		ResponseSchema schema = SCHEMAS.of(type(property), Set.of());
		assertThat(schema.problems()).isEmpty();
		assertAccepted(schema, wrap(schema, good));
		if (bad != null) {
			assertThat(judge(schema.json(), wrap(schema, bad))).isNotEmpty();
			assertThat(new ResponseBinder(MAPPER).bind(wrap(schema, bad), schema, STRICT).value()).isNull();
		}
	}

	@Test
	void aWholeRecordBinds() {
		ResponseSchema schema = SCHEMAS.of(Order.class, Set.of());
		JsonNode json = read(
				"{'id':'6c84fb90-12c4-11e1-840d-7b25c5ee775a','lines':[{'sku':'a','count':2,'price':1.10}],'note':null}");
		assertAccepted(schema, json);
		Order order = new ResponseBinder(MAPPER).<Order>bind(json, schema, STRICT).value();
		assertThat(order).hasToString(
				"Order[id=6c84fb90-12c4-11e1-840d-7b25c5ee775a, lines=[Line[sku=a, count=2, price=1.10]], note=null, paid=false]");
	}

	@ParameterizedTest(name = "{0}: {1}, not {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name    | 'Ada'             | ' '
			code    | 'ab-12'           | 'ab-123'
			email   | 'ada@example.org' | 'ada'
			age     | 0                 | 151
			price   | 0.02              | 0.01
			tags    | ['a']             | []
			tags    | ['a','b']         | ['a','b','c','d']
			tags    | ['a']             | ['']
			prices  | {'EUR':1}         | {'EUR':0}
			prices  | {'EUR':1}         | {'':1}
			limit   | null              | 0
			limit   | 1                 | 0
			matrix  | [[1]]             | [[]]
			""")
	void whatAConstraintForbidsTheSchemaRejects(String property, String good, String bad) {
		JsonNode schema = SCHEMAS.of(Constrained.class, Set.of()).json().path("properties").path(property);
		assertThat(judge(schema, read(good))).isEmpty();
		assertThat(judge(schema, read(bad))).isNotEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatTheStrictSchemaAcceptsBindsToo(Class<?> type, String json) {
		ResponseSchema schema = SCHEMAS.of(type, Set.of());
		LoweredSchema strict = schema.in(SchemaDialect.OPENAI_STRICT);
		assertThat(strict.problems()).isEmpty();
		assertThat(judge(strict.json(), read(json))).isEmpty();
		assertThat(new ResponseBinder(MAPPER).bind(read(json), schema, STRICT).findings()).isEmpty();
	}

	static Stream<Arguments> whatTheStrictSchemaAcceptsBindsToo() {
		return Stream.of(
				Arguments.of(Order.class,
						"{'id':'6c84fb90-12c4-11e1-840d-7b25c5ee775a','lines':[],'note':null,'paid':null}"),
				Arguments.of(Tree.class, "{'children':[{'children':[]}]}"), Arguments.of(Shape.class,
						"{'value':{'type':'Group','shapes':[{'type':'Square','side':1}],'best':null}}"));
	}

	private static void assertAccepted(ResponseSchema schema, JsonNode json) {
		assertThat(judge(schema.json(), json)).isEmpty();
		assertThat(new ResponseBinder(MAPPER).bind(json, schema, STRICT).findings())
			.extracting((finding) -> finding.path() + ": " + finding.expectation())
			.isEmpty();
	}

	private static List<Error> judge(JsonNode schema, JsonNode json) {
		return JUDGE.getSchema(schema)
			.validate(json, (ExecutionContext context) -> context
				.executionConfig((config) -> config.formatAssertionsEnabled(true)));
	}

	private static JsonNode wrap(ResponseSchema schema, String json) {
		JsonNode value = read(json);
		return (schema.wrapper() != null) ? MAPPER.createObjectNode().set(schema.wrapper(), value) : value;
	}

	private static JsonNode read(String json) {
		return MAPPER.readTree(json.replace('\'', '"'));
	}

	private static Type type(String component) {
		return Arrays.stream(Forms.class.getRecordComponents())
			.filter((candidate) -> candidate.getName().equals(component))
			.map((candidate) -> candidate.getGenericType())
			.findFirst()
			.orElseThrow();
	}

	enum Color {

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

		FIRST;

		@Override
		public String toString() {
			return "the " + name().toLowerCase(Locale.ROOT);
		}

	}

	record Address(@JsonValue String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Address {
		}

	}

	sealed interface Shape permits Square, Circle, Group {

	}

	record Square(int side) implements Shape {
	}

	record Circle(double radius) implements Shape {
	}

	record Group(List<Shape> shapes, @Nullable Shape best) implements Shape {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
	sealed interface Pet permits Dog, Cat {

	}

	record Dog(String name) implements Pet {
	}

	record Cat(String name) implements Pet {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Channel permits Phone, Mail {

	}

	record Phone(String number) implements Channel {
	}

	record Mail(String address) implements Channel {
	}

	record Tree(List<Tree> children) {
	}

	record Page<T>(List<T> content, T first) {
	}

	static class Open {

		public int known;

		@JsonAnySetter
		public Map<String, Integer> others = new LinkedHashMap<>();

	}

	record Formatted(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {
	}

	record Forms(String text, char letter, boolean flag, long whole, BigInteger big, double fraction,
			BigDecimal decimal, UUID uuid, URI uri, Currency currency, Locale locale, byte[] bytes, int[] numbers,
			List<String> list, List<Optional<String>> nulls, Collection<String> collection, Iterable<String> iterable,
			Set<String> set, double[][] matrix, Map<String, Integer> map, Map<Integer, String> numberKeys,
			Map<Color, Integer> enumKeys, Map<Level, Integer> levelKeys, Map<String, Map<String, List<Square>>> maps,
			Object anything, JsonNode json, Optional<String> none, Optional<String> optional, OptionalInt optionalInt,
			OptionalLong optionalLong, OptionalDouble optionalDouble, Optional<Square> optionalBean, Color color,
			Level level, Shown shown, DayOfWeek weekday, Month month, LocalDate date, LocalTime time,
			LocalTime longTime, OffsetTime offsetTime, Instant instant, OffsetDateTime offsetDateTime,
			ZonedDateTime zonedDateTime, LocalDateTime localDateTime, Duration duration, Period period, Year year,
			YearMonth yearMonth, MonthDay monthDay, ZoneId zone, Formatted formatted, Address email, Square square,
			Shape shape, List<Shape> shapes, Pet pet, Cat cat, Channel channel, Tree tree, Page<Square> page,
			Open open) {
	}

	record Order(UUID id, List<Line> lines, @Nullable String note, @JsonProperty(defaultValue = "false") boolean paid) {
	}

	record Line(String sku, int count, BigDecimal price) {
	}

	record Constrained(@NotBlank String name, @Pattern(regexp = "[a-z]{2}-[0-9]{2}") String code, @Email String email,
			@Min(0) @Max(150) int age, @DecimalMin(value = "0.01", inclusive = false) BigDecimal price,
			@Size(min = 1, max = 3) List<@NotBlank String> tags, Map<@NotBlank String, @Positive Integer> prices,
			Optional<@Min(1) Integer> limit, List<@Size(min = 1) List<Integer>> matrix) {
	}

}
