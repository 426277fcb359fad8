package io.github.instructorspring;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.schema.DynamicSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;
import io.github.instructorspring.validation.JsonSchemaValidator;

/**
 * A response model that is known only at run time: a JSON Schema (draft 2020-12) whose
 * root is an object. Its answers are maps, validated against the schema. Immutable.
 *
 * <pre class="code">
 * DynamicModel person = DynamicModel.of("""
 * 		{"title": "Person", "type": "object",
 * 		 "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}},
 * 		 "required": ["name", "age"]}
 * 		""");
 * Map&lt;String, Object&gt; jason = instructor.create(person, "Jason is 25 years old");
 * </pre>
 *
 * @since 0.1
 */
public final class DynamicModel implements ResponseModel {

	private static final TypedModel MAP = new TypedModel(new ParameterizedTypeReference<Map<String, Object>>() {
	}.getType());

	private final DynamicSchema schema;

	private final JsonSchemaValidator validator;

	private DynamicModel(ObjectNode schema) {
		this.schema = new DynamicSchema(schema);
		this.validator = new JsonSchemaValidator(schema);
	}

	/**
	 * Create a model from a schema. Its {@code title} becomes the name that the model
	 * sees, its {@code description} the description.
	 * @param jsonSchema the schema, as JSON text
	 * @return a new model
	 * @throws IllegalArgumentException if the text is no JSON object, the root of the
	 * schema is no object, or it refers to what is not in it or in a circle
	 */
	public static DynamicModel of(String jsonSchema) {
		Assert.hasText(jsonSchema, "'jsonSchema' must not be blank");
		if (!(parse(jsonSchema) instanceof ObjectNode schema)) {
			throw new IllegalArgumentException("'jsonSchema' must be a JSON object");
		}
		Assert.isTrue("object".equals(schema.path("type").stringValue(null)),
				"'jsonSchema' must have \"type\": \"object\" at its root; put any other value into a property");
		requireReferences(schema, schema);
		return new DynamicModel(schema);
	}

	/**
	 * Nothing is fetched for a schema, and what it refers to must be there.
	 */
	private static void requireReferences(JsonNode node, ObjectNode root) {
		String reference = node.path("$ref").stringValue("#");
		boolean inside = reference.equals("#")
				|| (reference.startsWith("#/") && !root.at(reference.substring(1)).isMissingNode());
		Assert.isTrue(inside,
				() -> "'jsonSchema' refers to '" + reference + "', which is not in it; put it below \"$defs\"");
		Assert.isTrue(!isCircular(reference, root),
				() -> "'jsonSchema' refers to '" + reference + "', which only refers to itself; say what it is");
		node.forEach((child) -> requireReferences(child, root));
	}

	private static boolean isCircular(String reference, ObjectNode root) {
		Set<String> seen = new HashSet<>();
		String next = reference;
		while (next.startsWith("#/") && seen.add(next)) {
			next = root.at(next.substring(1)).path("$ref").stringValue("");
		}
		return seen.contains(next);
	}

	private static JsonNode parse(String jsonSchema) {
		try {
			return JsonMapper.shared().readTree(jsonSchema);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("'jsonSchema' must be JSON, but is not at line "
					+ ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr());
		}
	}

	JsonSchemaValidator validator() {
		return this.validator;
	}

	@Override
	public ResponseSchema one(ResponseSchemas schemas, Set<Class<?>> groups) {
		return this.schema.alone(MAP.one(schemas, groups));
	}

	@Override
	public ResponseSchema list(ResponseSchemas schemas, Set<Class<?>> groups) {
		return this.schema.within(MAP.list(schemas, groups));
	}

	@Override
	public ResponseSchema maybe(ResponseSchemas schemas, Set<Class<?>> groups) {
		return this.schema.within(MAP.maybe(schemas, groups));
	}

	@Override
	public String toString() {
		return "DynamicModel[" + this.schema.name() + "]";
	}

}
