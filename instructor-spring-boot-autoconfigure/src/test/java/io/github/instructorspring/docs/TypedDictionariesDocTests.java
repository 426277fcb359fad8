package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.ParameterizedTypeReference;

import io.github.instructorspring.Completion;
import io.github.instructorspring.DynamicModel;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.Repair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/typed-dictionaries.md.
 */
class TypedDictionariesDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("typed-dictionaries.md");

	private static final String PRICES = """
			{"currency":"EUR","prices":[{"key":"Lamp","value":49.90},{"key":"shade","value":12}]}""";

	private static final String FREE = """
			{"currency":"EUR","prices":[{"key":"Lamp","value":0}]}""";

	private static final String JASON = """
			{"name":"Jason","age":25,"nickname":null}""";

	private static final String UNBORN = """
			{"name":"Jason","age":-25,"nickname":null}""";

	@Test
	void list() {
		this.model.answersText(PRICES);
		PriceList list = list(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(PRICES);
		page.says(list);
	}

	private PriceList list(InstructorTemplate instructor) {
		PriceList list = instructor.create(PriceList.class, "Lamp 49.90 EUR, shade 12 EUR");
		return list;
	}

	@Test
	void eitherFormIsTaken() {
		this.model.answersText("{\"currency\":\"EUR\",\"prices\":{\"Lamp\":49.90}}");
		assertThat(list(this.instructor).prices()).containsExactly(Map.entry("Lamp", new BigDecimal("49.90")));
	}

	@Test
	void elsewhereTheSchemaSaysAdditionalProperties() {
		for (OutputMode mode : List.of(OutputMode.JSON, OutputMode.MD_JSON)) {
			this.model.answersText("```json\n{\"currency\":\"EUR\",\"prices\":{\"Lamp\":49.90}}\n```");
			this.instructor.prompt().user("text").mode(mode).responseModel(PriceList.class).call().entity();
			assertThat(this.model.request(this.model.calls() - 1).at("/messages/0/content").asString())
				.contains("\"additionalProperties\":{\"type\":\"number\",\"exclusiveMinimum\":0}");
		}
	}

	@Test
	void keysMayBeAnythingThatJacksonReads() {
		this.model.answersText("""
				{"days":[{"key":"MONDAY","value":1}],"dates":[{"key":"2026-11-23","value":2}]}""", """
				{"days":[{"key":"Montag","value":1}],"dates":[]}""", """
				{"days":[],"dates":[{"key":"tomorrow","value":2}]}""", """
				{"days":[],"dates":[]}""");
		assertThat(this.instructor.create(Hours.class, "text"))
			.isEqualTo(new Hours(Map.of(DayOfWeek.MONDAY, 1), Map.of(LocalDate.of(2026, 11, 23), 2)));
		assertThat(sentProperty("days").at("/items/properties/key/enum").size()).isEqualTo(7);
		this.instructor.create(Hours.class, "text");
		assertThat(sent(2)).contains("days").contains("Montag");
		assertThat(sent(3)).contains("dates").contains("tomorrow");
	}

	@Test
	void keyInAnotherSpellingIsTaken() {
		this.model.answersText("{\"days\":[{\"key\":\"Monday\",\"value\":1}],\"dates\":[]}");
		Completion<Hours> completion = this.instructor.prompt()
			.user("text")
			.responseModel(Hours.class)
			.call()
			.completion();
		assertThat(completion.entity().days()).isEqualTo(Map.of(DayOfWeek.MONDAY, 1));
		assertThat(completion.repairs()).extracting(Repair::kind).containsExactly(Coercion.PROPERTY_NAME);
	}

	@Test
	void mapOfAnythingGoesOutAsAToolThatIsNotStrict() {
		this.model.answersToolCall("StringMap", "{\"value\":{\"a\":1,\"b\":[true]}}");
		assertThat(this.instructor.create(new ParameterizedTypeReference<Map<String, Object>>() {
		}, "text")).isEqualTo(Map.of("a", 1, "b", List.of(true)));
		assertThat(this.model.request(0).at("/tools/0/function/strict").asBoolean(true)).isFalse();
	}

	@Test
	void wrongValue() {
		this.model.answersText(FREE, PRICES);
		list(this.instructor);
		page.showsJson(FREE);
		page.showsText(asked());
	}

	@Test
	void jason() {
		this.model.answersText(JASON);
		Map<String, Object> jason = jason(this.instructor);
		assertThat(jason).containsExactly(Map.entry("name", "Jason"), Map.entry("age", 25));
		page.showsJson(sentSchema());
		page.showsJson(JASON);
		page.says(jason);
	}

	private Map<String, Object> jason(InstructorTemplate instructor) {
		// @formatter:off
		DynamicModel person = DynamicModel.of("""
				{
				  "title": "Person",
				  "type": "object",
				  "properties": {
				    "name": { "type": "string" },
				    "age": { "type": "integer", "minimum": 0 },
				    "nickname": { "type": "string" }
				  },
				  "required": ["name", "age"]
				}
				""");

		Map<String, Object> jason = instructor.create(person, "Jason is 25 years old");
		// @formatter:on
		return jason;
	}

	@Test
	void wrongAnswerOfADynamicModel() {
		this.model.answersText(UNBORN, JASON);
		jason(this.instructor);
		page.showsJson(UNBORN);
		page.showsText(asked());
	}

	record PriceList(Currency currency, @NotEmpty Map<@NotBlank String, @Positive BigDecimal> prices) {
	}

	record Hours(Map<DayOfWeek, Integer> days, Map<LocalDate, Integer> dates) {
	}

}
