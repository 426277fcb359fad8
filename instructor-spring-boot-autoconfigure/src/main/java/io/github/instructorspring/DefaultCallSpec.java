package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import io.github.instructorspring.InstructorOperations.CallSpec;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * A frozen call.
 *
 * @param <T> the type of the response model
 */
record DefaultCallSpec<T>(CallEngine engine, CallRequest request, ResponseModel model,
		List<ResponseValidator<? super T>> validators, Set<Class<?>> groups) implements CallSpec<T> {

	@Override
	public T entity() {
		return completion().entity();
	}

	@Override
	public Maybe<T> maybe() {
		Completion<Maybe<T>> completion = this.engine.execute(this.request,
				this.model.maybe(this.engine.schemas(), this.groups), this.groups, this::validateResult);
		return completion.entity();
	}

	@Override
	public List<T> entities() {
		Completion<List<T>> completion = this.engine.execute(this.request,
				this.model.list(this.engine.schemas(), this.groups), this.groups, this::validateEach);
		return completion.entity();
	}

	@Override
	public Completion<T> completion() {
		return this.engine.execute(this.request, this.model.one(this.engine.schemas(), this.groups), this.groups,
				this::validate);
	}

	private List<Violation> validate(T entity, ValidationContext context) {
		return this.validators.stream().flatMap((validator) -> validator.validate(entity, context).stream()).toList();
	}

	private List<Violation> validateResult(Maybe<T> maybe, ValidationContext context) {
		return maybe.toOptional()
			.map((result) -> validate(result, context))
			.orElse(List.of())
			.stream()
			.map((violation) -> violation.at("result"))
			.toList();
	}

	private List<Violation> validateEach(List<T> entities, ValidationContext context) {
		ResponseValidator<List<T>> each = ResponseValidator.forEach(this::validate);
		return each.validate(entities, context);
	}

}
