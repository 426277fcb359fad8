package io.github.instructorspring.sample.standin;

import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Finds the JSON Schema that a prompt shows to the model.
 */
class SchemaInProse {

	private static final Set<String> KEYWORDS = Set.of("type", "properties", "anyOf", "oneOf", "$ref", "$defs");

	/** Braces may stand in any prose: looking at a few of them keeps the search short. */
	private static final int MAX_ATTEMPTS = 50;

	private final JsonMapper jsonMapper;

	SchemaInProse(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Find the first object that looks like a schema.
	 * @param prose the text of a prompt
	 * @return the schema, or a missing node
	 */
	JsonNode find(String prose) {
		int start = prose.indexOf('{');
		for (int attempt = 0; start >= 0 && attempt < MAX_ATTEMPTS; attempt++) {
			JsonNode candidate = parse(prose, start);
			if (KEYWORDS.stream().anyMatch(candidate::has)) {
				return candidate;
			}
			start = prose.indexOf('{', start + 1);
		}
		return MissingNode.getInstance();
	}

	private JsonNode parse(String prose, int start) {
		int end = endOfObject(prose, start);
		if (end < 0) {
			return MissingNode.getInstance();
		}
		try {
			return this.jsonMapper.readTree(prose.substring(start, end));
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	private int endOfObject(String prose, int start) {
		int depth = 0;
		boolean quoted = false;
		for (int i = start; i < prose.length(); i++) {
			char character = prose.charAt(i);
			if (quoted && character == '\\') {
				i++;
			}
			else if (character == '"') {
				quoted = !quoted;
			}
			else if (!quoted && character == '{') {
				depth++;
			}
			else if (!quoted && character == '}' && --depth == 0) {
				return i + 1;
			}
		}
		return -1;
	}

}
