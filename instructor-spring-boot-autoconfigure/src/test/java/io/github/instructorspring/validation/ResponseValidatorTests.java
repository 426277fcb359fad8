package io.github.instructorspring.validation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Validators and their context.
 */
class ResponseValidatorTests {

	private static final ValidationContext CONTEXT = new ValidationContext(Map.of("limit", 3), 2, 4);

	@Test
	void aValidatorOfElementsNamesTheirPlace() {
		ResponseValidator<String> element = (text, context) -> (text.isEmpty())
				? List.of(Violation.of("length", "must not be 0", 0)) : List.of();
		assertThat(ResponseValidator.forEach(element).validate(List.of("a", "", ""), CONTEXT)).containsExactly(
				new Violation("[1].length", "must not be 0", 0), new Violation("[2].length", "must not be 0", 0));
	}

	@Test
	void theContextTellsWhereTheCallStands() {
		assertThat(CONTEXT.attempt()).isEqualTo(2);
		assertThat(CONTEXT.maxAttempts()).isEqualTo(4);
	}

	@Test
	void theContextGivesItsEntries() {
		assertThat(CONTEXT.get("limit")).contains(3);
		assertThat(CONTEXT.get("other")).isEmpty();
		assertThat(CONTEXT.get("limit", Number.class)).contains(3);
		assertThat(CONTEXT.get("other", Number.class)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> CONTEXT.get("limit", String.class))
			.withMessageContaining("Context entry 'limit'");
	}

}
