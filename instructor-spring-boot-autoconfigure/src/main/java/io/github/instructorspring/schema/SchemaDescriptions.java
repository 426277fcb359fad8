package io.github.instructorspring.schema;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.node.ObjectNode;

/**
 * What developers say of their types and properties: with Jackson's annotations, else
 * with Swagger's.
 */
final class SchemaDescriptions {

	private final DeserializationContext context;

	SchemaDescriptions(DeserializationContext context) {
		this.context = context;
	}

	@Nullable String of(JavaType type) {
		String description = this.context.getAnnotationIntrospector()
			.findClassDescription(this.context.getConfig(), this.context.introspectClassAnnotations(type));
		description = StringUtils.hasText(description) ? description : SwaggerHints.description(type.getRawClass());
		return StringUtils.hasText(description) ? description : null;
	}

	@Nullable String of(BeanPropertyDefinition property, SettableBeanProperty settable) {
		String description = property.getMetadata().getDescription();
		return StringUtils.hasText(description) ? description : SwaggerHints.description(settable.getMember());
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
