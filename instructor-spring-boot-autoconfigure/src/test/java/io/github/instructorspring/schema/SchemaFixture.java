package io.github.instructorspring.schema;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas as texts, in which {@code '} stands for a quotation mark.
 */
final class SchemaFixture {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private SchemaFixture() {
	}

	static ResponseSchema schema(Type type, Class<?>... groups) {
		return schema(JsonMapper.builder().build(), type, groups);
	}

	static ResponseSchema schema(JsonMapper application, Type type, Class<?>... groups) {
		return new ResponseSchemas(ResponseJsonMapper.from(application), VALIDATOR).of(type, Set.of(groups));
	}

	static String text(Type type) {
		return schema(type).text().replace('"', '\'');
	}

	static String property(Type type, String name, Class<?>... groups) {
		return schema(type, groups).json().path("properties").path(name).toString().replace('"', '\'');
	}

	static List<String> names(ResponseSchema schema) {
		return List.copyOf(schema.json().path("properties").propertyNames());
	}

	static List<String> required(Type type) {
		return schema(type).json().path("required").valueStream().map((name) -> name.stringValue()).toList();
	}

	static List<String> problems(Type type) {
		return schema(type).problems()
			.stream()
			.map((problem) -> problem.replaceAll("[a-zA-Z.]+\\.([A-Z]\\w*Tests)\\$", ""))
			.toList();
	}

}
