package io.github.instructorspring.validation;

import java.lang.annotation.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges whole answers: walks the object graph once and asks Bean Validation and every
 * {@link ResponseValidator} of a matching type about each bean, with or without
 * {@code @Valid}. Paths are in wire names. Thread-safe.
 *
 * @since 0.1
 */
public final class AnswerValidation {

	private static final int MAX_DEPTH = 500;

	private final @Nullable Validator validator;

	private final BeanProperties properties;

	private final List<TypedValidator<?>> validators;

	/**
	 * Create the validation.
	 * @param mapper tells the wire names of properties
	 * @param validatorFactory the source of Bean Validation, or {@code null} to leave it
	 * out
	 * @param validators the validators of all calls
	 */
	public AnswerValidation(JsonMapper mapper, @Nullable ValidatorFactory validatorFactory,
			List<TypedValidator<?>> validators) {
		// The walk visits every bean itself, so that @Valid must not visit it twice.
		this.validator = (validatorFactory != null)
				? validatorFactory.usingContext().traversableResolver(new NoCascade()).getValidator() : null;
		this.properties = new BeanProperties(mapper);
		this.validators = List.copyOf(validators);
	}

	/**
	 * Judge a value.
	 * @param value the bound answer
	 * @param rootPath the path of the value in the answer, empty for the root
	 * @param groups the validation groups, empty for the default group
	 * @param context what validators may know
	 * @return every violation, in the order of the walk; empty when acceptable
	 */
	public List<Violation> validate(Object value, String rootPath, Set<Class<?>> groups, ValidationContext context) {
		Walk walk = new Walk(groups.toArray(Class<?>[]::new), context);
		walk.visit(value, rootPath, 0);
		return walk.violations;
	}

	private final class Walk {

		private final Class<?>[] groups;

		private final ValidationContext context;

		private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

		private final List<Violation> violations = new ArrayList<>();

		Walk(Class<?>[] groups, ValidationContext context) {
			this.groups = groups;
			this.context = context;
		}

		void visit(@Nullable Object value, String path, int depth) {
			if (value == null || depth > MAX_DEPTH) {
				return;
			}
			if (value instanceof Optional<?> optional) {
				visit(optional.orElse(null), path, depth);
				return;
			}
			boolean leaf = BeanProperties.isLeaf(value.getClass());
			if (leaf || this.visited.add(value)) {
				boolean bean = !leaf && !isContainer(value);
				if (bean) {
					validateBean(value, path);
				}
				for (TypedValidator<?> candidate : AnswerValidation.this.validators) {
					this.violations.addAll(candidate.validate(value, path, this.context));
				}
				if (!leaf) {
					visitParts(value, path, depth + 1);
				}
			}
		}

		private void visitParts(Object value, String path, int depth) {
			if (value instanceof Iterable<?> elements) {
				int index = 0;
				for (Object element : elements) {
					visit(element, path + "[" + index + "]", depth);
					index++;
				}
			}
			else if (value instanceof Object[] elements) {
				for (int index = 0; index < elements.length; index++) {
					visit(elements[index], path + "[" + index + "]", depth);
				}
			}
			else if (value instanceof Map<?, ?> map) {
				map.forEach((key, element) -> visit(element, path + quotedKey(key), depth));
			}
			else {
				for (BeanProperties.Property property : AnswerValidation.this.properties.of(value.getClass())
					.properties()) {
					visit(property.read(value), Violation.join(path, property.wireName()), depth);
				}
			}
		}

		private static boolean isContainer(Object value) {
			return value instanceof Iterable || value instanceof Object[] || value instanceof Map;
		}

		private void validateBean(Object bean, String path) {
			Validator beanValidator = AnswerValidation.this.validator;
			if (beanValidator != null) {
				BeanProperties.Bean names = AnswerValidation.this.properties.of(bean.getClass());
				beanValidator.validate(bean, this.groups)
					.stream()
					.map((violation) -> new Violation(wirePath(path, violation.getPropertyPath(), names),
							violation.getMessage(),
							(violation.getInvalidValue() != bean) ? violation.getInvalidValue() : null))
					.sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
					.forEach(this.violations::add);
			}
		}

		private static String wirePath(String beanPath, Path propertyPath, BeanProperties.Bean names) {
			StringBuilder path = new StringBuilder(beanPath);
			for (Path.Node node : propertyPath) {
				if (node.getIndex() != null) {
					path.append('[').append(node.getIndex()).append(']');
				}
				else if (node.getKey() != null) {
					path.append(quotedKey(node.getKey()));
				}
				if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
					path.append((path.isEmpty()) ? "" : ".").append(names.wireName(node.getName()));
				}
			}
			return path.toString();
		}

		private static String quotedKey(@Nullable Object key) {
			return "[\"" + String.valueOf(key).replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
		}

	}

	/**
	 * Keeps Bean Validation at the bean it was given.
	 */
	private static final class NoCascade implements TraversableResolver {

		@Override
		public boolean isReachable(@Nullable Object bean, Path.Node property, Class<?> rootBeanType, Path pathToObject,
				ElementType elementType) {
			return true;
		}

		@Override
		public boolean isCascadable(@Nullable Object bean, Path.Node property, Class<?> rootBeanType, Path pathToObject,
				ElementType elementType) {
			return false;
		}

	}

}
