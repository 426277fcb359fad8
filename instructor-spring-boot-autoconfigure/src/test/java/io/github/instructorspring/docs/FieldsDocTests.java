package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.SchemaPreview;
import io.github.instructorspring.UnsupportedResponseModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples and tables of docs/fields.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class FieldsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("fields.md");

	private static final String PLANNING = """
			{"title":"Quarterly planning","date":"2026-11-23","minutes":null,"room":null}""";

	private static final String WRONG = """
			{"title":"Quarterly planning","date":"2026-11-23","minutes":-30,"room":""}""";

	@Test
	void meeting() {
		this.model.answersText(PLANNING);
		Meeting meeting = meeting(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(PLANNING);
		assertThat(meeting)
			.hasToString("Meeting[title=Quarterly planning, date=2026-11-23, minutes=30, room=null, id=null]");
		page.says(meeting);
	}

	private Meeting meeting(InstructorTemplate instructor) {
		Meeting meeting = instructor.create(Meeting.class, "Monday the 23rd: Quarterly planning");
		return meeting;
	}

	@Test
	void whereAProviderTakesTheKeywordsTheyAreSent() {
		this.model.answersText(PLANNING);
		this.instructor.prompt().user("text").mode(OutputMode.JSON).responseModel(Meeting.class).call().entity();
		assertThat(this.model.request(0).at("/messages/0/content").asString()).contains("\"maxLength\":40",
				"\"default\":30", "\"required\":[\"title\",\"date\"]");
	}

	@Test
	void preview(CapturedOutput output) {
		preview(this.instructor);
		List<String> lines = output.getOut().lines().filter((line) -> line.matches("\\{.*}|\\[Meeting.*]")).toList();
		assertThat(lines).hasSize(3);
		page.showsJson(lines.get(0), lines.get(1));
		page.showsText(lines.get(2));
		assertThat(this.model.calls()).isZero();
	}

	private void preview(InstructorTemplate instructor) {
		// @formatter:off
		SchemaPreview preview = instructor.schema(Meeting.class);

		System.out.println(preview.schema().text());
		System.out.println(preview.in(OutputMode.JSON).text());
		System.out.println(preview.schema().losses());
		// @formatter:on
	}

	@Test
	void swaggerCountsWhereTheOthersSayNothing() {
		this.model.answersText("{\"name\":\"Ada\",\"nick\":\"Ada\"}");
		this.instructor.create(Person.class, "text");
		assertThat(sentProperty("name")).hasToString("""
				{"type":"string","description":"Full name (minLength: 2, examples: [\\"Ada\\"])"}""");
		assertThat(sentProperty("nick")).hasToString("""
				{"type":"string","description":"Of Jackson (minLength: 1)"}""");
	}

	@Test
	void annotationsOfTheTable() {
		this.model.answersText("""
				{"optional":null,"nick":"A","day":"24.12.2026","id":"1","stamp":"2","due":"2020-01-01"}""", """
				{"nick":"A","day":"24.12.2026","id":"1","stamp":"2","due":"2120-01-01"}""");
		Annotated annotated = this.instructor.create(Annotated.class, "text");
		assertThat(annotated).isEqualTo(
				new Annotated(Optional.empty(), "A", LocalDate.of(2026, 12, 24), null, null, LocalDate.of(2120, 1, 1)));
		assertThat(sentSchema().path("properties").propertyNames()).containsExactly("optional", "nick", "day", "due");
		assertThat(sentProperty("optional")).hasToString("{\"type\":[\"string\",\"null\"]}");
		assertThat(sentProperty("nick")).hasToString("{\"type\":\"string\"}");
		assertThat(sentProperty("day"))
			.hasToString("{\"type\":\"string\",\"description\":\"(in the form dd.MM.yyyy)\"}");
		assertThat(sentProperty("due")).hasToString("{\"type\":\"string\",\"format\":\"date\"}");
		assertThat(asked()).contains("- due: found \"2020-01-01\", expected to be a future date");
	}

	@Test
	void constraintsOfTheTable() {
		this.model.answersText("""
				{"a":1,"b":1,"c":0,"d":1,"e":true,"f":"f","g":"gg","h":"HH","i":"i@example.org","j":[""],"k":["k"]}""");
		this.instructor.create(Constrained.class, "text");
		String declaration = DocumentationTests.tests("FieldsDocTests").replaceAll("\\s+", " ");
		for (List<String> row : page.rows("on").toList()) {
			String component = (row.get(1) + " " + row.get(0)).strip();
			String name = declaration.replaceFirst(".*record Constrained\\(.*?\\Q" + component + "\\E (\\w).*", "$1");
			assertThat(row.get(2)).as(component).isEqualTo(sentProperty(name).toString());
		}
		assertThat(page.rows("on")).hasSameSizeAs(Constrained.class.getRecordComponents());
	}

	@Test
	void wrongAnswer() {
		this.model.answersText(WRONG, PLANNING);
		meeting(this.instructor);
		page.showsJson(WRONG);
		page.showsText(asked());
	}

	@Test
	void pause() {
		assertThatExceptionOfType(UnsupportedResponseModelException.class)
			.isThrownBy(() -> pause(this.instructor, "text"))
			.satisfies((ex) -> page.showsText(asInAcme(ex.getMessage())));
	}

	private Pause pause(InstructorTemplate instructor, String text) {
		Pause pause = instructor.create(Pause.class, text);
		return pause;
	}

	// @formatter:off
	record Meeting(
			@JsonPropertyDescription("Five words at most") @Size(max = 40) String title,
			LocalDate date,
			@JsonProperty(defaultValue = "30") @Positive int minutes,
			@Nullable String room,
			@JsonIgnore UUID id) {
	}
	// @formatter:on

	record Annotated(Optional<String> optional, @JsonProperty(isRequired = OptBoolean.FALSE) String nick,
			@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day, @JsonIgnore String id,
			@JsonProperty(access = JsonProperty.Access.READ_ONLY) String stamp, @Future LocalDate due) {
	}

	record Constrained(@Min(1) @Max(5) int a, @Positive int b, @NegativeOrZero int c, @DecimalMin("0.5") BigDecimal d,
			@AssertTrue boolean e, @NotBlank String f, @Size(min = 2, max = 5) String g,
			@Pattern(regexp = "[A-Z]{2}") String h, @Email String i, @NotEmpty List<String> j,
			List<@NotBlank String> k) {
	}

	record Person(@Schema(description = "Full name", minLength = 2, example = "Ada") String name,
			@Schema(description = "Of Swagger",
					minLength = 2) @JsonPropertyDescription("Of Jackson") @Size(min = 1) String nick) {
	}

	record Pause(@JsonProperty(defaultValue = "short") int minutes) {
	}

}
