package io.github.instructorspring.validation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.springframework.util.StringUtils;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Finds members that are marked sensitive and belong to no property of an answer, such as
 * a method that puts two properties together: whoever marked it believes them masked.
 */
final class SensitiveMembers {

	private SensitiveMembers() {
	}

	static Set<String> in(Class<?> type, List<BeanPropertyDefinition> properties) {
		Set<Member> filled = new HashSet<>();
		Set<String> names = new HashSet<>();
		for (BeanPropertyDefinition property : properties) {
			names.add(property.getInternalName());
			Stream.of(property.getField(), property.getGetter(), property.getSetter(), property.getPrimaryMember())
				.filter((member) -> member != null)
				.map(AnnotatedMember::getMember)
				.forEach(filled::add);
		}
		Set<String> lost = new LinkedHashSet<>();
		for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
			for (Field field : owner.getDeclaredFields()) {
				if (isMarked(field) && !filled.contains(field) && !names.contains(field.getName())) {
					lost.add(field.getName());
				}
			}
			for (Method method : owner.getDeclaredMethods()) {
				if (isMarked(method) && !filled.contains(method) && !names.contains(property(method))
						&& !names.contains(method.getName())) {
					lost.add(method.getName());
				}
			}
		}
		return lost;
	}

	/**
	 * What Jackson is told to ignore is in no answer, and nothing is to be masked.
	 */
	private static boolean isMarked(AnnotatedElement element) {
		return element.isAnnotationPresent(Sensitive.class) && !element.isAnnotationPresent(JsonIgnore.class);
	}

	private static String property(Method method) {
		String name = method.getName();
		int prefix = (name.startsWith("is")) ? 2 : (name.matches("[gs]et.*")) ? 3 : 0;
		return StringUtils.uncapitalize(name.substring(prefix));
	}

}
