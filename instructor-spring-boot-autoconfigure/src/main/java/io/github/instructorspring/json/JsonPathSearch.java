package io.github.instructorspring.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for the place that a path leads to, name by name as the tree has them. No part of
 * the tree is seen twice.
 */
final class JsonPathSearch {

	private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

	private static final Pattern PLAIN_NAME = Pattern.compile("[^.\\[]+");

	private final String text;

	private JsonPath nearest = JsonPath.ROOT;

	private int reached = -1;

	JsonPathSearch(String text) {
		this.text = text;
	}

	@Nullable JsonPath find(JsonNode root) {
		return find(0, root, JsonPath.ROOT);
	}

	/**
	 * Where the search ended that came furthest.
	 */
	JsonPath nearest() {
		return this.nearest;
	}

	private @Nullable JsonPath find(int from, JsonNode node, JsonPath here) {
		if (from == this.text.length()) {
			return here;
		}
		boolean dot = !here.isRoot() && this.text.charAt(from) == '.';
		int start = (dot) ? from + 1 : from;
		Ahead missing = null;
		for (Ahead ahead : ahead(start, dot || here.isRoot(), node, here)) {
			JsonNode below = ahead.place().below(node);
			if (below == null) {
				missing = ahead;
				continue;
			}
			JsonPath found = find(ahead.end(), below, ahead.place());
			if (found != null) {
				return found;
			}
		}
		if (missing != null && missing.end() == this.text.length()) {
			return missing.place();
		}
		if (start > this.reached) {
			this.reached = start;
			this.nearest = (missing != null) ? missing.place() : here;
		}
		return null;
	}

	/**
	 * The ways to read the next step: the longest name that is there first, one that is
	 * not last.
	 */
	private List<Ahead> ahead(int start, boolean plain, JsonNode node, JsonPath here) {
		List<Ahead> ahead = new ArrayList<>();
		boolean bracket = this.text.startsWith("[", start);
		if (node.isArray()) {
			Matcher index = matcher(INDEX, start);
			if (index.lookingAt() && Integer.parseInt(index.group(1)) < node.size()) {
				ahead.add(new Ahead(here.element(Integer.parseInt(index.group(1))), index.end()));
			}
			return ahead;
		}
		if (!node.isObject()) {
			return ahead;
		}
		if (plain || bracket) {
			node.propertyNames()
				.stream()
				.filter((name) -> !name.isEmpty() && this.text.startsWith(name, start) && isEnd(start + name.length()))
				.sorted(Comparator.comparingInt(String::length).reversed())
				.forEach((name) -> ahead.add(new Ahead(here.property(name), start + name.length())));
		}
		Ahead quoted = (this.text.startsWith("[\"", start)) ? quoted(start + 2, here) : null;
		Matcher name = matcher(PLAIN_NAME, start);
		if (quoted != null) {
			ahead.add(quoted);
		}
		else if (plain && name.lookingAt() && !node.has(name.group())) {
			ahead.add(new Ahead(here.property(name.group()), name.end()));
		}
		return ahead;
	}

	private @Nullable Ahead quoted(int start, JsonPath here) {
		StringBuilder key = new StringBuilder();
		for (int i = start; i < this.text.length(); i++) {
			char character = this.text.charAt(i);
			if (character == '"') {
				return (this.text.startsWith("\"]", i)) ? new Ahead(here.entry(key.toString()), i + 2) : null;
			}
			if (character == '\\') {
				i++;
			}
			if (i < this.text.length()) {
				key.append(this.text.charAt(i));
			}
		}
		return null;
	}

	private boolean isEnd(int position) {
		return position == this.text.length() || this.text.charAt(position) == '.' || this.text.charAt(position) == '[';
	}

	private Matcher matcher(Pattern pattern, int start) {
		return pattern.matcher(this.text).region(start, this.text.length());
	}

	/**
	 * A step that the path may take.
	 *
	 * @param place where it leads
	 * @param end where the path goes on
	 */
	private record Ahead(JsonPath place, int end) {
	}

}
