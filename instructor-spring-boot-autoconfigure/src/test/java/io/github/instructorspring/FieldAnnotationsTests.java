package io.github.instructorspring;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotations on components, from the schema that is sent to the object that comes back.
 */
class FieldAnnotationsTests {

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "e_mail", "mail" })
	void aliasIsTheWireNameAndFurtherOnesAreAcceptedOnTheWayBack(String name) {
		this.model.answersToolCall("Contact", "{\"" + name + "\":\"a@example.org\",\"phones\":[]}");
		assertThat(this.instructor.create(Contact.class, "text")).isEqualTo(new Contact("a@example.org", List.of()));
		assertThat(schema().path("properties").propertyNames()).containsExactly("e_mail", "phones");
		assertThat(schema().toString()).doesNotContain("alias");
	}

	@Test
	void aliasOfANestedBeanIsAccepted() {
		this.model.answersToolCall("Contact",
				"{\"mail\":\"a@example.org\",\"phones\":[{\"nr\":\"1\"},{\"number\":\"2\"}]}");
		assertThat(this.instructor.create(Contact.class, "text"))
			.isEqualTo(new Contact("a@example.org", List.of(new Phone("1"), new Phone("2"))));
	}

	@Test
	void constantsOfEnumsAreDescribed() {
		this.model.answersToolCall("Ticket", "{\"priority\":\"high\",\"backup\":null}");
		this.instructor.create(Ticket.class, "text");
		assertThat(schema().at("/properties/priority")).hasToString(
				"{\"type\":\"string\",\"enum\":[\"low\",\"high\"],\"description\":\"How soon (low: can wait; high: today)\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "high", "urgent", "asap" })
	void aliasOfAConstantIsAcceptedOnTheWayBack(String name) {
		this.model.answersToolCall("Ticket", "{\"priority\":\"" + name + "\",\"backup\":\"" + name + "\"}");
		assertThat(this.instructor.create(Ticket.class, "text")).isEqualTo(new Ticket(Priority.HIGH, Priority.HIGH));
		assertThat(schema().toString()).doesNotContain("urgent").doesNotContain("alias");
	}

	@Test
	void propertyThatWasNeverAskedForCannotBeSetByAnAnswer() {
		this.model.answersToolCall("Draft", "{\"text\":\"Hello\",\"internal\":\"forged\",\"state\":\"forged\"}");
		Draft draft = this.instructor.create(Draft.class, "text");
		assertThat(draft.getInternal()).isEqualTo("internal");
		assertThat(draft.getState()).isEqualTo("new");
	}

	@Test
	void everyTextThatCannotBeConvertedIsReportedAtOnce() {
		this.model
			.answersToolCall("Trip",
					"{\"start\":\"x\",\"stops\":{\"a\":[\"2026-11-22\",\"y\"]},\"end\":\"z\",\"id\":\"q\"}")
			.answersToolCall("Trip",
					"{\"start\":\"2026-11-22\",\"stops\":{},\"end\":\"2026-11-23\",\"id\":\"6c84fb90-12c4-11e1-840d-7b25c5ee775a\"}");
		this.instructor.create(Trip.class, "text");
		assertThat(this.model.request(1).at("/messages/2/content").asString()).contains("""
				- start: found "x", expected to be a valid LocalDate
				- stops["a"][1]: found "y", expected to be a valid LocalDate
				- end: found "z", expected to be a valid LocalDate
				- id: found "q", expected to be a valid UUID
				""");
	}

	@Test
	void keyThatComesTwiceIsAskedAgainAndNothingIsLost() {
		LoopbackModel strict = this.model
			.answersText("{\"prices\":[{\"key\":\"a\",\"value\":1},{\"key\":\"a\",\"value\":2}]}")
			.answersText("{\"prices\":[{\"key\":\"a\",\"value\":3}]}");
		Prices prices = InstructorTemplate.create(strict.chatClient("gpt-4o")).create(Prices.class, "text");
		assertThat(prices).isEqualTo(new Prices(Map.of("a", 3)));
		assertThat(strict.request(1).at("/messages/2/content").asString()).contains("expected to have each key once");
	}

	@Test
	void unwrappedBeanLiesFlatAndComesBackNested() {
		this.model.answersToolCall("Parcel", "{\"id\":7,\"to_city\":\"Oslo\",\"to_zip\":1}");
		assertThat(this.instructor.create(Parcel.class, "text")).isEqualTo(new Parcel(7, new Place("Oslo", 1)));
		assertThat(schema()).hasToString("{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},"
				+ "\"to_city\":{\"type\":\"string\"},\"to_zip\":{\"type\":\"integer\",\"maximum\":9999}},"
				+ "\"required\":[\"id\",\"to_city\",\"to_zip\"],\"additionalProperties\":false}");
	}

	@Test
	void violationInAnUnwrappedBeanHasTheNameThatTheModelSees() {
		this.model.answersToolCall("Parcel", "{\"id\":7,\"to_city\":\"Oslo\",\"to_zip\":10000}")
			.answersToolCall("Parcel", "{\"id\":7,\"to_city\":\"Oslo\",\"to_zip\":1}");
		this.instructor.create(Parcel.class, "text");
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- to_zip: found 10000, expected to be less than or equal to 9999");
	}

	@Test
	void hiddenComponentIsNotAskedForAndIsInTheObject() {
		this.model.answersToolCall("Draft", "{\"text\":\"Hello\"}");
		Draft draft = this.instructor.create(Draft.class, "text");
		assertThat(draft.getText()).isEqualTo("Hello");
		assertThat(draft.getState()).isEqualTo("new");
		assertThat(draft.getInternal()).isEqualTo("internal");
		assertThat(schema().path("properties").propertyNames()).containsExactly("text");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name     | {"type":"string","description":"Full name (minLength: 2, maxLength: 9, examples: ["Ada"])"}
			age      | {"type":"integer","minimum":0,"maximum":150,"description":"(examples: [36])"}
			nick     | {"type":["string","null"]}
			visits   | {"type":["integer","null"],"description":"(default: 3)"}
			""")
	void swaggerAnnotationsCountWherePresent(String property, String schema) {
		this.model.answersToolCall("Annotated", "{\"name\":\"Ada\",\"age\":36,\"nick\":null,\"visits\":null}");
		assertThat(this.instructor.create(Annotated.class, "text")).isEqualTo(new Annotated("Ada", 36, null, 3));
		assertThat(this.model.request(0)
			.at("/tools/0/function/parameters/properties")
			.path(property)
			.toString()
			.replace("\\\"", "\"")).isEqualTo(schema);
		assertThat(this.model.request(0).at("/tools/0/function/description").asString()).isEqualTo("An annotated one");
	}

	private JsonNode schema() {
		return this.model.request(0).at("/tools/0/function/parameters");
	}

	record Phone(@JsonAlias("nr") String number) {
	}

	record Contact(@JsonProperty("e_mail") @JsonAlias("mail") String address, List<Phone> phones) {
	}

	enum Priority {

		@JsonProperty("low")
		@JsonPropertyDescription("can wait")
		LOW,

		@JsonProperty("high")
		@Schema(description = "today")
		@JsonAlias({ "urgent", "asap" })
		HIGH

	}

	record Ticket(@JsonPropertyDescription("How soon") Priority priority, @Nullable Priority backup) {
	}

	record Trip(LocalDate start, Map<String, List<LocalDate>> stops, LocalDate end, UUID id) {
	}

	record Prices(Map<String, Integer> prices) {
	}

	record Place(String city, @Max(9999) int zip) {
	}

	record Parcel(int id, @JsonUnwrapped(prefix = "to_") Place place) {
	}

	static class Draft {

		private String text = "";

		@JsonIgnore
		private String state = "new";

		@Schema(hidden = true)
		private String internal = "internal";

		@JsonProperty
		String getText() {
			return this.text;
		}

		@JsonProperty
		void setText(String text) {
			this.text = text;
		}

		String getState() {
			return this.state;
		}

		@JsonProperty
		String getInternal() {
			return this.internal;
		}

		@JsonProperty
		void setInternal(String internal) {
			this.internal = internal;
		}

	}

	@Schema(description = "An annotated one")
	record Annotated(@Schema(description = "Full name", minLength = 2, maxLength = 9, example = "Ada") String name,
			@Schema(minimum = "0", maximum = "150", example = "36") int age,
			@Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable String nick,
			@Schema(defaultValue = "3") int visits) {
	}

}
