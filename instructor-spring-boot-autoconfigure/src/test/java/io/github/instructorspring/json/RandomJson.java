package io.github.instructorspring.json;

import java.math.BigDecimal;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random documents whose texts hold what repairs look for: quotes, commas, colons,
 * brackets, comments, escapes. The same seed gives the same documents.
 */
final class RandomJson {

	private static final String[] PIECES = { "a", "Ada", " ", ",", ", ", ":", "\": ", "\"", "\\", "{", "}", "[", "]",
			"'", "`", "```", "//", "/*", "*/", "#", "\n", "\t", "true", "null", "12", "-", ".", "...", "é", "\u201C",
			"😀", "\", \"b\": 1", "\"}", "\"]", "</think>", "=", ";", "(", ")", "+", "\u0001", "key: value" };

	private static final String[] SPACES = { "", "", " ", "\n", "  ", "\t", "\r\n" };

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final Random random;

	RandomJson(long seed) {
		this.random = new Random(seed);
	}

	Random random() {
		return this.random;
	}

	/**
	 * A random object or list.
	 */
	JsonNode document() {
		return (this.random.nextBoolean()) ? object(3) : list(3);
	}

	private JsonNode value(int depth) {
		int kind = this.random.nextInt((depth > 0) ? 9 : 6);
		return switch (kind) {
			case 0 -> this.nodes.numberNode(this.random.nextInt(2000) - 1000);
			case 1 -> this.nodes.numberNode(new BigDecimal(this.random.nextInt(2000) + "." + this.random.nextInt(1000)
					+ ((this.random.nextInt(5) == 0) ? "e-7" : "")));
			case 2 -> this.nodes.booleanNode(this.random.nextBoolean());
			case 3 -> this.nodes.nullNode();
			case 6 -> object(depth - 1);
			case 7 -> list(depth - 1);
			default -> this.nodes.stringNode(text());
		};
	}

	private ObjectNode object(int depth) {
		ObjectNode object = this.nodes.objectNode();
		int size = this.random.nextInt(5);
		for (int i = 0; i < size; i++) {
			object.set((this.random.nextInt(4) == 0) ? text() : "name" + i, value(depth));
		}
		return object;
	}

	private ArrayNode list(int depth) {
		ArrayNode list = this.nodes.arrayNode();
		int size = this.random.nextInt(5);
		for (int i = 0; i < size; i++) {
			list.add(value(depth));
		}
		return list;
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		int size = this.random.nextInt(6);
		for (int i = 0; i < size; i++) {
			text.append(PIECES[this.random.nextInt(PIECES.length)]);
		}
		return text.toString();
	}

	/**
	 * A document as text, with white space at random.
	 */
	String write(JsonNode node) {
		StringBuilder json = new StringBuilder();
		write(node, json);
		return json.toString();
	}

	private void write(JsonNode node, StringBuilder json) {
		if (node.isObject()) {
			json.append('{').append(space());
			String separator = "";
			for (String name : node.propertyNames()) {
				json.append(separator).append(space()).append(this.nodes.stringNode(name)).append(space());
				json.append(':').append(space());
				write(node.get(name), json);
				json.append(space());
				separator = ",";
			}
			json.append('}');
		}
		else if (node.isArray()) {
			json.append('[').append(space());
			String separator = "";
			for (JsonNode element : node) {
				json.append(separator).append(space());
				write(element, json);
				json.append(space());
				separator = ",";
			}
			json.append(']');
		}
		else {
			json.append(node);
		}
	}

	/**
	 * The text with some characters removed, added, doubled or swapped, or cut.
	 */
	String mutate(String json) {
		StringBuilder mutant = new StringBuilder(json);
		int mutations = 1 + this.random.nextInt(4);
		for (int i = 0; i < mutations && !mutant.isEmpty(); i++) {
			int at = this.random.nextInt(mutant.length());
			switch (this.random.nextInt(6)) {
				case 0 -> mutant.deleteCharAt(at);
				case 1 -> mutant.insert(at, PIECES[this.random.nextInt(PIECES.length)]);
				case 2 -> mutant.insert(at, mutant.charAt(at));
				case 3 -> mutant.setCharAt(at, mutant.charAt(this.random.nextInt(mutant.length())));
				case 4 -> mutant.setLength(at);
				default -> mutant.insert(at, mutant.substring(at, Math.min(mutant.length(), at + 10)));
			}
		}
		return mutant.toString();
	}

	private String space() {
		return SPACES[this.random.nextInt(SPACES.length)];
	}

}
