package io.github.instructorspring.docs;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.ParameterizedTypeReference;

import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.Repair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/enums.md.
 */
class EnumsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("enums.md");

	private static final String FIRE = """
			{"subject":"Printer on fire","priority":"high"}""";

	private static final String WRONG = """
			{"subject":"Printer on fire","priority":"urgent"}""";

	@Test
	void ticket() {
		this.model.answersText(FIRE);
		Ticket ticket = ticket(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(FIRE);
		page.says(ticket);
	}

	private Ticket ticket(InstructorTemplate instructor) {
		Ticket ticket = instructor.create(Ticket.class, "The printer is on fire!");
		return ticket;
	}

	@Test
	void wholeAnswer() {
		this.model.answersText("{\"value\":\"unknown\"}", "{\"items\":[\"MONDAY\",\"TUESDAY\"]}");
		assertThat(priority(this.instructor, "text")).isEqualTo(Priority.UNKNOWN);
		assertThat(openOn(this.instructor, "text")).containsExactly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
	}

	private Priority priority(InstructorTemplate instructor, String text) {
		Priority priority = instructor.create(Priority.class, text);
		return priority;
	}

	private Set<DayOfWeek> openOn(InstructorTemplate instructor, String text) {
		Set<DayOfWeek> openOn = instructor.create(new ParameterizedTypeReference<Set<DayOfWeek>>() {
		}, text);
		return openOn;
	}

	@Test
	void constantsHaveTheirNameOrTheValueThatJacksonWrites() {
		this.model.answersText("{\"stars\":2,\"shape\":null}", "{\"stars\":2,\"shape\":\"OVAL\"}");
		assertThat(this.instructor.create(Rating.class, "text")).isEqualTo(new Rating(Stars.TWO, null));
		assertThat(sentProperty("stars")).hasToString("{\"type\":\"integer\",\"enum\":[1,2]}");
		assertThat(sentProperty("shape")).hasToString("""
				{"anyOf":[{"type":"string","enum":["ROUND","OTHER"]},{"type":"null"}]}""");
	}

	@Test
	void nameThatIsNoneIsAskedAgainWhateverTheDefault() {
		this.model.answersText("{\"value\":\"OVAL\"}", "{\"value\":\"ROUND\"}");
		assertThat(this.instructor.create(Shape.class, "text")).isEqualTo(Shape.ROUND);
		assertThat(asked()).contains("- value: found \"OVAL\", expected to be one of ROUND, OTHER");
	}

	@Test
	void nameInAnotherSpellingIsTaken() {
		List<List<String>> rows = page.rows("answered").toList();
		assertThat(rows).hasSize(3);
		for (List<String> row : rows) {
			this.model.answersText(FIRE.replace("\"high\"", row.get(0)));
			Completion<Ticket> completion = this.instructor.prompt()
				.user("text")
				.responseModel(Ticket.class)
				.call()
				.completion();
			assertThat(completion.entity().priority()).hasToString(row.get(1));
			assertThat(completion.repairs()).containsExactly(new Repair(Coercion.valueOf(row.get(2)), -1, "priority"));
		}
	}

	@Test
	void severalNamesAreNone() {
		this.model.answersText(FIRE.replace("high", "low or high"), FIRE);
		ticket(this.instructor);
		assertThat(asked()).contains("- priority: found \"low or high\", expected to be one of low, high, unknown");
	}

	@Test
	void wrongAnswer() {
		this.model.answersText(WRONG, FIRE);
		ticket(this.instructor);
		page.showsJson(WRONG);
		page.showsText(asked());
	}

	enum Priority {

		@JsonProperty("low")
		@JsonPropertyDescription("can wait a week")
		LOW,

		@JsonProperty("high")
		@JsonPropertyDescription("today")
		HIGH,

		@JsonProperty("unknown")
		UNKNOWN

	}

	record Ticket(@NotBlank String subject, @JsonPropertyDescription("How soon") Priority priority) {
	}

	enum Stars {

		ONE, TWO;

		@JsonValue
		int number() {
			return ordinal() + 1;
		}

	}

	enum Shape {

		ROUND, @JsonEnumDefaultValue
		OTHER

	}

	record Rating(Stars stars, @Nullable Shape shape) {
	}

}
