package io.github.instructorspring.sample;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * What a customer's message comes to.
 */
record SupportTicket(@NotBlank @Size(max = 120) @JsonPropertyDescription("One sentence") String summary,
		Category category, Priority priority, @Size(max = 5) List<@NotBlank String> tags, Action action) {

	enum Category {

		BILLING, TECHNICAL, SHIPPING, OTHER

	}

	enum Priority {

		LOW, NORMAL, HIGH, URGENT

	}

	/**
	 * What to do next. The model chooses one of these; no annotation is needed.
	 */
	sealed interface Action {

	}

	record Refund(@Positive BigDecimal amount, @Pattern(regexp = "[A-Z]{3}") String currency) implements Action {
	}

	record Escalate(@NotBlank @JsonPropertyDescription("The team to hand it to") String team) implements Action {
	}

	record Reply(@NotBlank @JsonPropertyDescription("The answer to send") String message) implements Action {
	}

}
