package io.github.instructorspring.validation;

import java.util.List;

/**
 * A validator and the type of values it judges.
 *
 * @param <T> the type of value
 * @param type the type, as a class
 * @param validator the validator
 * @since 0.1
 */
public record TypedValidator<T>(Class<T> type, ResponseValidator<? super T> validator) {

	List<Violation> validate(Object value, String path, ValidationContext context) {
		if (!this.type.isInstance(value)) {
			return List.of();
		}
		return this.validator.validate(this.type.cast(value), context)
			.stream()
			.map((violation) -> violation.at(path))
			.toList();
	}

}
