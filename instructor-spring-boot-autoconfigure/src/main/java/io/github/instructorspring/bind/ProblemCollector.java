package io.github.instructorspring.bind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.json.JsonPaths;

/**
 * Lets Jackson go on after a text or number that it cannot convert, so that all of them
 * are found at once. What it then builds is not used.
 */
final class ProblemCollector extends DeserializationProblemHandler {

	private final String rootPath;

	private final Position schema;

	private final List<Finding> findings = new ArrayList<>();

	ProblemCollector(String rootPath, Position schema) {
		this.rootPath = rootPath;
		this.schema = schema;
	}

	List<Finding> findings() {
		return this.findings;
	}

	@Override
	public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> targetType, String value,
			String failure) {
		report(context, targetType, JsonNodeFactory.instance.stringNode(value));
		return null;
	}

	@Override
	public @Nullable Object handleWeirdNumberValue(DeserializationContext context, Class<?> targetType, Number value,
			String failure) {
		report(context, targetType, JsonNodeFactory.instance.pojoNode(value));
		return null;
	}

	private void report(DeserializationContext context, Class<?> targetType, JsonNode found) {
		Deque<TokenStreamContext> steps = new ArrayDeque<>();
		TokenStreamContext step = context.getParser().streamReadContext();
		while (step != null && !step.inRoot()) {
			steps.push(step);
			step = step.getParent();
		}
		this.findings.add(new Finding(path(steps), "must be " + BindingFailure.describe(targetType), found));
	}

	/**
	 * A name is a property where the schema knows it, and the key of a map elsewhere.
	 */
	private String path(Deque<TokenStreamContext> steps) {
		String path = this.rootPath;
		List<JsonNode> schemas = members(this.schema.start());
		for (TokenStreamContext step : steps) {
			if (step.inArray()) {
				path = JsonPaths.index(path, step.getCurrentIndex());
				schemas = below(schemas, (schema) -> schema.path("items"));
			}
			else {
				String name = String.valueOf(step.currentName());
				boolean property = schemas.stream().anyMatch((schema) -> schema.path("properties").has(name));
				path = (property) ? JsonPaths.property(path, name) : JsonPaths.key(path, name);
				schemas = below(schemas, (schema) -> (property) ? schema.path("properties").path(name)
						: schema.path("additionalProperties"));
			}
		}
		return path;
	}

	private List<JsonNode> below(List<JsonNode> schemas, UnaryOperator<JsonNode> step) {
		return schemas.stream().map(step).flatMap((schema) -> members(schema).stream()).toList();
	}

	private List<JsonNode> members(JsonNode schema) {
		String reference = schema.path("$ref").stringValue(null);
		JsonNode resolved = (reference != null) ? this.schema.root().at(reference.substring(1)) : schema;
		List<JsonNode> members = new ArrayList<>(List.of(resolved));
		resolved.path("anyOf").forEach((member) -> members.addAll(members(member)));
		return members;
	}

	/**
	 * Where reading starts in a schema.
	 *
	 * @param root the whole schema
	 * @param start the part that describes the value
	 */
	record Position(JsonNode root, JsonNode start) {
	}

}
