package io.github.instructorspring;

import java.lang.reflect.Type;
import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

import io.github.instructorspring.InstructorOperations.PromptSpec;
import io.github.instructorspring.InstructorOperations.ResponseModelSpec;

/**
 * The first stage of a call.
 */
final class DefaultPromptSpec extends DefaultRequestSpec<PromptSpec> implements PromptSpec {

	private final CallEngine engine;

	DefaultPromptSpec(CallEngine engine) {
		super(engine.newRequest());
		this.engine = engine;
	}

	@Override
	PromptSpec self() {
		return this;
	}

	@Override
	public <T> ResponseModelSpec<T> responseModel(Class<T> type) {
		Assert.notNull(type, "'type' of the response model must not be null");
		return responseModel((Type) type);
	}

	@Override
	public <T> ResponseModelSpec<T> responseModel(ParameterizedTypeReference<T> type) {
		Assert.notNull(type, "'type' of the response model must not be null");
		return responseModel(type.getType());
	}

	@Override
	public ResponseModelSpec<Map<String, Object>> responseModel(DynamicModel model) {
		Assert.notNull(model, "'model' must not be null");
		return new DefaultResponseModelSpec<Map<String, Object>>(this.engine, request().copy(), model)
			.validator(model.validator());
	}

	private <T> ResponseModelSpec<T> responseModel(Type type) {
		return new DefaultResponseModelSpec<>(this.engine, request().copy(), new TypedModel(type));
	}

}
