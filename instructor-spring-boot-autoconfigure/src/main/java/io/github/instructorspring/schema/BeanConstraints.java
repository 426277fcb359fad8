package io.github.instructorspring.schema;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;

import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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

	private final @Nullable Validator validator;

	BeanConstraints(@Nullable Validator validator) {
		this.validator = validator;
	}

	void apply(ObjectNode schema, Class<?> bean, String property, Set<Class<?>> groups) {
		if (this.validator == null) {
			return;
		}
		PropertyDescriptor descriptor = this.validator.getConstraintsForClass(bean).getConstraintsForProperty(property);
		if (descriptor != null) {
			ObjectNode value = valueSchema(schema);
			applyConstraints(value, descriptor, groups);
			for (ContainerElementTypeDescriptor element : descriptor.getConstrainedContainerElementTypes()) {
				applyElement(value, element, groups);
			}
		}
	}

	private void applyElement(ObjectNode container, ContainerElementTypeDescriptor element, Set<Class<?>> groups) {
		JsonNode target = elementSchema(container, element.getTypeArgumentIndex());
		if (target instanceof ObjectNode schema) {
			applyConstraints(schema, element, groups);
			for (ContainerElementTypeDescriptor nested : element.getConstrainedContainerElementTypes()) {
				applyElement(schema, nested, groups);
			}
		}
	}

	private static @Nullable JsonNode elementSchema(ObjectNode container, @Nullable Integer typeArgument) {
		if (container.has("items")) {
			return container.get("items");
		}
		if (container.has("additionalProperties")) {
			boolean key = (typeArgument != null && typeArgument == 0);
			return key ? container.withObjectProperty("propertyNames") : container.get("additionalProperties");
		}
		return container;
	}

	private static void applyConstraints(ObjectNode schema, ElementDescriptor element, Set<Class<?>> groups) {
		Class<?>[] matching = groups.toArray(Class<?>[]::new);
		Set<ConstraintDescriptor<?>> constraints = (matching.length == 0) ? element.getConstraintDescriptors()
				: element.findConstraints().unorderedAndMatchingGroups(matching).getConstraintDescriptors();
		boolean defaultOnly = (matching.length == 0);
		constraints.stream()
			.filter((constraint) -> !defaultOnly || constraint.getGroups().contains(Default.class))
			.sorted(WRITING_ORDER)
			.forEach((constraint) -> applyConstraint(schema, constraint));
	}

	private static ObjectNode valueSchema(ObjectNode schema) {
		// The constraint speaks of the value, not of its absence.
		JsonNode first = schema.path("anyOf").path(0);
		boolean nullable = "null".equals(schema.path("anyOf").path(1).path("type").stringValue(null));
		return (nullable && first instanceof ObjectNode value && !value.has("$ref")) ? value : schema;
	}

	private static void applyConstraint(ObjectNode schema, ConstraintDescriptor<?> constraint) {
		constraint.getComposingConstraints()
			.stream()
			.sorted(WRITING_ORDER)
			.forEach((composing) -> applyConstraint(schema, composing));
		Annotation annotation = constraint.getAnnotation();
		if (annotation instanceof NotBlank) {
			applyNotBlank(schema);
		}
		else if (annotation instanceof NotEmpty) {
			atLeast(schema, sizeKeyword("min", schema), BigDecimal.ONE);
		}
		else if (annotation instanceof Size size) {
			applySize(schema, size);
		}
		else if (annotation instanceof Pattern pattern) {
			if (pattern.flags().length == 0) {
				schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
			}
		}
		else if (annotation instanceof Email) {
			schema.put("format", "email");
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

	private static void applyNotBlank(ObjectNode schema) {
		if (schema.has("pattern")) {
			atLeast(schema, "minLength", BigDecimal.ONE);
		}
		else {
			schema.put("pattern", "\\S");
		}
	}

	private static void applySize(ObjectNode schema, Size size) {
		if (size.min() > 0) {
			atLeast(schema, sizeKeyword("min", schema), BigDecimal.valueOf(size.min()));
		}
		if (size.max() < Integer.MAX_VALUE) {
			atMost(schema, sizeKeyword("max", schema), BigDecimal.valueOf(size.max()));
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
		JsonNode type = schema.path("type");
		String name = type.isArray() ? type.path(0).stringValue("") : type.stringValue("");
		return name.equals("integer") || name.equals("number");
	}

}
