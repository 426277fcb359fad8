package io.github.instructorspring.schema;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemas in the words of each dialect.
 */
class SchemaDialectTests {

	@Test
	void everyPropertyIsRequired() {
		assertThat(strict(Person.class).path("required").valueStream().map(JsonNode::stringValue)).containsExactly(
				"name", "email", "age", "color", "shade", "level", "nickname", "home", "work", "second", "tags", "site",
				"photo");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name     | {'type':'string','description':'Full name (minLength: 2, maxLength: 9)'}
			email    | {'type':'string','format':'email'}
			age      | {'type':['integer','null'],'minimum':0,'maximum':150,'description':'(default: 18)'}
			color    | {'type':'string','enum':['RED']}
			shade    | {'anyOf':[{'type':'string','enum':['RED']},{'type':'null'}]}
			level    | {'anyOf':[{'type':'string','enum':['RED']},{'type':'null'}],'description':'(default: RED)'}
			nickname | {'type':['string','null']}
			home     | {'$ref':'#/$defs/Place'}
			work     | {'anyOf':[{'$ref':'#/$defs/Place'}],'description':'Office'}
			second   | {'anyOf':[{'$ref':'#/$defs/Place'},{'type':'null'}]}
			tags     | {'type':'array','items':{'type':'string'},'maxItems':3,'description':'(uniqueItems: true)'}
			site     | {'type':'string','description':'(format: uri)'}
			photo    | {'anyOf':[{'$ref':'#/$defs/Place'},{'type':'null'}],'description':'(default: {'zip':'1'})'}
			""")
	void whatTheSubsetLacksMovesIntoTheDescription(String property, String schema) {
		assertThat(strict(Person.class).path("properties")
			.path(property)
			.toString()
			.replace("\\\"", "'")
			.replace('"', '\'')).isEqualTo(schema);
	}

	@Test
	void definitionsAndMembersAreLoweredToo() {
		assertThat(text(strict(Drawing.class))).isEqualTo(
				"{'type':'object','properties':{'first':{'$ref':'#/$defs/Shape'},'second':{'$ref':'#/$defs/Shape'}},"
						+ "'required':['first','second'],'additionalProperties':false,'$defs':{'Shape':{'anyOf':[{'ty"
						+ "pe':'object','properties':{'type':{'type':'string','const':'Square'},'side':{'type':['integer','null'],'description':'(default: 1)'}},'required':['type','side'],'additionalProperties':false}]}}}");
	}

	@Test
	void aRecursiveTypeStaysRecursive() {
		assertThat(text(strict(Tree.class))).isEqualTo(
				"{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}},'required':['children'],'additionalProperties':false}");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			anything | Open.anything: a value of any shape; use a type of your own, or a map of texts
			list     | Open.list[]: a value of any shape; use a type of your own, or a map of texts
			""")
	void whatHasNoClosedShapeIsRefusedWithItsPath(String property, String problem) {
		LoweredSchema lowered = SchemaFixture.schema(Open.class).in(SchemaDialect.OPENAI_STRICT);
		assertThat(lowered.isSupported()).isFalse();
		assertThat(lowered.problems()).contains(problem);
	}

