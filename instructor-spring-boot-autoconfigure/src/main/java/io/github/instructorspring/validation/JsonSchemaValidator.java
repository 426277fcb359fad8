package io.github.instructorspring.validation;

import java.util.List;
import java.util.Map;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges maps by a JSON Schema (draft 2020-12), formats included. Thread-safe.
 *
 * @since 0.1
 */
public final class JsonSchemaValidator implements ResponseValidator<Map<String, Object>> {

	private final Schema schema;

	/**
	 * Create a validator.
	 * @param schema the schema, left as it is
	 */
	public JsonSchemaValidator(JsonNode schema) {
		this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(schema.deepCopy());
	}

	@Override
	public List<Violation> validate(Map<String, Object> value, ValidationContext context) {
		JsonNode json = JsonMapper.shared().valueToTree(value);
		return this.schema
			.validate(json, (execution) -> execution.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map(JsonSchemaValidator::violation)
			.toList();
	}

	private static Violation violation(Error error) {
		JsonNode found = error.getInstanceNode();
		boolean scalar = found != null && found.isValueNode();
		return new Violation(path(error.getInstanceLocation()), error.getMessage(), (scalar) ? found : null);
	}

	private static String path(NodePath location) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < location.getNameCount(); i++) {
			Object element = location.getElement(i);
			if (element instanceof Integer index) {
				path.append('[').append(index).append(']');
			}
			else {
				path.append((path.isEmpty()) ? "" : ".").append(element);
			}
		}
		return path.toString();
	}

}
