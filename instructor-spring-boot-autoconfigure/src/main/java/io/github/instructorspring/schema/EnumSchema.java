package io.github.instructorspring.schema;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The constants of an enum as Jackson reads and writes them, with their descriptions.
 */
final class EnumSchema {

	private EnumSchema() {
	}

	static ObjectNode of(Class<?> type, JsonMapper mapper) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
		ArrayNode values = schema.putArray("enum");
		List<String> descriptions = new ArrayList<>();
		for (Object constant : type.getEnumConstants()) {
			JsonNode value = mapper.valueToTree(constant);
			values.add(value);
			addAliases(schema, (Enum<?>) constant, value);
			String description = description((Enum<?>) constant);
			if (!description.isBlank()) {
				descriptions.add(value.asString() + ": " + description.strip());
			}
		}
		if (!values.isEmpty() && values.get(0).isIntegralNumber()) {
			schema.put("type", "integer");
		}
		if (!descriptions.isEmpty()) {
			schema.put("description", String.join("; ", descriptions));
		}
		return schema;
	}

	private static void addAliases(ObjectNode schema, Enum<?> constant, JsonNode value) {
		Field field = ReflectionUtils.findField(constant.getDeclaringClass(), constant.name());
		JsonAlias aliases = (field != null) ? field.getAnnotation(JsonAlias.class) : null;
		if (aliases != null) {
			for (String alias : aliases.value()) {
				schema.withObjectProperty(SchemaGenerator.ALIASES).put(alias, value.asString());
			}
		}
	}

	private static String description(Enum<?> constant) {
		Field field = ReflectionUtils.findField(constant.getDeclaringClass(), constant.name());
		if (field == null) {
			return "";
		}
		JsonPropertyDescription description = field.getAnnotation(JsonPropertyDescription.class);
		return (description != null) ? description.value() : SwaggerHints.description(field);
	}

}
