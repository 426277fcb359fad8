package io.github.instructorspring.sample;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A person, as a text speaks of one.
 */
record UserDetail(@NotBlank @JsonPropertyDescription("Full name of the person") String name,
		@Min(0) @Max(150) @JsonPropertyDescription("Age in years") int age,
		@Email @JsonPropertyDescription("E-mail address, if the text gives one") @Nullable String email) {
}
