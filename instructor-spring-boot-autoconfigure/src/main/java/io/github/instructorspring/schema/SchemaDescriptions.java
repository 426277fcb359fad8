package io.github.instructorspring.schema;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.node.ObjectNode;

/**
 * What developers say of their types and properties: with Jackson's annotations, else
 * with Swagger's.
 */
final class SchemaDescriptions {

	private final DeserializationContext context;

	private final Function<Annotated, List<String>> demands;

	SchemaDescriptions(DeserializationContext context, Function<Annotated, List<String>> demands) {
		this.context = context;
		this.demands = demands;
	}

	@Nullable String of(JavaType type) {
		return of(type, null);
	}

	/**
	 * The description of a type.
	 * @param general what to say of a type that is not described
	 */
	@Nullable String of(JavaType type, @Nullable String general) {
		AnnotatedClass annotated = this.context.introspectClassAnnotations(type);
		String description = this.context.getAnnotationIntrospector()
			.findClassDescription(this.context.getConfig(), annotated);
		description = StringUtils.hasText(description) ? description : SwaggerHints.description(type.getRawClass());
		return withDemands(StringUtils.hasText(description) ? description : general, annotated);
	}

	@Nullable String of(BeanPropertyDefinition property, SettableBeanProperty settable) {
		String description = property.getMetadata().getDescription();
		description = StringUtils.hasText(description) ? description : SwaggerHints.description(settable.getMember());
		return withDemands(description, property.getPrimaryMember());
	}

	private @Nullable String withDemands(@Nullable String description, @Nullable Annotated element) {
		List<String> found = (element != null) ? this.demands.apply(element) : List.of();
		if (found.isEmpty()) {
			return description;
		}
		String text = String.join("; ", found);
		return StringUtils.hasText(description) ? description.strip() + " (" + text + ")" : text;
	}

	/**
	 * Write a description before what the schema already says, and the form of a text
	 * after it.
	 */
	static void write(ObjectNode schema, @Nullable String description, @Nullable String pattern) {
		String text = (description != null) ? description.strip() : "";
		String present = schema.path("description").stringValue("");
		if (!present.isEmpty()) {
			text = (text.isEmpty()) ? present : text + " (" + present + ")";
		}
		if (pattern != null) {
			text = (text + " (in the form " + pattern + ")").strip();
		}
		if (!text.isEmpty()) {
			schema.put("description", text);
		}
	}

}
