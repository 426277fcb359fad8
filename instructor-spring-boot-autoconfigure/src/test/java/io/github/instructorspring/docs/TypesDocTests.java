package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.RetriesExhaustedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples and tables of docs/types.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class TypesDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("types.md");

	private static final List<Class<?>> TYPES = List.of(String.class, boolean.class, int.class, long.class,
			BigInteger.class, double.class, BigDecimal.class, LocalDate.class, LocalTime.class, LocalDateTime.class,
			Instant.class, OffsetDateTime.class, Duration.class, Year.class, YearMonth.class, ZoneId.class, UUID.class,
			URI.class, Locale.class, Currency.class, byte[].class);

	@Test
	void due(CapturedOutput output) {
		this.model.answersText("{\"value\":\"2026-11-23\"}");
		due(this.instructor);
		page.showsJson(sentSchema());
		page.showsJson("{\"value\":\"2026-11-23\"}");
		assertThat(output.getOut()).contains("2026-11-23");
	}

	private void due(InstructorTemplate instructor) {
		// @formatter:off
		LocalDate due = instructor.create(LocalDate.class, "Payable two weeks after 9 November 2026");

		System.out.println(due); // 2026-11-23
		// @formatter:on
	}

	@Test
	void everyTypeHasTheSchemaOfTheTableAndTakesItsAnswer() {
		List<List<String>> rows = page.rows("Java").toList();
		assertThat(rows).extracting((row) -> row.get(0)).isEqualTo(TYPES.stream().map(Class::getSimpleName).toList());
		for (int index = 0; index < TYPES.size(); index++) {
			try (LoopbackModel provider = new LoopbackModel()) {
				provider.answersText("{\"value\":" + rows.get(index).get(2) + "}");
				Object answer = InstructorTemplate.create(provider.chatClient("gpt-4o-mini"))
					.create(TYPES.get(index), "text");
				assertThat(json(answer)).isEqualTo(rows.get(index).get(2));
				assertThat(provider.request(0).at("/response_format/json_schema/schema/properties/value"))
					.hasToString(rows.get(index).get(1));
			}
		}
	}

	@Test
	void decimalKeepsEveryDigit() {
		this.model.answersText("{\"value\":49.90}");
		assertThat(this.instructor.create(BigDecimal.class, "text")).isEqualTo(new BigDecimal("49.90"));
	}

	@Test
	void offsetBecomesThatOfUtc() {
		this.model.answersText("{\"value\":\"2026-11-23T14:30:00+01:00\"}");
		assertThat(this.instructor.create(OffsetDateTime.class, "text")).hasToString("2026-11-23T13:30Z");
	}

	@Test
	void isbn() {
		this.model.answersText("{\"value\":\"978-0-13-468599-1\"}");
		assertThat(isbn(this.instructor)).isEqualTo(new Isbn("9780134685991"));
		page.showsJson(sentSchema());
	}

	private Isbn isbn(InstructorTemplate instructor) {
		Isbn isbn = instructor.create(Isbn.class, "Effective Java, 978-0-13-468599-1");
		return isbn;
	}

	@Test
	void valuesOfTheTableAreTakenOrAskedAgain() {
		List<List<String>> rows = page.rows("for").toList();
		assertThat(rows).hasSize(5);
		for (List<String> row : rows) {
			Class<?> type = TYPES.stream()
				.filter((candidate) -> candidate.getSimpleName().equals(row.get(0)))
				.findFirst()
				.orElseThrow();
			values(row.get(1)).forEach((value) -> {
				this.model.answersText("{\"value\":" + value + "}");
				assertThat(once(type)).as(row.get(0) + " from " + value).isNotNull();
			});
			values(row.get(2)).forEach((value) -> {
				this.model.answersText("{\"value\":" + value + "}");
				assertThatExceptionOfType(RetriesExhaustedException.class).as(row.get(0) + " from " + value)
					.isThrownBy(() -> once(type));
			});
		}
	}

	private Object once(Class<?> type) {
		return this.instructor.prompt().user("text").responseModel(type).maxRetries(0).call().entity();
	}

	private static Stream<String> values(String cell) {
		return Arrays.stream(cell.split(", "));
	}

	@Test
	void bareValueIsTaken() {
		this.model.answersText("\"2026-11-23\"");
		assertThat(once(LocalDate.class)).isEqualTo(LocalDate.of(2026, 11, 23));
	}

	@Test
	void wrongAnswer() {
		this.model.answersText("{\"value\":\"in two weeks\"}", "{\"value\":\"2026-11-23\"}");
		due(this.instructor);
		page.showsJson("{\"value\":\"in two weeks\"}");
		page.showsText(asked());
	}

	record Isbn(String digits) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Isbn {
			digits = digits.replace("-", "");
		}

	}

}
