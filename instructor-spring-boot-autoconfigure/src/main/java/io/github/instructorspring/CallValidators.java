package io.github.instructorspring;

import java.util.List;

import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The validators of one call, for one entity, several, or perhaps one.
 *
 * @param <T> the type of the entities
 * @param validators the validators
 */
record CallValidators<T>(List<ResponseValidator<? super T>> validators) {

	List<Violation> one(T entity, ValidationContext context) {
		return this.validators.stream().flatMap((validator) -> validator.validate(entity, context).stream()).toList();
	}

	List<Violation> perhapsOne(Maybe<T> maybe, ValidationContext context) {
		return maybe.toOptional()
			.map((result) -> one(result, context))
			.orElse(List.of())
			.stream()
			.map((violation) -> violation.at("result"))
			.toList();
	}

	List<Violation> each(List<T> entities, ValidationContext context) {
		ResponseValidator<List<T>> each = ResponseValidator.forEach(this::one);
		return each.validate(entities, context);
	}

}
