package io.github.instructorspring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.Assert;

import io.github.instructorspring.InstructorOperations.CallSpec;
import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.validation.ResponseValidator;

/**
 * The second stage of a call.
 *
 * @param <T> the type of the response model
 */
final class DefaultResponseModelSpec<T> extends DefaultRequestSpec<ResponseModelSpec<T>>
		implements ResponseModelSpec<T> {

	private final CallEngine engine;

	private final ResponseModel model;

	private final List<ResponseValidator<? super T>> validators = new ArrayList<>();

	private Set<Class<?>> groups;

	DefaultResponseModelSpec(CallEngine engine, CallRequest request, ResponseModel model) {
		super(request);
		this.engine = engine;
		this.model = model;
		this.groups = engine.validationGroups();
	}

	@Override
	ResponseModelSpec<T> self() {
		return this;
	}

	@Override
	public ResponseModelSpec<T> validator(ResponseValidator<? super T> validator) {
		Assert.notNull(validator, "'validator' must not be null");
		this.validators.add(validator);
		return this;
	}

	@Override
	public ResponseModelSpec<T> validationGroups(Class<?>... validationGroups) {
		Assert.noNullElements(validationGroups, "'groups' must not contain null");
		this.groups = new LinkedHashSet<>(List.of(validationGroups));
		return this;
	}

	@Override
	public CallSpec<T> call() {
		return new DefaultCallSpec<T>(this.engine, request().copy(), this.model, validators(), Set.copyOf(this.groups));
	}

	@Override
	public StreamSpec<T> stream() {
		return new DefaultStreamSpec<T>(this.engine, request().copy(), this.model, validators(),
				Set.copyOf(this.groups));
	}

	private CallValidators<T> validators() {
		return new CallValidators<T>(List.copyOf(this.validators));
	}

}
