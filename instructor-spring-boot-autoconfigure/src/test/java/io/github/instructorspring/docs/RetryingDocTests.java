package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/retrying.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetryingDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("retrying.md");

	private static final Logger log = LoggerFactory.getLogger(RetryingDocTests.class);

	private static final String FORTNIGHT = "{\"guest\":\"Ada\",\"nights\":14}";

	private static final String MONTH = "{\"guest\":\"Ada\",\"nights\":31}";

	@Test
	void policy() {
		this.model.answersText(MONTH, FORTNIGHT);
		assertThat(fortnight(this.instructor)).isEqualTo(new Booking("Ada", 14));
	}

	private Booking fortnight(InstructorTemplate instructor) {
		// @formatter:off
		Booking booking = instructor.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.retry((policy) -> policy.maxRetries(3).maxTime(Duration.ofSeconds(30)).maxTokens(20_000))
			.call()
			.entity();
		// @formatter:on
		return booking;
	}

	@Test
	void budget(CapturedOutput output) {
		this.model.answersText(MONTH, FORTNIGHT);
		budget(this.instructor);
		assertThat(output).contains("No TOKENS left after 120 tokens");
	}

	private void budget(InstructorTemplate instructor) {
		// @formatter:off
		try {
			instructor.prompt()
				.user("Ada stays for a month.")
				.responseModel(Booking.class)
				.retry((policy) -> policy.maxTokens(100))
				.call()
				.entity();
		}
		catch (BudgetExceededException ex) {
			log.warn("No {} left after {} tokens", ex.budget(), ex.usage().getTotalTokens()); // No TOKENS left after 120 tokens
		}
		// @formatter:on
	}

	@Test
	void cost() {
		this.model.answersText(FORTNIGHT);
		assertThat(cost(this.instructor)).isEqualTo("0.000024");
	}

	private BigDecimal cost(InstructorTemplate instructor) {
		// @formatter:off
		InstructorTemplate priced = instructor.mutate()
			.price("gpt-4o-mini", ModelPrice.perMillionTokens("0.15", "0.60").cachedInput("0.075"))
			.retry((policy) -> policy.maxCost(new BigDecimal("0.01")))
			.build();

		Completion<Booking> completion = priced.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.call()
			.completion();

		BigDecimal cost = completion.usage().cost().orElseThrow(); // 0.000024
		// @formatter:on
		return cost;
	}

	@Test
	void repeated(CapturedOutput output) {
		this.model.answersText(MONTH, MONTH, FORTNIGHT);
		repeated(this.instructor);
		assertThat(output).contains("2 attempts, repeated: true");
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private void repeated(InstructorTemplate instructor) {
		// @formatter:off
		try {
			instructor.prompt()
				.user("Ada stays for a month.")
				.responseModel(Booking.class)
				.maxRetries(9)
				.call()
				.entity();
		}
		catch (RetriesExhaustedException ex) {
			log.warn("{} attempts, repeated: {}", ex.attempts().size(), ex.repeated()); // 2 attempts, repeated: true
		}
		// @formatter:on
	}

	@Test
	void last() {
		this.model.answersText(MONTH);
		assertThat(last(this.instructor))
			.containsExactly(new Violation("nights", "must be less than or equal to 20", 31));
	}

	private List<Violation> last(InstructorTemplate instructor) {
		// @formatter:off
		Completion<Booking> last = instructor.prompt()
			.user("Ada stays for a month.")
			.responseModel(Booking.class)
			.maxRetries(0)
			.acceptLastAttempt()
			.call()
			.completion();

		List<Violation> faults = last.attempts().get(last.attempts().size() - 1).violations(); // nights: 31
		// @formatter:on
		assertThat(last.entity()).isEqualTo(new Booking("Ada", 31));
		return faults;
	}

	@Test
	void cut() {
		this.model.answersCut("{\"guest\":", "length").answersText(FORTNIGHT);
		assertThat(cut(this.instructor)).isEqualTo(new Booking("Ada", 14));
		assertThat(this.model.request(1).path("max_tokens").asInt()).isEqualTo(20);
	}

	private Booking cut(InstructorTemplate instructor) {
		// @formatter:off
		Booking whole = instructor.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.options((options) -> options.maxTokens(10))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.entity();
		// @formatter:on
		return whole;
	}

	record Booking(@NotBlank String guest, @Min(1) @Max(20) int nights) {
	}

}
