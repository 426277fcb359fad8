package io.github.instructorspring.sample;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Something that someone has to do, as minutes of a meeting speak of it.
 */
record ActionItem(@NotBlank @JsonPropertyDescription("What is to be done") String task,
		@JsonPropertyDescription("Who does it, if the text says so") @Nullable String owner, Urgency urgency,
		@JsonPropertyDescription("Until when, if the text says so") @Nullable LocalDate due) {

	enum Urgency {

		LOW, NORMAL, HIGH, URGENT

	}

}
