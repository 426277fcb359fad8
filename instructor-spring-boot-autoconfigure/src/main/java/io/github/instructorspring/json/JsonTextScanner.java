package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.json.JsonText.Outcome;

/**
 * One search through one text, from left to right.
 */
final class JsonTextScanner {

	private static final ObjectReader STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build()
		.readerFor(JsonNode.class);

	private static final Pattern REASONING = Pattern.compile("\\s*<(think|thinking|reasoning)>",
			Pattern.CASE_INSENSITIVE);

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final String text;

	private final Set<JsonNode> values = new LinkedHashSet<>();

	private boolean unclosed;

	private boolean malformed;

	JsonTextScanner(String text) {
		this.text = withoutReasoning((!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text);
	}

	JsonText scan() {
		if (this.text.isBlank()) {
			return new JsonText(List.of(), Outcome.EMPTY);
		}
		JsonNode whole = read(this.text);
		if (whole != null) {
			return new JsonText(List.of(whole), Outcome.FOUND);
		}
		int position = nextOpening(0);
		while (position >= 0) {
			position = nextOpening(scanValue(position));
		}
		return new JsonText(new ArrayList<>(this.values), outcome());
	}

	private Outcome outcome() {
		if (!this.values.isEmpty()) {
			return Outcome.FOUND;
		}
		if (this.unclosed) {
			return Outcome.UNCLOSED;
		}
		return (this.malformed) ? Outcome.MALFORMED : Outcome.NO_JSON;
	}

	/**
	 * Take the value that opens here, never one inside it.
	 * @return the position after it
	 */
	private int scanValue(int start) {
		int end = closing(start);
		if (end < 0) {
			this.unclosed = true;
			return this.text.length();
		}
		JsonNode value = read(this.text.substring(start, end));
		if (value != null) {
			this.values.add(value);
		}
		else {
			this.malformed = true;
		}
		return end;
	}

	private int nextOpening(int from) {
		for (int i = from; i < this.text.length(); i++) {
			char character = this.text.charAt(i);
			if (character == '{' || character == '[') {
				return i;
			}
		}
		return -1;
	}

	private int closing(int start) {
		int depth = 0;
		boolean quoted = false;
		for (int i = start; i < this.text.length(); i++) {
			char character = this.text.charAt(i);
			if (quoted) {
				if (character == '\\') {
					i++;
				}
				quoted = (character != '"');
			}
			else if (character == '"') {
				quoted = true;
			}
			else if (character == '{' || character == '[') {
				depth++;
			}
			else if (character == '}' || character == ']') {
				depth--;
				if (depth == 0) {
					return i + 1;
				}
			}
		}
		return -1;
	}

	private static @Nullable JsonNode read(String json) {
		try {
			JsonNode value = STRICT.readValue(json);
			return (value != null && !value.isMissingNode()) ? value : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Leave out what a model thought aloud before its answer; JSON in there is a draft.
	 */
	private static String withoutReasoning(String text) {
		String rest = text;
		Matcher opening = REASONING.matcher(rest);
		while (opening.lookingAt()) {
			int end = indexOfIgnoreCase(rest, "</" + opening.group(1) + ">", opening.end());
			if (end < 0) {
				return rest;
			}
			rest = rest.substring(rest.indexOf('>', end) + 1);
			opening = REASONING.matcher(rest);
		}
		return rest;
	}

	private static int indexOfIgnoreCase(String text, String tag, int from) {
		for (int i = from; i <= text.length() - tag.length(); i++) {
			if (text.regionMatches(true, i, tag, 0, tag.length())) {
				return i;
			}
		}
		return -1;
	}

}
