package io.github.instructorspring.validation;

import java.math.BigDecimal;
import java.util.Objects;

import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultBeanValidationTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(textBlock = """
			atLeast,  must be greater than or equal to 0.5
			moreThan, must be greater than 0.5
			atMost,   must be less than or equal to 0.5
			lessThan, must be less than 0.5
			""")
	void messagesOfDecimalBoundsAreWholeWithoutAnExpressionLanguage(String property, String message) {
		Validator validator = Objects.requireNonNull(DefaultBeanValidation.factory()).getValidator();
		BigDecimal value = new BigDecimal(property.matches("atLeast|moreThan") ? "0.1" : "9");
		assertThat(validator.validateValue(Bounds.class, property, value)).singleElement()
			.satisfies((violation) -> assertThat(violation.getMessage()).isEqualTo(message));
	}

	record Bounds(@DecimalMin("0.5") BigDecimal atLeast,
			@DecimalMin(value = "0.5", inclusive = false) BigDecimal moreThan, @DecimalMax("0.5") BigDecimal atMost,
			@DecimalMax(value = "0.5", inclusive = false) BigDecimal lessThan) {
	}

}
