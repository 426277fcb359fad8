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
 * One search through one text, from left to right. What a model thought aloud is left
 * out; JSON in there is a draft.
 */
final class JsonTextScanner {

	private static final ObjectReader STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build()
		.readerFor(JsonNode.class);

	private static final Pattern REASONING = Pattern.compile("<(/?)(?:think|thinking|reasoning)>",
			Pattern.CASE_INSENSITIVE);

	/**
	 * How a value begins, be it JSON or nearly so: an unquoted or single-quoted name, a
	 * comment, a literal of another language. Any other bracket belongs to the prose.
	 */
	private static final Pattern OPENING = Pattern
		.compile("\\{\\s*+(?:$|[\"'}/#]|[\\w$-]++\\s*+(?:$|:))|\\[\\s*+(?:$|[\\[{\"'\\]/#]|-?\\d|-$"
				+ "|(?:true|false|null|True|False|None|NaN)\\b)");

	/**
	 * After so many broken values no whole one is to be expected, and each costs an
	 * exception.
	 */
	private static final int MAX_MALFORMED = 1000;

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final String text;

	private final Matcher reasoning;

	private final Matcher opening;

	private final Set<JsonNode> values = new LinkedHashSet<>();

	private int answerStart;

	private boolean prose;

	private boolean unclosed;

	private int malformed;

	JsonTextScanner(String text) {
		this.text = (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
		this.reasoning = REASONING.matcher(this.text);
		this.opening = OPENING.matcher(this.text);
	}

	JsonText scan() {
		JsonNode whole = read(this.text);
		if (whole != null) {
			return new JsonText(this.text, List.of(whole), Outcome.FOUND);
		}
		int position = 0;
		while (position < this.text.length()) {
			position = scanAt(position);
		}
		boolean bare = this.values.isEmpty() && this.answerStart > 0;
		JsonNode scalar = (bare) ? read(this.text.substring(this.answerStart)) : null;
		if (scalar != null) {
			this.values.add(scalar);
		}
		return new JsonText(this.text.substring(this.answerStart), new ArrayList<>(this.values), outcome());
	}

	private Outcome outcome() {
		if (!this.values.isEmpty()) {
			return Outcome.FOUND;
		}
		if (this.unclosed) {
			return Outcome.UNCLOSED;
		}
		if (this.malformed > 0) {
			return Outcome.MALFORMED;
		}
		return (this.prose) ? Outcome.NO_JSON : Outcome.EMPTY;
	}

	/**
	 * Take what begins here.
	 * @return the position after it
	 */
	private int scanAt(int position) {
		char character = this.text.charAt(position);
		if (character == '<' && looksAt(this.reasoning, position)) {
			return scanReasoning();
		}
		this.prose |= !Character.isWhitespace(character);
		boolean bracket = character == '{' || character == '[';
		return (bracket && looksAt(this.opening, position)) ? scanValue(position) : position + 1;
	}

	private int scanReasoning() {
		boolean closing = !this.reasoning.group(1).isEmpty();
		int end = (closing) ? this.reasoning.end() : endOfReasoning(this.reasoning.end());
		if (end < 0) {
			// The text ends before the answer begins.
			this.prose = true;
			return this.text.length();
		}
		if (closing) {
			// It opened before the text did, as some servers have it.
			forget();
		}
		if (!this.prose) {
			this.answerStart = end;
		}
		return end;
	}

	private int endOfReasoning(int from) {
		this.reasoning.region(from, this.text.length());
		while (this.reasoning.find()) {
			if (!this.reasoning.group(1).isEmpty()) {
				return this.reasoning.end();
			}
		}
		return -1;
	}

	private void forget() {
		this.values.clear();
		this.prose = false;
		this.unclosed = false;
		this.malformed = 0;
	}

	/**
	 * Take the value that opens here, never one inside it.
	 * @return the position after it
	 */
	private int scanValue(int start) {
		int end = closing(start);
		if (end < 0) {
			this.unclosed = true;
			// Unless it is a bracket of a thought, which ends further on.
			return lastClosingTag(start);
		}
		JsonNode value = read(this.text.substring(start, end));
		if (value != null) {
			this.values.add(value);
			return end;
		}
		this.malformed++;
		return (this.malformed < MAX_MALFORMED) ? end : this.text.length();
	}

	private int lastClosingTag(int from) {
		int last = this.text.length();
		this.reasoning.region(from, this.text.length());
		while (this.reasoning.find()) {
			last = (this.reasoning.group(1).isEmpty()) ? last : this.reasoning.start();
		}
		return last;
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

	private boolean looksAt(Matcher matcher, int position) {
		return matcher.region(position, this.text.length()).lookingAt();
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

}