	@ParameterizedTest(name = "{0} in {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					prices | OPENAI_STRICT | {'type':'array','items':{'type':'object','properties':{'key':{'type':'string'},'value':{'type':'integer','exclusiveMinimum':0}},'required':['key','value'],'additionalProperties':false},'minItems':1,'description':'(a map: each key once)'}
					colors | OPENAI_STRICT | {'type':['array','null'],'items':{'type':'object','properties':{'key':{'type':'string','enum':['RED']},'value':{'type':'string'}},'required':['key','value'],'additionalProperties':false},'description':'By color (a map: each key once)'}
					prices | ANTHROPIC_SCHEMA | {'type':'array','items':{'type':'object','properties':{'key':{'type':'string'},'value':{'type':'integer','description':'(exclusiveMinimum: 0)'}},'required':['key','value'],'additionalProperties':false},'description':'(a map: each key once, minItems: 1)'}
					prices | GENERIC | {'type':'object','additionalProperties':{'type':'integer','exclusiveMinimum':0},'minProperties':1}
					""")
	void mapsBecomeEntriesWhereADialectHasNone(String property, SchemaDialect dialect, String schema) {
		LoweredSchema lowered = SchemaFixture.schema(Maps.class).in(dialect);
		assertThat(lowered.problems()).isEmpty();
		assertThat(text(lowered.json().path("properties").path(property))).isEqualTo(schema);
	}

	@Test
	void whatAMapLosesStandsInItsDescriptionAsReported() {
		LoweredSchema lowered = SchemaFixture.schema(Defaults.class).in(SchemaDialect.OPENAI_STRICT);
		assertThat(text(lowered.json().at("/properties/prices/description")))
			.isEqualTo("'By name (a map: each key once, default: {\\'a\\':1})'");
		assertThat(lowered.losses()).extracting(SchemaLoss::toString)
			.containsExactly("Defaults.prices: map -> list of keys and values",
					"Defaults.prices: default: {\"a\":1} -> description");
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = SchemaDialect.class, names = { "ANTHROPIC_TOOLS", "ANTHROPIC_SCHEMA", "GEMINI" })
	void referencesAreInlinedAndRecursionIsRefused(SchemaDialect dialect) {
		String drawing = SchemaFixture.schema(Drawing.class).in(dialect).text();
		assertThat(drawing).doesNotContain("$ref").doesNotContain("$defs");
		assertThat(SchemaFixture.schema(Tree.class).in(dialect).problems()).singleElement()
			.asString()
			.startsWith("Tree.children[]: a type that contains itself");
		assertThat(SchemaFixture.schema(Forest.class).in(dialect).problems()).hasSize(2)
			.allSatisfy((problem) -> assertThat(problem).contains("contains itself"));
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = SchemaDialect.class, names = { "GENERIC", "OPENAI", "OLLAMA", "DEEPSEEK" })
	void dialectsThatTakeEverythingChangeNothing(SchemaDialect dialect) {
		for (Class<?> type : List.of(Person.class, Drawing.class, Tree.class, Maps.class, Open.class)) {
			LoweredSchema lowered = SchemaFixture.schema(type).in(dialect);
			assertThat(lowered.text()).isEqualTo(SchemaFixture.schema(type).text());
			assertThat(lowered.losses()).isEmpty();
			assertThat(lowered.problems()).isEmpty();
		}
	}

	@Test
	void geminiTakesConstantsAsEnumsAndLeavesPatternsToTheDescription() {
		assertThat(text(SchemaFixture.schema(Drawing.class)
			.in(SchemaDialect.GEMINI)
			.json()
			.at("/properties/first/anyOf/0/properties/type"))).isEqualTo("{'type':'string','enum':['Square']}");
		assertThat(text(SchemaFixture.schema(Code.class).in(SchemaDialect.GEMINI).json().at("/properties/code")))
			.isEqualTo("{'type':'string','description':'(pattern: \\\\S)'}");
	}

	@ParameterizedTest(name = "{0} in {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			ahead    | OPENAI           | {'type':'string','description':'(pattern: ^(?:(?!x).*)$)'}
			ahead    | OPENAI_STRICT    | {'type':'string','description':'(pattern: ^(?:(?!x).*)$)'}
			behind   | OPENAI_STRICT    | {'type':'string','description':'(pattern: ^(?:.*(?<=x))$)'}
			back     | ANTHROPIC_SCHEMA | {'type':'string','description':'(pattern: ^(?:(.)\\1)$)'}
			boundary | MISTRAL          | {'type':'string','description':'(pattern: ^(?:a\\b.*)$)'}
			ahead    | GENERIC          | {'type':'string','pattern':'^(?:(?!x).*)$'}
			plain    | OPENAI_STRICT    | {'type':'string','pattern':'^(?:(?:a=!)+)$'}
			""")
	void patternsThatDoMoreThanMatchMoveIntoTheDescription(String property, SchemaDialect dialect, String schema) {
		assertThat(text(SchemaFixture.schema(Patterns.class).in(dialect).json().path("properties").path(property))
			.replace("\\\\", "\\")).isEqualTo(schema);
	}

	@Test
	void aUnionThatSharesItsFirstPropertyIsRefusedByTheStrict() {
		assertThat(SchemaFixture.schema(Span.class).in(SchemaDialect.OPENAI_STRICT).problems()).containsExactly(
				"Span: a union of types that share their first property 'from'; put first what tells them apart, or name them with @JsonTypeInfo");
		assertThat(SchemaFixture.schema(Span.class).in(SchemaDialect.OPENAI).problems()).isEmpty();
	}

