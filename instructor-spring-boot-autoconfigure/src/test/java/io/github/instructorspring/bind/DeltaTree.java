package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a browser has after the steps it was told.
 */
public final class DeltaTree implements DeltaSink {

	private final List<String> log = new ArrayList<>();

	private @Nullable JsonNode root;

	private int characters;

	@Override
	public void set(String path, @Nullable JsonNode value) {
		step("set", path, value);
		put(path, (value != null) ? value.deepCopy() : NullNode.getInstance());
	}

	private void put(String path, JsonNode node) {
		int end = path.lastIndexOf('/');
		if (end < 0) {
			this.root = node;
			return;
		}
		String name = path.substring(end + 1).replace("~1", "/").replace("~0", "~");
		JsonNode parent = at(path.substring(0, end));
		if (parent instanceof ArrayNode list) {
			list.set(Integer.parseInt(name), node);
		}
		else {
			((ObjectNode) parent).set(name, node);
		}
	}

	@Override
	public void append(String path, String text) {
		step("append", path, JsonNodeFactory.instance.stringNode(text));
		put(path, JsonNodeFactory.instance.stringNode(at(path).stringValue() + text));
	}

	@Override
	public void add(String path, @Nullable JsonNode value) {
		step("add", path, value);
		((ArrayNode) at(path)).add((value != null) ? value.deepCopy() : NullNode.getInstance());
	}

	private void step(String operation, String path, @Nullable JsonNode value) {
		this.characters += String.valueOf(value).length();
		this.log.add(operation + " " + path + " " + value);
	}

	private JsonNode at(String path) {
		return (this.root != null) ? this.root.at(JsonPointer.compile(path)) : NullNode.getInstance();
	}

	/**
	 * The tree now, as a browser reads it; {@code null} if nothing was told.
	 */
	public @Nullable JsonNode root() {
		return (this.root != null) ? read(this.root) : null;
	}

	/**
	 * What a browser reads of JSON.
	 */
	public static JsonNode read(JsonNode json) {
		return JsonMapper.shared().readTree(json.toString());
	}

	/**
	 * The characters of all values that were told.
	 */
	public int characters() {
		return this.characters;
	}

	public int steps() {
		return this.log.size();
	}

	public String log() {
		return this.log.toString();
	}

}
