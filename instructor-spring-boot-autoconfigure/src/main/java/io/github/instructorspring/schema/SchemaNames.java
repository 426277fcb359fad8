package io.github.instructorspring.schema;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import tools.jackson.databind.JavaType;

/**
 * Names that are the same on every run.
 */
final class SchemaNames {

	private static final int MAX_LENGTH = 64;

	private SchemaNames() {
	}

	/**
	 * The simple name of a type after those of its arguments: {@code Page<User>} becomes
	 * {@code UserPage}.
	 */
	static String of(JavaType type) {
		if (type.isReferenceType()) {
			return of(type.getReferencedType());
		}
		StringBuilder name = new StringBuilder();
		for (JavaType argument : type.getBindings().getTypeParameters()) {
			if (argument.getRawClass() != Object.class) {
				name.append(of(argument));
			}
		}
		name.append((type.isArrayType()) ? of(type.getContentType()) + "Array" : type.getRawClass().getSimpleName());
		return safe(name.toString());
	}

	static String safe(String name) {
		return safe(name, "");
	}

	/**
	 * A safe name that ends in a suffix, however long it is.
	 */
	static String safe(String name, String suffix) {
		String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
		return safe.substring(0, Math.min(safe.length(), MAX_LENGTH - suffix.length())) + suffix;
	}

	static Comparator<JavaType> declarationOrder(Class<?> sealed) {
		List<Class<?>> permitted = (sealed.isSealed()) ? Arrays.asList(sealed.getPermittedSubclasses()) : List.of();
		return Comparator.comparingInt((type) -> {
			int index = 0;
			for (Class<?> candidate : permitted) {
				if (candidate.isAssignableFrom(type.getRawClass())) {
					return index;
				}
				index++;
			}
			return index;
		});
	}

}
