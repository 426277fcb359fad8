package io.github.instructorspring.schema;

import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/**
 * A schema as an independent validator understands it: draft 2020-12, formats asserted.
 */
final class JudgedSchema {

	private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private static final Schema META = REGISTRY
		.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

	private final Schema schema;

	JudgedSchema(JsonNode schema) {
		this.schema = REGISTRY.getSchema(schema);
	}

	/**
	 * What is wrong with a schema by the schema of schemas.
	 */
	static List<String> flaws(JsonNode schema) {
		return messages(META.validate(schema));
	}

	/**
	 * What is wrong with an instance.
	 */
	List<String> errors(JsonNode instance) {
		return messages(this.schema.validate(instance));
	}

	boolean accepts(JsonNode instance) {
		return errors(instance).isEmpty();
	}

	private static List<String> messages(List<Error> errors) {
		return errors.stream().map((error) -> error.getInstanceLocation() + ": " + error.getMessage()).toList();
	}

}
