package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Swagger's {@code @Schema} says, where Swagger is on the class path. Jackson's and
 * Jakarta's annotations win.
 */
final class SwaggerHints {

	private static final boolean PRESENT = ClassUtils.isPresent("io.swagger.v3.oas.annotations.media.Schema",
			SwaggerHints.class.getClassLoader());

	private SwaggerHints() {
	}

	static String description(AnnotatedElement element) {
		return (PRESENT) ? Annotation.description(element) : "";
	}

	static @Nullable String description(@Nullable AnnotatedMember member) {
		String description = (PRESENT) ? Annotation.read(member, Schema::description, "") : "";
		return (description.isBlank()) ? null : description;
	}

	static boolean isHidden(@Nullable AnnotatedMember member) {
		return PRESENT && Annotation.read(member, Schema::hidden, false);
	}

	/**
	 * Whether a value may be absent, which a primitive cannot.
	 */
	static boolean isNullable(SettableBeanProperty property) {
		AnnotatedMember member = property.getMember();
		return PRESENT && !property.getType().isPrimitive()
				&& (Annotation.read(member, Schema::nullable, false) || Annotation.read(member, Schema::requiredMode,
						Schema.RequiredMode.AUTO) == Schema.RequiredMode.NOT_REQUIRED);
	}

	static @Nullable String defaultValue(@Nullable AnnotatedMember member) {
		String value = (PRESENT) ? Annotation.read(member, Schema::defaultValue, "") : "";
		return (value.isEmpty()) ? null : value;
	}

	static void apply(ObjectNode schema, @Nullable AnnotatedMember member, JsonMapper mapper) {
		if (PRESENT) {
			Annotation.apply(schema, member, mapper);
		}
	}

	/**
	 * Loaded only when Swagger is there.
	 */
	private static final class Annotation {

		static String description(AnnotatedElement element) {
			Schema schema = element.getAnnotation(Schema.class);
			return (schema != null) ? schema.description() : "";
		}

		static <V> V read(@Nullable AnnotatedMember member, Function<Schema, V> attribute, V absent) {
			Schema schema = (member != null) ? member.getAnnotation(Schema.class) : null;
			return (schema != null) ? attribute.apply(schema) : absent;
		}

		static void apply(ObjectNode schema, @Nullable AnnotatedMember member, JsonMapper mapper) {
			Schema hints = (member != null) ? member.getAnnotation(Schema.class) : null;
			if (hints == null) {
				return;
			}
			applyBounds(schema, hints);
			String[] examples = Stream.concat(Stream.of(hints.example()), Arrays.stream(hints.examples()))
				.filter(StringUtils::hasText)
				.toArray(String[]::new);
			if (examples.length > 0) {
				ArrayNode values = schema.putArray("examples");
				boolean text = "string".equals(schema.path("type").stringValue(null));
				for (String example : examples) {
					addExample(values, example, text, mapper);
				}
			}
		}

		private static void applyBounds(ObjectNode schema, Schema hints) {
			if (hints.minLength() > 0 && !schema.has("minLength")) {
				schema.put("minLength", hints.minLength());
			}
			if (hints.maxLength() < Integer.MAX_VALUE && !schema.has("maxLength")) {
				schema.put("maxLength", hints.maxLength());
			}
			if (StringUtils.hasText(hints.pattern()) && !schema.has("pattern")) {
				schema.put("pattern", hints.pattern());
			}
			if (StringUtils.hasText(hints.minimum()) && !schema.has("minimum")) {
				schema.put("minimum", new BigDecimal(hints.minimum()));
			}
			if (StringUtils.hasText(hints.maximum()) && !schema.has("maximum")) {
				schema.put("maximum", new BigDecimal(hints.maximum()));
			}
		}

		private static void addExample(ArrayNode values, String example, boolean text, JsonMapper mapper) {
			try {
				if (text) {
					values.add(example);
				}
				else {
					values.add(mapper.readTree(example));
				}
			}
			catch (JacksonException ex) {
				values.add(example);
			}
		}

	}

}
