package io.github.instructorspring.bind;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

import io.github.instructorspring.json.JsonPaths;

/**
 * Turns what is thrown while an answer is bound into a finding that a model can act on.
 * It never carries the words of Jackson or of the virtual machine, which speak of classes
 * and methods.
 */
final class BindingFailure {

	private static final Pattern QUALIFIED_NAME = Pattern.compile("\\b\\p{Ll}\\w*(?:\\.\\p{Ll}\\w*)+\\.\\p{Lu}");

	private BindingFailure() {
	}

	static Finding toFinding(RuntimeException failure, JsonNode root, String rootPath) {
		List<JacksonException.Reference> steps = (failure instanceof JacksonException jackson) ? jackson.getPath()
				: List.of();
		String path = rootPath;
		JsonNode found = root;
		for (JacksonException.Reference step : steps) {
			String property = step.getPropertyName();
			if (property == null) {
				path = JsonPaths.index(path, step.getIndex());
			}
			else {
				path = (step.from() instanceof Map) ? JsonPaths.key(path, property)
						: JsonPaths.property(path, property);
			}
			found = (property != null) ? found.path(property) : found.path(step.getIndex());
		}
		if (failure instanceof InvalidFormatException format && found.isObject()
				&& format.getValue() instanceof String key && found.has(key)) {
			// Jackson stops at the map whose key it cannot read.
			return new Finding(JsonPaths.key(path, key), "must have a key that is " + describe(format.getTargetType()),
					found.get(key));
		}
		return new Finding(path, expectation(failure), (found.isMissingNode()) ? null : found);
	}

	private static String expectation(RuntimeException failure) {
		if (failure instanceof MismatchedInputException mismatch) {
			return "must be " + describe(mismatch.getTargetType());
		}
		if (failure instanceof InputCoercionException coercion) {
			return "must be " + describe(coercion.getTargetType());
		}
		if (failure instanceof StreamConstraintsException) {
			return "must be shorter";
		}
		String words = wordsOfDeveloper(failure);
		return (words != null) ? words : "must be acceptable";
	}

	/**
	 * What a constructor, factory or setter says that refused its argument: it says it
	 * best.
	 */
	private static @Nullable String wordsOfDeveloper(RuntimeException failure) {
		Throwable cause = (failure instanceof JacksonException) ? failure.getCause() : failure;
		if (cause == null || cause instanceof JacksonException || cause instanceof Error) {
			return null;
		}
		boolean deliberate = cause instanceof IllegalArgumentException || cause instanceof IllegalStateException
				|| !cause.getClass().getName().startsWith("java.lang.");
		String message = cause.getMessage();
		return (deliberate && message != null && !message.isBlank() && !QUALIFIED_NAME.matcher(message).find())
				? message : null;
	}

	static String describe(@Nullable Class<?> type) {
		if (type == null) {
			return "of the type that the schema gives";
		}
		boolean number = Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type));
		return (number) ? "a value in the range of " + type.getSimpleName() : "a valid " + type.getSimpleName();
	}

}
