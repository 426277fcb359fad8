package io.github.instructorspring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of a cases file: a text of a model and what should become of it.
 *
 * @param json the case as it stands in the file
 */
record Case(JsonNode json) {

	private static final Pattern CLASS = Pattern.compile("(?ms)^\\s*(?:class|enum)\\s+(\\w+)\\s*\\{(.*?)^\\s*\\}");

	private static final Pattern BLOCK_ASSERTION = Pattern
		.compile("@@assert\\(\\s*(\\w+)\\s*,\\s*(\\{\\{.*?\\}\\})\\s*\\)");

	String id() {
		return this.json.path("id").asString("(no id)");
	}

	/** Where it comes from, such as {@code owner/name}, without the version. */
	String source() {
		return this.json.path("source").asString("").split(" ", 2)[0];
	}

	String tier() {
		return this.json.path("tier").asString("(no tier)");
	}

	String expect() {
		return this.json.path("expect").asString("");
	}

	/**
	 * Whether the text is the beginning of one, whose open end is read as its source
	 * does.
	 */
	boolean isPartial() {
		String kind = this.json.path("kind").asString("");
		boolean beginning = kind.startsWith("partial") || kind.endsWith("-stream");
		return beginning && option("stream_stable").isMissingNode();
	}

	boolean expectsValue() {
		return expect().equals("value");
	}

	boolean expectsRejection() {
		return switch (expect()) {
			case "none", "error", "schema-error" -> true;
			default -> false;
		};
	}

	/** The text, built where the file only says how. */
	String input() {
		JsonNode generator = this.json.path("input_generator");
		return (generator.isObject()) ? generator.path("repeat").asString("").repeat(generator.path("times").asInt())
				: this.json.required("input").asString();
	}

	JsonNode expected() {
		return this.json.path("expected");
	}

	JsonNode option(String name) {
		return this.json.path("options").path(name);
	}

	String target() {
		return this.json.path("target").asString("");
	}

	/** The JSON Schema of the case; empty when it has a Java type as target. */
	ObjectNode schema() {
		JsonNode schema = (this.json.has("json_schema")) ? this.json.get("json_schema") : this.json.path("schema");
		ObjectNode copy = (schema instanceof ObjectNode object) ? object.deepCopy()
				: JsonNodeFactory.instance.objectNode();
		addBlockAssertions(copy);
		return copy;
	}

	/**
	 * The schema keeps one assertion of a class, the notation it was made from keeps all.
	 */
	private void addBlockAssertions(ObjectNode schema) {
		Matcher definition = CLASS.matcher(this.json.path("schema_baml").asString(""));
		while (definition.find()) {
			JsonNode target = schema.path("$defs").path(definition.group(1));
			Matcher assertion = BLOCK_ASSERTION.matcher(definition.group(2));
			if (target instanceof ObjectNode object && assertion.find()) {
				ArrayNode all = object.putArray("x-block-assert");
				assertion.reset().results().forEach((found) -> all.addArray().add(found.group(1)).add(found.group(2)));
			}
		}
	}

}
