package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.springframework.core.Nullness;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Whether a property may be null: by an annotation named {@code Nullable}, wherever it
 * stands, or by being optional.
 */
final class PropertyNullness {

	private static final Set<Class<?>> OPTIONAL_SCALARS = Set.of(OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	private PropertyNullness() {
	}

	static boolean isNullable(BeanPropertyDefinition property) {
		if (property.getPrimaryType().isReferenceType() || OPTIONAL_SCALARS.contains(property.getRawPrimaryType())) {
			return true;
		}
		AnnotatedParameter parameter = property.getConstructorParameter();
		if (parameter != null && parameter.getOwner().getMember() instanceof Executable creator
				&& isNullable(creator.getParameters()[parameter.getIndex()])) {
			return true;
		}
		return (property.hasField() && isNullable(property.getField().getAnnotated()))
				|| (property.hasGetter() && isNullable(property.getGetter().getAnnotated()));
	}

	private static boolean isNullable(Parameter parameter) {
		return Nullness.forParameter(parameter) == Nullness.NULLABLE || isAnnotated(parameter);
	}

	private static boolean isNullable(Field field) {
		return Nullness.forField(field) == Nullness.NULLABLE || isAnnotated(field);
	}

	private static boolean isNullable(Method getter) {
		return Nullness.forMethodReturnType(getter) == Nullness.NULLABLE || isAnnotated(getter);
	}

	private static boolean isAnnotated(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

}
