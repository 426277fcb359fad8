package io.github.instructorspring.schema;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes Jakarta constraints into a schema, as far as JSON Schema can say them. Read from
 * the validator's own metadata, so that composed constraints, container elements and
 * groups are what will be validated.
 */
final class BeanConstraints {

	/**
	 * The validator keeps sets; the same type must give the same bytes. A pattern goes
	 * before the blank check, which then leaves it alone.
	 */
	private static final Comparator<ConstraintDescriptor<?>> WRITING_ORDER = Comparator
		.comparing((ConstraintDescriptor<?> constraint) -> constraint.getAnnotation() instanceof NotBlank)
		.thenComparing((constraint) -> constraint.getAnnotation().toString(), Comparator.reverseOrder());

	/**
	 * What JSON Schema's regular expressions, which are those of JavaScript, lack:
	 * embedded flags, atomic groups, possessive quantifiers, intersections, Java's own
	 * escapes.
	 */
	private static final java.util.regex.Pattern JAVA_REGEX = java.util.regex.Pattern
		.compile("\\(\\?[a-zA-Z>]|[*+?}]\\+|&&|\\\\[pPQEAZzGhHRXNaex]");

	/**
	 * Hibernate Validator's own, and not always there.
	 */
	private static final String LENGTH = "org.hibernate.validator.constraints.Length";

	private final @Nullable Validator validator;

	BeanConstraints(@Nullable Validator validator) {
		this.validator = validator;
	}

	void apply(ObjectNode schema, JavaType type, Class<?> bean, String property, Set<Class<?>> groups) {
		if (this.validator == null) {
			return;
		}
		PropertyDescriptor descriptor = this.validator.getConstraintsForClass(bean).getConstraintsForProperty(property);
		if (descriptor != null) {
			applyConstraints(schema, descriptor, groups);
			for (ContainerElementTypeDescriptor element : descriptor.getConstrainedContainerElementTypes()) {
				applyElement(schema, type, element, groups);
			}
		}
	}

	/**
	 * Whether a property must have a value, which may differ by group.
	 */
	boolean forbidNull(Class<?> bean, String property, Set<Class<?>> groups) {
		try {
			PropertyDescriptor descriptor = (this.validator != null)
					? this.validator.getConstraintsForClass(bean).getConstraintsForProperty(property) : null;
			return descriptor != null && matching(descriptor, groups).anyMatch(BeanConstraints::forbidsNull);
		}
		catch (ValidationException ex) {
			// Writing the constraints has reported it.
			return false;
		}
	}

	private static boolean forbidsNull(ConstraintDescriptor<?> constraint) {
		Annotation annotation = constraint.getAnnotation();
		return annotation instanceof NotNull || annotation instanceof NotEmpty || annotation instanceof NotBlank
				|| (!isAlternative(annotation)
						&& constraint.getComposingConstraints().stream().anyMatch(BeanConstraints::forbidsNull));
	}

	/**
	 * Of an element with constraints only further inside, the validator knows no
	 * container; the type does.
	 */
	private void applyElement(ObjectNode container, JavaType type, ContainerElementTypeDescriptor element,
			Set<Class<?>> groups) {
		boolean key = type.isMapLikeType() && Objects.equals(element.getTypeArgumentIndex(), 0);
		JavaType elementType = (key) ? type.getKeyType() : type.getContentType();
		JsonNode target = elementSchema(container, type, key);
		if (elementType != null && target instanceof ObjectNode schema) {
			applyConstraints(schema, element, groups);
			for (ContainerElementTypeDescriptor nested : element.getConstrainedContainerElementTypes()) {
				applyElement(schema, elementType, nested, groups);
			}
		}
	}

	private static @Nullable JsonNode elementSchema(ObjectNode container, JavaType type, boolean key) {
		if (type.isReferenceType()) {
			return container;
		}
		if (type.isMapLikeType()) {
			return (key) ? container.withObjectProperty("propertyNames") : container.get("additionalProperties");
		}
		return container.get("items");
	}

	private static void applyConstraints(ObjectNode schema, ElementDescriptor element, Set<Class<?>> groups) {
		matching(element, groups).sorted(WRITING_ORDER).forEach((constraint) -> applyConstraint(schema, constraint));
	}

	private static Stream<ConstraintDescriptor<?>> matching(ElementDescriptor element, Set<Class<?>> groups) {
		Class<?>[] matching = (groups.isEmpty()) ? new Class<?>[] { Default.class } : groups.toArray(Class<?>[]::new);
		return element.findConstraints().unorderedAndMatchingGroups(matching).getConstraintDescriptors().stream();
	}

	private static void applyConstraint(ObjectNode schema, ConstraintDescriptor<?> constraint) {
		Annotation annotation = constraint.getAnnotation();
		if (!isAlternative(annotation)) {
			constraint.getComposingConstraints()
				.stream()
				.sorted(WRITING_ORDER)
				.forEach((composing) -> applyConstraint(schema, composing));
		}
		if (annotation instanceof NotEmpty) {
			applySize(schema, 1, Integer.MAX_VALUE);
		}
		else if (annotation instanceof Size size) {
			applySize(schema, size.min(), size.max());
		}
		else if (annotation.annotationType().getName().equals(LENGTH)
				&& constraint.getAttributes().get("min") instanceof Integer min
				&& constraint.getAttributes().get("max") instanceof Integer max) {
			applySize(schema, min, max);
		}
		else if (isText(schema)) {
			applyTextual(schema, annotation);
		}
		else if (annotation instanceof AssertTrue) {
			schema.put("const", true);
		}
		else if (annotation instanceof AssertFalse) {
			schema.put("const", false);
		}
		else if (isNumeric(schema)) {
			applyBound(schema, annotation);
		}
	}

