package io.github.instructorspring.schema;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * The order in which a developer wrote the properties, which is the order in which a
 * model should answer them: {@code @JsonPropertyOrder} first, then record components or
 * fields, those of superclasses before.
 */
final class PropertyOrder {

	private PropertyOrder() {
	}

	static List<BeanPropertyDefinition> sort(BeanDescription bean, DeserializationConfig config) {
		List<String> declared = declaredNames(bean.getBeanClass());
		String[] annotated = config.getAnnotationIntrospector()
			.findSerializationPropertyOrder(config, bean.getClassInfo());
		List<String> explicit = (annotated != null) ? Arrays.asList(annotated) : List.of();
		boolean alphabetic = Boolean.TRUE.equals(
				config.getAnnotationIntrospector().findSerializationSortAlphabetically(config, bean.getClassInfo()));
		List<BeanPropertyDefinition> sorted = new ArrayList<>(bean.findProperties());
		sorted.sort(Comparator
			.comparingInt(
					(BeanPropertyDefinition property) -> rank(explicit, property.getName(), property.getInternalName()))
			.thenComparing((property) -> (alphabetic) ? property.getName() : "")
			.thenComparingInt((property) -> rank(declared, property.getInternalName(), property.getName())));
		return sorted;
	}

	private static int rank(List<String> names, String name, String otherName) {
		int index = names.indexOf(name);
		index = (index >= 0) ? index : names.indexOf(otherName);
		return (index >= 0) ? index : names.size();
	}

	private static List<String> declaredNames(Class<?> type) {
		if (type.isRecord()) {
			return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
		}
		Deque<Class<?>> hierarchy = new ArrayDeque<>();
		for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
			hierarchy.push(current);
		}
		return hierarchy.stream()
			.flatMap((current) -> Arrays.stream(current.getDeclaredFields()))
			.map(Field::getName)
			.toList();
	}

}
