package io.github.instructorspring.validation;

import java.lang.annotation.ElementType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

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

	private final JsonMapper mapper;

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
		this.mapper = mapper;
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
			visit(value, path, depth, NameTransformer.NOP);
		}

		/**
		 * Visit a value whose properties may lie in its parent under other names.
		 */
		private void visit(@Nullable Object value, String path, int depth, NameTransformer naming) {
			if (value == null || depth > MAX_DEPTH) {
				return;
			}
			if (value instanceof Optional<?> optional) {
				visit(optional.orElse(null), path, depth);
				return;
			}
			if (value instanceof AtomicReference<?> reference) {
				visit(reference.get(), path, depth);
				return;
			}
			boolean leaf = isLeaf(value);
			if (leaf || this.visited.add(value)) {
				if (!leaf && !isContainer(value)) {
					validateBean(value, path, naming);
				}
				for (TypedValidator<?> candidate : AnswerValidation.this.validators) {
					this.violations.addAll(candidate.validate(value, path, this.context));
				}
				if (!leaf) {
					visitParts(value, path, depth + 1, naming);
				}
			}
		}

		private void visitParts(Object value, String path, int depth, NameTransformer naming) {
			if (value instanceof Collection<?> elements) {
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
					NameTransformer unwrapping = property.unwrapping();
					if (unwrapping != null) {
						visit(property.reader().read(value), path, depth,
								NameTransformer.chainedTransformer(naming, unwrapping));
					}
					else {
						visit(property.reader().read(value),
								Violation.join(path, naming.transform(property.wireName())), depth);
					}
				}
			}
		}

		/**
		 * Whether a value holds nothing that could be judged on its own, as do those of
		 * the JDK.
		 */
		private static boolean isLeaf(Object value) {
			if (isContainer(value)) {
				return false;
			}
			ClassLoader loader = value.getClass().getClassLoader();
			return value instanceof Enum || value instanceof JsonNode || loader == null
					|| loader == ClassLoader.getPlatformClassLoader();
		}

		private static boolean isContainer(Object value) {
			return value instanceof Collection || value instanceof Object[] || value instanceof Map;
		}

		private void validateBean(Object bean, String path, NameTransformer naming) {
			Validator beanValidator = AnswerValidation.this.validator;
			if (beanValidator != null) {
				BeanProperties.Bean names = AnswerValidation.this.properties.of(bean.getClass());
				beanValidator.validate(bean, this.groups)
					.stream()
					.map((violation) -> toViolation(violation, bean, path, names, naming))
					.sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
					.forEach(this.violations::add);
			}
		}

		/**
		 * A constraint on what is no property of the answer, such as a method that
		 * compares two of them, is one on the whole bean.
		 */
		private Violation toViolation(ConstraintViolation<?> violation, Object bean, String beanPath,
				BeanProperties.Bean names, NameTransformer naming) {
			StringBuilder path = new StringBuilder(beanPath);
			String property = null;
			for (Path.Node node : violation.getPropertyPath()) {
				if (node.getIndex() != null) {
					path.append('[').append(node.getIndex()).append(']');
				}
				else if (node.getKey() != null) {
					path.append(quotedKey(node.getKey()));
				}
				if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
					property = (property != null) ? node.getName() : names.wireName(node.getName());
					if (property == null) {
						return new Violation(beanPath, violation.getMessage(), null);
					}
					path.append((path.isEmpty()) ? "" : ".").append(naming.transform(property));
				}
			}
			Object found = violation.getInvalidValue();
			return new Violation(path.toString(), violation.getMessage(),
					(found != bean) ? found : names.read(bean, property));
		}

		private String quotedKey(@Nullable Object key) {
			String text = (key instanceof Enum) ? AnswerValidation.this.mapper.valueToTree(key).asString()
					: String.valueOf(key);
			return "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
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
