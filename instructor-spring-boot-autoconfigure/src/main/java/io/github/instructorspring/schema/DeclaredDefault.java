package io.github.instructorspring.schema;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The default of a property, which annotations can only hold as text, as JSON.
 */
final class DeclaredDefault {

	private DeclaredDefault() {
	}

	/**
	 * Read a default.
	 * @return the JSON, or {@code null} when it is not of the type
	 */
	static @Nullable JsonNode read(String text, JavaType type, ObjectNode schema, JsonMapper mapper) {
		JsonNode value = (type.isEnumType()) ? constant(text, type, schema, mapper) : parse(text, schema, mapper);
		return (value != null && isReadable(value, type, mapper)) ? value : null;
	}

	private static @Nullable JsonNode constant(String text, JavaType type, ObjectNode schema, JsonMapper mapper) {
		for (JsonNode name : schema.path("enum")) {
			if (name.asString().equals(text)) {
				return name;
			}
		}
		for (Object constant : type.getRawClass().getEnumConstants()) {
			if (((Enum<?>) constant).name().equals(text)) {
				return mapper.valueToTree(constant);
			}
		}
		return null;
	}

	private static @Nullable JsonNode parse(String text, ObjectNode schema, JsonMapper mapper) {
		String kind = schema.path("type").stringValue("");
		if (kind.equals("string")) {
			return JsonNodeFactory.instance.stringNode(text);
		}
		try {
			return mapper.readTree((kind.equals("boolean")) ? text.toLowerCase(Locale.ROOT) : text);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static boolean isReadable(JsonNode value, JavaType type, JsonMapper mapper) {
		try {
			return mapper.readerFor(type).readValue(value) != null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
