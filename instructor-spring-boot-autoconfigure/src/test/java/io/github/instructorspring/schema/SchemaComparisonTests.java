package io.github.instructorspring.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Our schemas and those of Spring AI's converter side by side, construct by construct. A
 * row that fails after an upgrade of Spring AI is good news.
 */
class SchemaComparisonTests {

	@Test
	void aSealedInterfaceIsAUnionAndAnEmptyObject() {
		JsonNode ours = ours(Drawing.class).at("/properties/plain");
		assertThat(ours.path("anyOf").valueStream().map((member) -> member.at("/properties/type/const").asString()))
			.containsExactly("Circle", "Square");
		assertThat(text(theirs(Drawing.class).at("/properties/plain"))).isEqualTo("{'type':'object'}");
	}

	@Test
	void annotatedSubtypesAreAUnionInBoth() {
		JsonNode ours = ours(Drawing.class).at("/properties/named/anyOf");
		JsonNode theirs = theirs(Drawing.class).at("/properties/named/anyOf");
		assertThat(ours.valueStream().map((member) -> member.at("/properties/kind/const").asString()))
			.containsExactly("cat", "dog");
		assertThat(theirs.valueStream().map((member) -> member.at("/properties/kind/const").asString()))
			.containsExactlyInAnyOrder("cat", "dog");
	}

	@ParameterizedTest(name = "{0}: ours {1}, theirs {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					scores   | {'type':'object','additionalProperties':{'type':'integer'}} | {'type':'object'}
					optional | {'type':['string','null']}                                  | {'type':['string','null']}
					number   | {'type':['integer','null']}                                 | {'type':'object'}
					date     | {'type':'string','format':'date'}                           | {'type':'string','format':'date'}
					instant  | {'type':'string','format':'date-time'}                      | {'type':'string','format':'date-time'}
					duration | {'type':'string','format':'duration'}                       | {'type':'string','format':'duration'}
					name     | {'type':'string','pattern':'\\\\S'}                         | {'type':'string'}
					age      | {'type':'integer','minimum':0,'maximum':150}                | {'type':'integer','format':'int32'}
					tags     | {'type':'array','items':{'type':'string'},'maxItems':3}     | {'type':'array','items':{'type':'string'}}
					level    | {'type':'string','enum':['low','high']}                     | {'type':'string','enum':['LOW','HIGH']}
					""")
	void eachConstructSaysMoreOrTheSame(String property, String ours, String theirs) {
		assertThat(text(ours(Constructs.class).path("properties").path(property))).isEqualTo(ours);
		assertThat(text(theirs(Constructs.class).path("properties").path(property))).isEqualTo(theirs);
	}

	@Test
	void optionalPropertiesAreOptionalAndRequired() {
		assertThat(names(ours(Constructs.class).path("required"))).doesNotContain("optional", "number")
			.contains("scores", "name");
		assertThat(names(theirs(Constructs.class).path("required"))).contains("optional", "number");
		JsonNode strict = SchemaFixture.schema(Constructs.class).in(SchemaDialect.OPENAI_STRICT).json();
		assertThat(names(strict.path("required"))).contains("optional", "number");
		assertThat(text(strict.at("/properties/number"))).isEqualTo("{'type':['integer','null']}");
		assertThat(strict.at("/properties/scores/items/properties/value/type").asString()).isEqualTo("integer");
	}

	@Test
	void theNamesOfAnEnumAreThoseThatJacksonReadsAndThoseThatItRefuses() {
		JsonMapper mapper = JsonMapper.shared();
		for (JsonNode name : ours(Constructs.class).at("/properties/level/enum")) {
			assertThat(mapper.treeToValue(name, Level.class)).isNotNull();
		}
		for (JsonNode name : theirs(Constructs.class).at("/properties/level/enum")) {
			assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> mapper.treeToValue(name, Level.class));
		}
	}

	@Test
	void inheritedPropertiesAreInBoth() {
		assertThat(ours(Derived.class).path("properties").propertyNames()).containsExactly("zulu", "alpha");
		assertThat(theirs(Derived.class).path("properties").propertyNames()).containsExactlyInAnyOrder("zulu", "alpha");
	}

	@Test
	void propertiesAreInTheOrderOfDeclarationAndOfTheAlphabet() {
		assertThat(ours(Verdict.class).path("properties").propertyNames()).containsExactly("reasoning", "answer");
		assertThat(theirs(Verdict.class).path("properties").propertyNames()).containsExactly("answer", "reasoning");
	}

	@Test
	void genericsAndRecursionAreInBothAndOursHaveStableNames() {
		ParameterizedTypeReference<Page<Tree>> type = new ParameterizedTypeReference<>() {
		};
		JsonNode ours = SchemaFixture.schema(type.getType()).json();
		assertThat(ours.at("/properties/items/items/$ref").asString()).isEqualTo("#/$defs/Tree");
		assertThat(ours).isEqualTo(SchemaFixture.schema(type.getType()).json());
		JsonNode theirs = JsonMapper.shared().readTree(new BeanOutputConverter<>(type).getJsonSchema());
		assertThat(theirs.toString()).contains("\"$ref\"");
		assertThat(ours(Tree.class).at("/properties/children/items/$ref").asString()).isEqualTo("#");
		assertThat(theirs(Tree.class).at("/properties/children/items/$ref").asString()).isEqualTo("#");
	}

	private static JsonNode ours(Class<?> type) {
		return SchemaFixture.schema(type).json();
	}

	private static JsonNode theirs(Class<?> type) {
		return JsonMapper.shared().readTree(new BeanOutputConverter<>(type).getJsonSchema());
	}

	private static String text(JsonNode node) {
		return node.toString().replace('"', '\'');
	}

	private static List<String> names(JsonNode names) {
		return names.valueStream().map(JsonNode::asString).toList();
	}

	sealed interface Shape {

	}

	record Circle(int radius) implements Shape {
	}

	record Square(int side) implements Shape {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Cat.class, name = "cat"),
			@JsonSubTypes.Type(value = Dog.class, name = "dog") })
	sealed interface Pet {

	}

	record Cat(int lives) implements Pet {
	}

	record Dog(String name) implements Pet {
	}

	record Drawing(Shape plain, Pet named) {
	}

	enum Level {

		@JsonProperty("low")
		LOW,

		@JsonProperty("high")
		HIGH

	}

	record Constructs(Map<String, Integer> scores, Optional<String> optional, OptionalInt number, LocalDate date,
			Instant instant, Duration duration, @NotBlank String name, @Min(0) @Max(150) int age,
			@Size(max = 3) List<String> tags, Level level) {
	}

	static class Base {

		public String zulu = "";

	}

	static class Derived extends Base {

		public String alpha = "";

	}

	record Verdict(String reasoning, String answer) {
	}

	record Page<T>(List<T> items) {
	}

	record Tree(List<Tree> children) {
	}

}
