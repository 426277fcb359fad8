package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import io.github.instructorspring.InstructorOperations.CallSpec;

/**
 * A frozen call.
 *
 * @param <T> the type of the response model
 */
record DefaultCallSpec<T>(CallEngine engine, CallRequest request, ResponseModel model, CallValidators<T> validators,
		Set<Class<?>> groups) implements CallSpec<T> {

	@Override
	public T entity() {
		return completion().entity();
	}

	@Override
	public Maybe<T> maybe() {
		Completion<Maybe<T>> completion = this.engine.execute(this.request,
				this.model.maybe(this.engine.schemas(), this.groups), this.groups, this.validators::perhapsOne);
		return completion.entity();
	}

	@Override
	public List<T> entities() {
		Completion<List<T>> completion = this.engine.execute(this.request,
				this.model.list(this.engine.schemas(), this.groups), this.groups, this.validators::each);
		return completion.entity();
	}

	@Override
	public Completion<T> completion() {
		return this.engine.execute(this.request, this.model.one(this.engine.schemas(), this.groups), this.groups,
				this.validators::one);
	}

}
