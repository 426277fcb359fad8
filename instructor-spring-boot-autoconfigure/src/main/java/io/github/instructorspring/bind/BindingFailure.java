package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Turns what Jackson throws into a finding that a model can act on.
 */
final class BindingFailure {

	private BindingFailure() {
	}

	static Finding toFinding(DatabindException failure, JsonNode root, String rootPath) {
		String path = rootPath;
		JsonNode found = root;
		for (JacksonException.Reference step : failure.getPath()) {
			String property = step.getPropertyName();
			if (property != null) {
				path = JsonPaths.property(path, property);
			}
			else {
				path = JsonPaths.index(path, step.getIndex());
			}
			found = (property != null) ? found.path(property) : found.path(step.getIndex());
		}
		return new Finding(path, expectation(failure), (found.isMissingNode()) ? null : found);
	}

	private static String expectation(DatabindException failure) {
		Throwable cause = failure.getCause();
		if (failure instanceof ValueInstantiationException && cause != null && cause.getMessage() != null) {
			// A record's constructor refused its arguments: its words say it best.
			return cause.getMessage();
		}
		if (failure instanceof MismatchedInputException mismatch) {
			return "must be " + describe(mismatch.getTargetType());
		}
		return "must be readable";
	}

	private static String describe(@Nullable Class<?> type) {
		if (type == null) {
			return "of the type that the schema gives";
		}
		return (ClassUtils.isPrimitiveOrWrapper(type) || Number.class.isAssignableFrom(type))
				? "a value in the range of " + type.getSimpleName() : "a valid " + type.getSimpleName();
	}

}
