package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.ResolvableType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the elements of a container may be null, as in {@code List<@Nullable String>}.
 * Such annotations belong to the use of a type, which Jackson's types do not carry.
 */
final class ElementNullness {

	private ElementNullness() {
	}

	/**
	 * Let elements be null where their types say so.
	 */
	static void apply(ObjectNode container, AnnotatedType type) {
		if (type instanceof AnnotatedArrayType array) {
			applyTo(container, "items", array.getAnnotatedGenericComponentType());
		}
		else if (type instanceof AnnotatedParameterizedType parameterized) {
			applyToArguments(container, ResolvableType.forType(type.getType()).toClass(),
					parameterized.getAnnotatedActualTypeArguments());
		}
	}

	private static void applyToArguments(ObjectNode container, Class<?> raw, AnnotatedType[] arguments) {
		if (raw == Optional.class) {
			apply(container, arguments[0]);
		}
		else if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
			applyTo(container, "additionalProperties", arguments[1]);
		}
		else if (Iterable.class.isAssignableFrom(raw) && arguments.length == 1) {
			applyTo(container, "items", arguments[0]);
		}
	}

	private static void applyTo(ObjectNode container, String keyword, AnnotatedType type) {
		if (container.get(keyword) instanceof ObjectNode element) {
			apply(element, type);
			container.set(keyword, PropertyNullness.isAnnotated(type) ? NullableSchema.of(element) : element);
		}
	}

}
