package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JavaType;
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

	static boolean isNullable(BeanPropertyDefinition property, Class<?> bean) {
		if (isOptional(property.getPrimaryType())) {
			return true;
		}
		AnnotatedParameter parameter = property.getConstructorParameter();
		if (parameter != null && parameter.getOwner().getMember() instanceof Executable creator
				&& isNullable(creator.getParameters()[parameter.getIndex()])) {
			return true;
		}
		// Of a class that is made by a builder, Jackson sees the fields of the builder.
		Field field = ReflectionUtils.findField(bean, property.getInternalName());
		return (field != null && isNullable(field))
				|| (property.hasField() && isNullable(property.getField().getAnnotated()))
				|| (property.hasGetter() && isNullable(property.getGetter().getAnnotated()))
				|| (property.hasSetter() && property.getSetter().getParameterCount() == 1
						&& isNullable(property.getSetter().getAnnotated().getParameters()[0]));
	}

	/**
	 * Whether values of a type say themselves that they may be absent.
	 */
	static boolean isOptional(JavaType type) {
		return type.isReferenceType() || OPTIONAL_SCALARS.contains(type.getRawClass());
	}

	/**
	 * The type of a property with the annotations of its parts.
	 */
	static @Nullable AnnotatedType annotatedType(BeanPropertyDefinition property, Class<?> bean) {
		AnnotatedParameter parameter = property.getConstructorParameter();
		if (parameter != null && parameter.getOwner().getMember() instanceof Executable creator) {
			return creator.getAnnotatedParameterTypes()[parameter.getIndex()];
		}
		Field field = ReflectionUtils.findField(bean, property.getInternalName());
		if (field != null) {
			return field.getAnnotatedType();
		}
		return (property.hasGetter()) ? property.getGetter().getAnnotated().getAnnotatedReturnType() : null;
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

	static boolean isAnnotated(AnnotatedElement element) {
		return Arrays.stream(element.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

}
