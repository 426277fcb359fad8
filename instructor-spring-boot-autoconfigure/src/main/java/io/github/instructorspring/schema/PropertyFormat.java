package io.github.instructorspring.schema;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the annotations of a property change about the form of its type.
 */
final class PropertyFormat {

	private static final List<String> STANDARD_FORM = List.of("format", "pattern");

	private PropertyFormat() {
	}

	/**
	 * The pattern of a date or time, which replaces its standard form.
	 */
	static @Nullable String pattern(SettableBeanProperty property, ObjectNode schema, DeserializationConfig config) {
		JsonFormat.Value format = property.findPropertyFormat(config, property.getType().getRawClass());
		boolean text = "string".equals(schema.path("type").stringValue(null));
		if (!text || format == null || !format.hasPattern()) {
			return null;
		}
		schema.remove(STANDARD_FORM);
		return format.getPattern();
	}

	/**
	 * Leave open what only a deserializer of the property's own knows.
	 */
	static ObjectNode known(ObjectNode schema, SettableBeanProperty property, DeserializationConfig config) {
		boolean custom = property.getMember() != null
				&& config.getAnnotationIntrospector().findDeserializer(config, property.getMember()) != null;
		if (!custom) {
			return schema;
		}
		boolean scalar = schema.path("type").isString() && !schema.has("items") && !schema.has("additionalProperties");
		return (scalar) ? schema.without(STANDARD_FORM) : JsonNodeFactory.instance.objectNode();
	}

}