	@Test
	void everyLossIsReportedWithItsPathAndWhereItWent() {
		assertThat(SchemaFixture.schema(Maps.class).in(SchemaDialect.OPENAI_STRICT).losses())
			.extracting(SchemaLoss::toString)
			.containsExactly("Maps.prices: map -> list of keys and values",
					"Maps.colors: map -> list of keys and values");
		assertThat(SchemaFixture.schema(Person.class).in(SchemaDialect.OPENAI_STRICT).losses())
			.extracting(SchemaLoss::path)
			.containsExactly("Person.name", "Person.name", "Person.age", "Person.level", "Person.tags", "Person.site",
					"Person.photo");
	}

	@Test
	void whatIsLargerThanOpenAiTakesIsRefusedWithTheLimit() {
		assertThat(SchemaFixture.schema(Level1.class).in(SchemaDialect.OPENAI_STRICT).problems()).containsExactly(
				"Level1: 11 levels of nesting, but this provider takes at most 10; split the response model");
	}

	@Test
	void loweredSchemaIsComputedOnce() {
		ResponseSchema schema = SchemaFixture.schema(Person.class);
		assertThat(schema.in(SchemaDialect.OPENAI_STRICT)).isSameAs(schema.in(SchemaDialect.OPENAI_STRICT));
	}

	@Test
	void theSchemaItselfIsLeftAlone() {
		ResponseSchema schema = SchemaFixture.schema(Person.class);
		String before = schema.text();
		schema.in(SchemaDialect.OPENAI_STRICT).json().removeAll();
		assertThat(schema.text()).isEqualTo(before);
		assertThat(schema.json()).hasToString(before);
	}

	private static ObjectNode strict(Class<?> type) {
		LoweredSchema lowered = SchemaFixture.schema(type).in(SchemaDialect.OPENAI_STRICT);
		assertThat(lowered.problems()).isEmpty();
		return lowered.json();
	}

	private static String text(JsonNode node) {
		return node.toString().replace('"', '\'');
	}

	enum Color {

		RED

	}

	record Place(String zip) {
	}

	record Person(@Size(min = 2, max = 9) @JsonPropertyDescription("Full name") String name, @Email String email,
			@JsonProperty(defaultValue = "18") @Min(0) @Max(150) int age, Color color, @Nullable Color shade,
			@JsonProperty(defaultValue = "RED") Color level, Optional<String> nickname, Place home,
			@JsonPropertyDescription("Office") Place work, @Nullable Place second, @Size(max = 3) Set<String> tags,
			URI site, @JsonProperty(defaultValue = "{\"zip\":\"1\"}") Place photo) {
	}

	sealed interface Shape permits Square {

	}

	record Square(@JsonProperty(defaultValue = "1") int side) implements Shape {
	}

	record Drawing(Shape first, Shape second) {
	}

	record Tree(List<Tree> children) {
	}

	record Forest(Tree oldest, Tree youngest) {
	}

	record Open(Object anything, List<Object> list) {
	}

	record Maps(@Size(min = 1) Map<String, @Positive Integer> prices,
			@JsonPropertyDescription("By color") @Nullable Map<Color, String> colors) {
	}

	record Patterns(@Pattern(regexp = "(?!x).*") String ahead, @Pattern(regexp = ".*(?<=x)") String behind,
			@Pattern(regexp = "(.)\\1") String back, @Pattern(regexp = "a\\b.*") String boundary,
			@Pattern(regexp = "(?:a=!)+") String plain) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
	sealed interface Span permits UpTo, Counted {

	}

	record UpTo(int from, int to) implements Span {
	}

	record Counted(int from, int length) implements Span {
	}

	record Defaults(
			@JsonPropertyDescription("By name") @JsonProperty(defaultValue = "{\"a\":1}") Map<String, Integer> prices) {
	}

	record Code(@NotBlank String code) {
	}

	record Level1(Level2 next) {
	}

	record Level2(Level3 next) {
	}

	record Level3(Level4 next) {
	}

	record Level4(Level5 next) {
	}

	record Level5(Level6 next) {
	}

	record Level6(Level7 next) {
	}

	record Level7(Level8 next) {
	}

	record Level8(Level9 next) {
	}

	record Level9(Level10 next) {
	}

	record Level10(Level11 next) {
	}

	record Level11(String end) {
	}

}
