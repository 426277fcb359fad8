package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
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

	private final @Nullable BeanValidation beanValidation;

	private final JsonMapper mapper;

	private final BeanProperties properties;

	private final List<TypedValidator<?>> validators;

	private final UnaryOperator<Object> texts;

	private final ConcurrentMap<JavaType, DeclaredRules> declaredRules = new ConcurrentHashMap<>();

	private final ConcurrentMap<JavaType, SensitiveParts> sensitiveParts = new ConcurrentHashMap<>();

	/**
	 * Create the validation, for contexts that hold texts as such.
	 * @param mapper tells the wire names of properties
	 * @param validatorFactory the source of Bean Validation, or {@code null} to leave it
	 * out
	 * @param validators the validators of all calls
	 */
	public AnswerValidation(JsonMapper mapper, @Nullable ValidatorFactory validatorFactory,
			List<TypedValidator<?>> validators) {
		this(mapper, validatorFactory, validators, UnaryOperator.identity());
	}

	/**
	 * Create the validation.
	 * @param mapper tells the wire names of properties
	 * @param validatorFactory the source of Bean Validation, or {@code null} to leave it
	 * out
	 * @param validators the validators of all calls
	 * @param texts gives the text of a context entry that holds one, and the entry itself
	 * otherwise
	 */
	public AnswerValidation(JsonMapper mapper, @Nullable ValidatorFactory validatorFactory,
			List<TypedValidator<?>> validators, UnaryOperator<Object> texts) {
		this.beanValidation = (validatorFactory != null) ? new BeanValidation(validatorFactory) : null;
		this.mapper = mapper;
		this.properties = new BeanProperties(mapper);
		this.validators = List.copyOf(validators);
		this.texts = texts;
	}

	/**
	 * Judge a value.
	 * @param value the bound answer
	 * @param rootPath the path of the value in the answer, empty for the root
	 * @param groups the validation groups, empty for the default group
	 * @param context what validators may know
	 * @return everything that is wrong, and what only models can judge
	 */
	public ValidationReport validate(Object value, String rootPath, Set<Class<?>> groups, ValidationContext context) {
		Walk walk = new Walk(groups.toArray(Class<?>[]::new), context);
		walk.visit(value, rootPath, 0);
		return walk.report();
	}

	/**
	 * Find the rules of a type.
	 * @param type the type, one that Jackson can read
	 * @param name the name of the type, as the beginning of paths
	 * @return the rules of the type and of everything below it
	 */
	public DeclaredRules rules(JavaType type, String name) {
		return this.declaredRules.computeIfAbsent(type,
				(missing) -> new RuleDeclarations(this.properties).of(missing, name));
	}

	/**
	 * Find the sensitive values of a type.
	 * @param type the type, one that Jackson can read
	 * @return where they stand in the JSON of answers
	 */
	public SensitiveParts sensitive(JavaType type) {
		return this.sensitiveParts.computeIfAbsent(type,
				(missing) -> new SensitiveParts(this.mapper, this.properties, missing));
	}

	/**
	 * Find what is missing to look for the quotations of a type.
	 * @param rules the rules of the type
	 * @param context the context of the call
	 * @return the problems, one sentence each, with the path and the remedy
	 */
	public List<String> missingSources(DeclaredRules rules, ValidationContext context) {
		List<String> missing = new ArrayList<>();
		rules.sources().forEach((source, path) -> {
			try {
				Grounding.in(source, context, this.texts);
			}
			catch (IllegalStateException ex) {
				missing.add(path + ": " + ex.getMessage());
			}
		});
		return missing;
	}

	/**
	 * Find the remedies for JSON that could not be bound.
	 * @param type the type that it is to be bound to
	 * @param json the JSON
	 * @param rootPath the path of the JSON in the answer, empty for the root
	 * @return the properties with a remedy, by path
	 */
	public Map<String, Remedy> remedies(JavaType type, JsonNode json, String rootPath) {
		return new DeclaredRemedies(this.properties).in(type, json, rootPath);
	}

	private final class Walk {

		private final Class<?>[] groups;

		private final ValidationContext context;

		private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

		private final @Nullable Validator beanValidator;

		private final RuleFindings rules;

		private final List<Violation> violations = new ArrayList<>();

		Walk(Class<?>[] groups, ValidationContext context) {
			this.groups = groups;
			this.context = context;
			BeanValidation validation = AnswerValidation.this.beanValidation;
			this.beanValidator = (validation != null) ? validation.validator(context) : null;
			this.rules = new RuleFindings(context, AnswerValidation.this.texts, this.violations);
		}

		ValidationReport report() {
			return this.rules.report();
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
					visitProperty(property, property.reader().read(value), path, depth, naming);
				}
			}
		}

		private void visitProperty(BeanProperties.Property property, @Nullable Object value, String beanPath, int depth,
				NameTransformer naming) {
			NameTransformer unwrapping = property.unwrapping();
			if (unwrapping != null) {
				visit(value, beanPath, depth, NameTransformer.chainedTransformer(naming, unwrapping));
				return;
			}
			String path = Violation.join(beanPath, naming.transform(property.wireName()));
			this.rules.apply(property.rules(), path, value);
			visit(value, path, depth);
		}

		/**
		 * Whether a value holds nothing that could be judged on its own, as do those of
		 * the JDK.
		 */
		private static boolean isLeaf(Object value) {
			if (isContainer(value)) {
				return false;
			}
			return value instanceof Enum || value instanceof JsonNode || BeanProperties.isOfJava(value.getClass());
		}

		private static boolean isContainer(Object value) {
			return value instanceof Collection || value instanceof Object[] || value instanceof Map;
		}

		private void validateBean(Object bean, String path, NameTransformer naming) {
			BeanProperties.Bean names = AnswerValidation.this.properties.of(bean.getClass());
			this.rules.applyToType(names.rules(), path, bean);
			if (this.beanValidator != null) {
				this.beanValidator.validate(bean, this.groups)
					.stream()
					.map((violation) -> toViolation(violation, bean, path, names, naming)
						.withSeverity(severityOf(violation)))
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

		private static Severity severityOf(ConstraintViolation<?> violation) {
			return (violation.getConstraintDescriptor().getPayload().contains(Severity.AsCheck.class)) ? Severity.CHECK
					: Severity.ERROR;
		}

		private String quotedKey(@Nullable Object key) {
			String text = (key instanceof Enum) ? AnswerValidation.this.mapper.valueToTree(key).asString()
					: String.valueOf(key);
			return Violation.quoted(text);
		}

	}

}
