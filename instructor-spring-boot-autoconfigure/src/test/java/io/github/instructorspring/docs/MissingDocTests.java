package io.github.instructorspring.docs;

import java.time.LocalDate;
import java.util.NoSuchElementException;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.Maybe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/missing.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("missing.md");

	private static final String ABSENT = """
			{"result":null,"error":false,"message":"No appointment is mentioned."}""";

	private static final String UNSAID = """
			{"result":null,"error":false,"message":null}""";

	private static final String BLANK = """
			{"result":{"with":" ","on":"2026-11-23"},"error":false,"message":null}""";

	private static final String DENTIST = """
			{"result":{"with":"the dentist","on":"2026-11-23"},"error":false,"message":null}""";

	private static final String LETTER = """
			{"sender":"Ada","deadline":{"result":null,"error":true,"message":"\\"Soon\\" is no date."},"reference":null}""";

	@Test
	void absent(CapturedOutput output) {
		this.model.answersText(ABSENT);
		Maybe<Appointment> absent = appointment(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson(ABSENT);
		assertThat(output.getOut()).contains("No appointment is mentioned.");
		assertThat(absent.isPresent()).isFalse();
		assertThat(absent.isError()).isFalse();
		assertThat(absent.message()).isPresent();
		assertThat(absent.toOptional()).isEmpty();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(absent::get);
	}

	@Test
	void present(CapturedOutput output) {
		this.model.answersText(DENTIST);
		Maybe<Appointment> present = appointment(this.instructor);
		assertThat(output.getOut()).contains("the dentist");
		assertThat(present.isPresent()).isTrue();
		assertThat(present.isError()).isFalse();
		assertThat(present.message()).isEmpty();
		assertThat(present.toOptional()).contains(new Appointment("the dentist", LocalDate.of(2026, 11, 23)));
	}

	private Maybe<Appointment> appointment(InstructorTemplate instructor) {
		// @formatter:off
		Maybe<Appointment> appointment = instructor.prompt()
			.user("The weather is nice today.")
			.responseModel(Appointment.class)
			.call()
			.maybe();

		if (appointment.isPresent()) {
			System.out.println(appointment.get().with());
		}
		else {
			System.out.println(appointment.message().orElseThrow()); // No appointment is mentioned.
		}
		// @formatter:on
		return appointment;
	}

	@Test
	void letter() {
		this.model.answersText(LETTER);
		Letter letter = letter(this.instructor);
		page.showsJson(LETTER);
		assertThat(letter.deadline().isPresent()).isFalse();
		assertThat(letter.deadline().isError()).isTrue();
		assertThat(letter.deadline().message()).contains("\"Soon\" is no date.");
		assertThat(letter.reference()).isNull();
	}

	private Letter letter(InstructorTemplate instructor) {
		Letter letter = instructor.create(Letter.class, "Please answer soon. Ada");
		return letter;
	}

	@Test
	void wrongAnswers() {
		this.model.answersText(UNSAID, BLANK, ABSENT);
		appointment(this.instructor);
		page.showsJson(UNSAID, BLANK);
		page.showsText(sent(1), sent(2));
	}

	@Test
	void resultInSpiteOfAnErrorIsAskedAgain() {
		this.model.answersText(DENTIST.replace("false", "true"), DENTIST);
		appointment(this.instructor);
		assertThat(asked()).contains("expected not to have a `result` when `error` is true");
	}

	record Appointment(@NotBlank String with, LocalDate on) {
	}

	record Letter(String sender, Maybe<LocalDate> deadline, @Nullable String reference) {
	}

}
