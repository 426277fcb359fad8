package io.github.instructorspring.docs;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.UnsupportedResponseModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/models.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class ModelsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("models.md");

	private static final String JASON = """
			{"name":"Jason","age":25,"address":{"street":"Storgata 1","city":"Oslo"}}""";

	private static final String WRONG = """
			{"name":"Jason","age":900,"address":{"street":"","city":"Oslo"}}""";

	@Test
	void guest(CapturedOutput output) {
		this.model.answersText(JASON);
		guest(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(JASON);
		assertThat(output.getOut())
			.contains("Guest[name=Jason, age=25, address=Address[street=Storgata 1, city=Oslo]]");
	}

	private void guest(InstructorTemplate instructor) {
		// @formatter:off
		Guest guest = instructor.create(Guest.class, "Jason, 25, Storgata 1, Oslo");

		System.out.println(guest); // Guest[name=Jason, age=25, address=Address[street=Storgata 1, city=Oslo]]
		// @formatter:on
	}

	@Test
	void nullableIsNullAndFurtherPropertiesAreIgnored() {
		this.model.answersText("{\"name\":\"Jason\",\"age\":25,\"address\":null,\"hobby\":\"chess\"}");
		assertThat(this.instructor.create(Guest.class, "Jason")).isEqualTo(new Guest("Jason", 25, null));
	}

	@Test
	void everythingElseMustBeThereAndNotNull() {
		this.model.answersText("{\"name\":\"Jason\"}", "{\"name\":null,\"age\":25}", JASON);
		this.instructor.create(Guest.class, "Jason");
		assertThat(sent(1)).contains("- age: found nothing, expected to be present");
		assertThat(sent(2)).contains("- name: found null, expected not to be null");
	}

	@Test
	void wrongAnswer() {
		this.model.answersText(WRONG, JASON);
		guest(this.instructor);
		page.showsJson(WRONG);
		page.showsText(asked());
	}

	@Test
	void retriesExhausted() {
		this.model.answersText(WRONG, WRONG.replace("900", "901"), WRONG);
		assertThatExceptionOfType(RetriesExhaustedException.class).isThrownBy(() -> guest(this.instructor))
			.satisfies((ex) -> {
				page.showsText(ex.getMessage());
				assertThat(ex.violations()).hasSize(2);
				assertThat(ex.attempts()).hasSize(3);
				assertThat(ex.lastCandidate()).contains(new Guest("Jason", 900, new Guest.Address("", "Oslo")));
			});
	}

	@Test
	void town() {
		this.model.answersText("{\"name\":\"Oslo\",\"partnerTowns\":[{\"name\":\"Lund\",\"partnerTowns\":[]}]}");
		assertThat(town(this.instructor, "Oslo").partnerTowns.get(0).name).isEqualTo("Lund");
		page.showsJson(sentSchema());
	}

	private Town town(InstructorTemplate instructor, String text) {
		Town town = instructor.create(Town.class, text);
		return town;
	}

	@Test
	void annotatedOrderWins() {
		this.model.answersText("{\"reason\":\"r\",\"verdict\":\"v\"}");
		this.instructor.create(Review.class, "text");
		assertThat(sentSchema().path("properties").propertyNames()).containsExactly("reason", "verdict");
	}

	@Test
	void stay() {
		this.model.answersText("{\"from\":\"2026-11-27\",\"to\":\"2026-11-23\"}",
				"{\"from\":\"2026-11-23\",\"to\":\"2026-11-27\"}");
		assertThat(stay(this.instructor).to()).isEqualTo("2026-11-27");
		page.showsText(asked());
	}

	private Stay stay(InstructorTemplate instructor) {
		Stay stay = instructor.create(Stay.class, "From 23 to 27 November 2026");
		return stay;
	}

	@Test
	void booking() {
		assertThatExceptionOfType(UnsupportedResponseModelException.class)
			.isThrownBy(() -> booking(this.instructor, "text"))
			.satisfies((ex) -> page.showsText(asInAcme(ex.getMessage())));
		assertThat(this.model.calls()).isZero();
		assertThat(this.instructor.schema(Booking.class).problems()).hasSize(2);
	}

	private Booking booking(InstructorTemplate instructor, String text) {
		Booking booking = instructor.create(Booking.class, text);
		return booking;
	}

	@Test
	void numbersInQuotesAndWholeFractionsAreTaken() {
		this.model.answersText("{\"name\":\"Jason\",\"age\":\"25\",\"address\":null}",
				"{\"name\":\"Jason\",\"age\":25.0,\"address\":null}",
				"{\"name\":\"Jason\",\"age\":25.5,\"address\":null}", JASON);
		assertThat(this.instructor.create(Guest.class, "Jason").age()).isEqualTo(25);
		assertThat(this.instructor.create(Guest.class, "Jason").age()).isEqualTo(25);
		this.instructor.create(Guest.class, "Jason");
		assertThat(asked()).contains("- age: found 25.5, expected to be an integer");
	}

	@JsonClassDescription("A guest who wants to stay")
	record Guest(@NotBlank String name, @Min(0) @Max(150) int age, @Nullable Address address) {

		record Address(@NotBlank String street, String city) {
		}

	}

	static class Place {

		public String name;

	}

	static class Town extends Place {

		public List<Town> partnerTowns;

	}

	record Stay(LocalDate from, LocalDate to) {

		Stay {
			if (to.isBefore(from)) {
				throw new IllegalArgumentException("must not end before it begins");
			}
		}

	}

	record Booking(Runnable callback, Map<Guest, String> rooms) {
	}

	@JsonPropertyOrder({ "reason", "verdict" })
	record Review(String verdict, @JsonProperty("reason") String why) {
	}

}