	/**
	 * Whether one of the composing constraints is enough, which Hibernate Validator's
	 * {@code @ConstraintComposition} declares.
	 */
	private static boolean isAlternative(Annotation annotation) {
		return Arrays.stream(annotation.annotationType().getAnnotations())
			.anyMatch((composition) -> composition.annotationType().getSimpleName().equals("ConstraintComposition"));
	}

	private static void applyTextual(ObjectNode schema, Annotation annotation) {
		if (annotation instanceof NotBlank && schema.has("pattern")) {
			atLeast(schema, "minLength", BigDecimal.ONE);
		}
		else if (annotation instanceof NotBlank) {
			schema.put("pattern", "\\S");
		}
		else if (annotation instanceof Email) {
			schema.put("format", "email");
		}
		else if (annotation instanceof Pattern pattern && !schema.has("pattern") && pattern.flags().length == 0
				&& !JAVA_REGEX.matcher(pattern.regexp()).find()) {
			schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
		}
	}

	private static void applySize(ObjectNode schema, int min, int max) {
		if (schema.has("contentEncoding")) {
			// The size is that of the bytes, not of their text.
			return;
		}
		if (min > 0) {
			atLeast(schema, sizeKeyword("min", schema), BigDecimal.valueOf(min));
		}
		if (max < Integer.MAX_VALUE) {
			atMost(schema, sizeKeyword("max", schema), BigDecimal.valueOf(max));
		}
	}

	private static void applyBound(ObjectNode schema, Annotation annotation) {
		if (annotation instanceof Min min) {
			atLeast(schema, "minimum", BigDecimal.valueOf(min.value()));
		}
		else if (annotation instanceof Max max) {
			atMost(schema, "maximum", BigDecimal.valueOf(max.value()));
		}
		else if (annotation instanceof DecimalMin min) {
			atLeast(schema, min.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(min.value()));
		}
		else if (annotation instanceof DecimalMax max) {
			atMost(schema, max.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(max.value()));
		}
		else if (annotation instanceof Digits digits) {
			applyDigits(schema, digits);
		}
		else if (annotation instanceof Positive) {
			atLeast(schema, "exclusiveMinimum", BigDecimal.ZERO);
		}
		else if (annotation instanceof PositiveOrZero) {
			atLeast(schema, "minimum", BigDecimal.ZERO);
		}
		else if (annotation instanceof Negative) {
			atMost(schema, "exclusiveMaximum", BigDecimal.ZERO);
		}
		else if (annotation instanceof NegativeOrZero) {
			atMost(schema, "maximum", BigDecimal.ZERO);
		}
	}

	private static void applyDigits(ObjectNode schema, Digits digits) {
		BigDecimal bound = BigDecimal.ONE.scaleByPowerOfTen(digits.integer());
		atLeast(schema, "exclusiveMinimum", bound.negate());
		atMost(schema, "exclusiveMaximum", bound);
		if (isOfType(schema, "number")) {
			putNumber(schema, "multipleOf", BigDecimal.ONE.scaleByPowerOfTen(-digits.fraction()));
		}
	}

	private static void atLeast(ObjectNode schema, String keyword, BigDecimal bound) {
		JsonNode present = schema.get(keyword);
		if (present == null || present.decimalValue().compareTo(bound) < 0) {
			putNumber(schema, keyword, bound);
		}
	}

	private static void atMost(ObjectNode schema, String keyword, BigDecimal bound) {
		JsonNode present = schema.get(keyword);
		if (present == null || present.decimalValue().compareTo(bound) > 0) {
			putNumber(schema, keyword, bound);
		}
	}

	private static void putNumber(ObjectNode schema, String keyword, BigDecimal bound) {
		if (bound.stripTrailingZeros().scale() <= 0) {
			schema.put(keyword, bound.toBigInteger());
		}
		else {
			schema.put(keyword, bound);
		}
	}

	private static String sizeKeyword(String prefix, ObjectNode schema) {
		if (schema.has("items")) {
			return prefix + "Items";
		}
		return prefix + (schema.has("additionalProperties") ? "Properties" : "Length");
	}

	private static boolean isNumeric(ObjectNode schema) {
		return isOfType(schema, "integer") || isOfType(schema, "number");
	}

	/**
	 * Whether a schema is one of text; that of the names of a map has no type.
	 */
	private static boolean isText(ObjectNode schema) {
		return isOfType(schema, "string") || schema.isEmpty() || schema.has("pattern") || schema.has("minLength")
				|| schema.has("maxLength");
	}

	private static boolean isOfType(ObjectNode schema, String type) {
		JsonNode declared = schema.path("type");
		return type.equals(declared.stringValue(null)) || type.equals(declared.path(0).stringValue(null));
	}

}
