package io.github.instructorspring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * Judges values by the annotations {@code x-assert} and {@code x-block-assert} of a
 * schema: pairs of a name and a condition such as <code>{{this|length > 0}}</code>.
 */
final class SchemaAssertions implements ResponseValidator<Object> {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final Pattern LENGTH = Pattern.compile("([\\w.\\[\\]\"']+)\\s*\\|\\s*length");

	private static final Pattern REGEX = Pattern.compile("([\\w.\\[\\]\"']+)\\s*\\|\\s*regex_match\\(");

	private static final Pattern THIS = Pattern.compile("\\bthis\\b");

	private final JsonNode root;

	SchemaAssertions(JsonNode root) {
		this.root = root;
	}

	@Override
	public List<Violation> validate(Object value, ValidationContext context) {
		JsonNode json = JsonMapper.shared().valueToTree(value);
		return (holds(this.root, json)) ? List.of() : List.of(Violation.of("must hold what the schema asserts"));
	}

	private boolean holds(JsonNode given, JsonNode value) {
		JsonNode schema = SchemaWalk.resolve(given, this.root);
		return holds(given.path("x-assert"), schema, value) && holdsBranches(schema, value)
				&& holdsParts(schema, value);
	}

	private boolean holds(JsonNode besideReference, JsonNode schema, JsonNode value) {
		return holdsAll(besideReference, value) && holdsAll(schema.path("x-assert"), value)
				&& holdsAll(schema.path("x-block-assert"), value);
	}

	private boolean holdsAll(JsonNode assertions, JsonNode value) {
		if (assertions.path(0).isString()) {
			return holds(assertions.path(1).asString(), value);
		}
		return assertions.valueStream().allMatch((assertion) -> holdsAll(assertion, value));
	}

	private boolean holdsBranches(JsonNode schema, JsonNode value) {
		List<JsonNode> branches = SchemaWalk.branches(schema);
		return branches.isEmpty() || branches.stream()
			.filter((branch) -> fits(SchemaWalk.resolve(branch, this.root), value))
			.anyMatch((branch) -> holds(branch, value));
	}

	private static boolean fits(JsonNode schema, JsonNode value) {
		boolean type = switch (schema.path("type").asString("")) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isString();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			case "boolean" -> value.isBoolean();
			case "null" -> value.isNull();
			default -> true;
		};
		return type && schema.path("required").valueStream().allMatch((name) -> value.has(name.asString()))
				&& (!schema.has("const") || ExpectedValue.equal(schema.get("const"), value));
	}

	private boolean holdsParts(JsonNode schema, JsonNode value) {
		if (value.isArray()) {
			return value.valueStream().allMatch((element) -> holds(schema.path("items"), element));
		}
		return value.propertyStream().allMatch((property) -> {
			JsonNode declared = schema.path("properties").path(property.getKey());
			return holds((declared.isMissingNode()) ? schema.path("additionalProperties") : declared,
					property.getValue());
		});
	}

	private static boolean holds(String condition, JsonNode value) {
		String expression = condition.strip();
		if (expression.startsWith("{{") && expression.endsWith("}}")) {
			expression = expression.substring(2, expression.length() - 2).strip();
		}
		expression = REGEX.matcher(expression).replaceAll("#matches($1, ");
		expression = LENGTH.matcher(expression).replaceAll("#length($1)");
		expression = THIS.matcher(expression).replaceAll("#value");
		StandardEvaluationContext context = new StandardEvaluationContext();
		context.addPropertyAccessor(new MapAccessor());
		context.setVariable("value", JsonMapper.shared().treeToValue(value, Object.class));
		try {
			context.registerFunction("length", SchemaAssertions.class.getDeclaredMethod("length", Object.class));
			context.registerFunction("matches",
					SchemaAssertions.class.getDeclaredMethod("matches", Object.class, String.class));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
		return Boolean.TRUE.equals(PARSER.parseExpression(expression).getValue(context, Boolean.class));
	}

	static int length(Object value) {
		if (value instanceof Collection<?> elements) {
			return elements.size();
		}
		return (value instanceof Map<?, ?> map) ? map.size() : String.valueOf(value).length();
	}

	static boolean matches(Object value, String regex) {
		return Pattern.compile(regex).matcher(String.valueOf(value)).find();
	}

}
