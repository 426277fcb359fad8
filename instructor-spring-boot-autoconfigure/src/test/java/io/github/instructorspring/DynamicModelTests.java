package io.github.instructorspring;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DynamicModelTests {

	private static final DynamicModel PERSON = DynamicModel.of("""
			{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Person",
			 "description": "A person of the text", "type": "object",
			 "properties": {"name": {"type": "string", "minLength": 1},
			                "age": {"type": "integer", "minimum": 0, "maximum": 150},
			                "mail": {"type": "string", "format": "email"},
			                "friends": {"type": "array", "items": {"$ref": "#"}}},
			 "required": ["name", "age"]}
			""");

	private static final String JASON = "{\"name\":\"Jason\",\"age\":25}";

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void answerIsAMapThatTheSchemaAccepts() {
		this.model.answersToolCall("Person", JASON);
		Map<String, Object> person = this.instructor.create(PERSON, "Jason is 25 years old");
		assertThat(person).containsExactly(Map.entry("name", "Jason"), Map.entry("age", 25));
		assertThat(this.model.request(0).at("/tools/0/function/description").asString())
			.isEqualTo("A person of the text");
		GoldenJson.assertEqual("schema-dynamic", this.model.request(0).at("/tools/0/function/parameters"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u0000',
			textBlock = """
					{"name":"Jason"} | - age: found nothing, expected to be present
					{"name":"Jason","age":"old"} | - age: found "old", expected to be an integer
					{"name":"Jason","age":900} | - age: found 900, expected to have a maximum value of 150
					{"name":"","age":25} | - name: found "", expected to be at least 1 characters long
					{"name":"J","age":1,"mail":"no"} | - mail: found "no"
					{"name":"J","age":1,"friends":[{"name":"B","age":-1}]} | - friends[0].age: found -1, expected to have a minimum value of 0
					""")
	void answerThatTheSchemaRejectsIsAskedAgainWithItsPath(String answer, String finding) {
		this.model.answersToolCall("Person", answer).answersToolCall("Person", JASON);
		this.instructor.create(PERSON, "Jason is 25 years old");
		assertThat(this.model.request(1).at("/messages/2/content").asString()).contains(finding);
	}

	@Test
	void entitiesAndMaybeTakeDynamicModelsToo() {
		this.model.answersToolCall("PersonList", "{\"items\":[" + JASON + "]}")
			.answersToolCall("PersonMaybe", "{\"result\":" + JASON + ",\"error\":false,\"message\":null}")
			.answersToolCall("PersonMaybe", "{\"result\":null,\"error\":false,\"message\":\"nobody\"}");
		InstructorOperations.CallSpec<Map<String, Object>> call = this.instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(PERSON)
			.call();
		assertThat(call.entities()).containsExactly(Map.of("name", "Jason", "age", 25));
		assertThat(call.maybe().get()).isEqualTo(Map.of("name", "Jason", "age", 25));
		assertThat(call.maybe().message()).contains("nobody");
		GoldenJson.assertEqual("schema-dynamic-list", this.model.request(0).at("/tools/0/function/parameters"));
	}

	@Test
	void elementsOfAListAreValidatedWithTheirIndex() {
		this.model.answersToolCall("PersonList", "{\"items\":[" + JASON + ",{\"name\":\"Ada\",\"age\":900}]}")
			.answersToolCall("PersonList", "{\"items\":[]}");
		List<Map<String, Object>> people = this.instructor.prompt()
			.user("text")
			.responseModel(PERSON)
			.call()
			.entities();
		assertThat(people).isEmpty();
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- items[1].age: found 900, expected to have a maximum value of 150");
	}

	@Test
	void keywordsThatStrictSchemasLackAreSentAsTheyAre() {
		DynamicModel choice = DynamicModel.of("""
				{"type": "object", "properties": {"id": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
				 "required": ["id"]}""");
		this.model.answersToolCall("Response", "{\"id\":7}");
		assertThat(this.instructor.create(choice, "text")).containsEntry("id", 7);
		assertThat(this.model.request(0).at("/tools/0/function/strict").asBoolean()).isFalse();
		assertThat(this.model.request(0).at("/tools/0/function/parameters/properties/id/oneOf").size()).isEqualTo(2);
	}

	@ParameterizedTest(name = "{0} of {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
			{"id":7}            | {"type":["string","integer"]}
			{"id":"7"}          | {"type":["string","integer"]}
			{"id":true}         | {"type":["boolean","string"]}
			{"id":7}            | {"anyOf":[{"type":"string"},{"type":"integer"}]}
			{"id":"7"}          | {"anyOf":[{"type":"string"},{"type":"integer"}]}
			{"id":[1]}          | {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"integer"}}]}
			{"id":{"a":1}}      | {"anyOf":[{"type":"string"},{"type":"object","properties":{"a":{"type":"integer"}}}]}
			{"id":null}         | {"anyOf":[{"type":"string"},{"type":"null"}]}
			{"id":"x"}          | {"allOf":[{"type":"string"},{"minLength":1}]}
			{"id":1.5}          | {"const":1.5}
			{"id":{"any":[1]}}  | true
			""")
	void valueOfOneOfSeveralTypesKeepsItsOwn(String answer, String property) {
		DynamicModel dynamic = DynamicModel
			.of("{\"type\":\"object\",\"properties\":{\"id\":" + property + "},\"required\":[\"id\"]}");
		this.model.answersToolCall("Response", answer);
		Map<String, Object> map = this.instructor.create(dynamic, "text");
		assertThat(JsonMapper.shared().writeValueAsString(map)).isEqualTo(answer);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u0000',
			textBlock = """
					{"type": "array"} | must have "type": "object" at its root
					[] | must be a JSON object
					{"type": "object", "properties": {"a": {"$ref": "https://example.org/a"}}} | refers to 'https://example.org/a'
					{"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}} | refers to '#/$defs/A', which is not in it
					{"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"$ref": "#/$defs/A"}}} | refers to '#/$defs/A', which only refers to itself
					{"type": | must be JSON, but is not at line 1, column
					""")
	void schemaThatIsNoneIsRefusedAtOnce(String schema, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> DynamicModel.of(schema)).withMessageContaining(message);
	}

}
