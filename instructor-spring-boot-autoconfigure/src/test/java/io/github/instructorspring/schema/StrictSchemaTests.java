package io.github.instructorspring.schema;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemas in OpenAI's strict subset.
 */
class StrictSchemaTests {

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
			age      | {'type':['integer','null'],'maximum':150,'minimum':0,'description':'(default: 18)'}
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
						+ "'$defs':{'Shape':{'anyOf':[{'type':'object','properties':{'type':{'type':'string','const':'Square'},"
						+ "'side':{'type':['integer','null'],'description':'(default: 1)'}},'required':['type','side'],'additionalProperties':false}]}},"
						+ "'required':['first','second'],'additionalProperties':false}");
	}

	@Test
	void aRecursiveTypeStaysRecursive() {
		assertThat(text(strict(Tree.class))).isEqualTo(
				"{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}},'required':['children'],'additionalProperties':false}");
	}

	@ParameterizedTest(name = "{0} -> null")
	@MethodSource
	void whatHasNoClosedShapeCannotBeExpressed(TypeReference<?> type) {
		assertThat(StrictSchema.of(SchemaFixture.schema(type.getType()))).isNull();
	}

	static Stream<TypeReference<?>> whatHasNoClosedShapeCannotBeExpressed() {
		return Stream.of(new TypeReference<Map<String, Integer>>() {
		}, new TypeReference<Object>() {
		}, new TypeReference<List<Map<String, String>>>() {
		}, new TypeReference<Open>() {
		}, new TypeReference<Optional<Open>>() {
		});
	}

	@Test
	void theSchemaItselfIsLeftAlone() {
		ResponseSchema schema = SchemaFixture.schema(Person.class);
		String before = schema.text();
		ObjectNode strict = StrictSchema.of(schema);
		assertThat(strict).isNotNull();
		strict.removeAll();
		assertThat(schema.text()).isEqualTo(before);
		assertThat(schema.json()).hasToString(before);
	}

	private static ObjectNode strict(Class<?> type) {
		ObjectNode strict = StrictSchema.of(SchemaFixture.schema(type));
		assertThat(strict).isNotNull();
		return strict;
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

	record Open(Object anything) {
	}

}
