package io.github.instructorspring.json;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in a JSON tree, such as {@code addresses[1].zip}. Immutable. Two paths are
 * equal when they lead to the same place, however they are written.
 *
 * @since 0.1
 */
public final class JsonPath {

	/**
	 * The whole tree.
	 */
	public static final JsonPath ROOT = new JsonPath(null, null, -1, false);

	private final @Nullable JsonPath parent;

	private final @Nullable String name;

	private final int index;

	private final boolean entry;

	private final int depth;

	private JsonPath(@Nullable JsonPath parent, @Nullable String name, int index, boolean entry) {
		this.parent = parent;
		this.name = name;
		this.index = index;
		this.entry = entry;
		this.depth = (parent != null) ? parent.depth + 1 : 0;
	}

	/**
	 * Find the place that a path leads to. It may be written as {@link JsonPaths} does,
	 * or with plain dots before any name: where that can be read in several ways, the
	 * longest name that is there is taken.
	 * @param path the path, empty for the root
	 * @param root the tree
	 * @return the place, of which the last step may be a property that is not there (with
	 * a dot or bracket in its name only if that is in quotes); empty when the path leads
	 * nowhere
	 */
	public static Optional<JsonPath> find(String path, JsonNode root) {
		return Optional.ofNullable(new JsonPathSearch(path).find(root));
	}

	/**
	 * Find the place that a path leads to, or else the last one on its way.
	 * @param path as in {@link #find(String, JsonNode)}
	 * @param root the tree
	 * @return the place, of which the last step may be a property that is not there
	 */
	public static JsonPath nearest(String path, JsonNode root) {
		JsonPathSearch search = new JsonPathSearch(path);
		JsonPath found = search.find(root);
		return (found != null) ? found : search.nearest();
	}

	/**
	 * The place of a property of the object that is here.
	 * @param property the name
	 * @return the place
	 */
	public JsonPath property(String property) {
		return new JsonPath(this, property, -1, false);
	}

	/**
	 * The place of an entry of the map that is here. It is the place of the property of
	 * this name, written in another way.
	 * @param key the key
	 * @return the place
	 */
	public JsonPath entry(String key) {
		return new JsonPath(this, key, -1, true);
	}

	/**
	 * The place of an element of the list that is here.
	 * @param position the index, from 0
	 * @return the place
	 */
	public JsonPath element(int position) {
		Assert.isTrue(position >= 0, "'position' must not be negative");
		return new JsonPath(this, null, position, false);
	}

	/**
	 * The place around this one.
	 * @return the object or list, the root for the root itself
	 */
	public JsonPath parent() {
		return (this.parent != null) ? this.parent : this;
	}

	/**
	 * Whether this is the whole tree.
	 * @return {@code true} if there is no place around this one
	 */
	public boolean isRoot() {
		return this.parent == null;
	}

	/**
	 * Whether this is a place in a list.
	 * @return {@code true} if the last step is an index
	 */
	public boolean isElement() {
		return this.index >= 0;
	}

	/**
	 * Whether this is written as a place in a map.
	 * @return {@code true} if the last step is a key in quotes
	 */
	public boolean isEntry() {
		return this.entry;
	}

	/**
	 * The last step, if it is a property or an entry.
	 * @return the name, or {@code null} for elements and the root
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * The last step, if it is an element.
	 * @return the index, or -1
	 */
	public int index() {
		return this.index;
	}

	/**
	 * How many steps lead here.
	 * @return the number, 0 for the root
	 */
	public int depth() {
		return this.depth;
	}

	/**
	 * Whether another place is this one or lies below it.
	 * @param other the other place
	 * @return {@code true} if writing here changes what is there
	 */
	public boolean contains(JsonPath other) {
		JsonPath above = other;
		while (above.depth > this.depth) {
			above = above.parent();
		}
		return equals(above);
	}

	/**
	 * What stands here.
	 * @param root the tree
	 * @return the value, which may be a JSON {@code null}; empty when there is none
	 */
	public Optional<JsonNode> read(JsonNode root) {
		if (this.parent == null) {
			return Optional.of(root);
		}
		return this.parent.read(root).map(this::below);
	}

	/**
	 * Replace what stands here, or add a property.
	 * @param root the tree, which is changed
	 * @param value the new value
	 * @throws IllegalArgumentException if this is the root, or the tree has no such place
	 */
	public void write(JsonNode root, JsonNode value) {
		JsonNode container = parent().read(root).orElse(null);
		if (container instanceof ObjectNode object && this.name != null) {
			object.set(this.name, value);
		}
		else if (container instanceof ArrayNode array && this.index >= 0 && this.index < array.size()) {
			array.set(this.index, value);
		}
		else {
			throw new IllegalArgumentException("No place to write to: '" + JsonPaths.withoutKeys(toString()) + "'");
		}
	}

	/**
	 * Remove what stands here, if anything does. In a list, the elements behind it move
	 * up by one: remove the last one first.
	 * @param root the tree, which is changed
	 * @throws IllegalArgumentException if this is the root
	 */
	public void remove(JsonNode root) {
		Assert.isTrue(!isRoot(), "The root cannot be removed");
		JsonNode container = parent().read(root).orElse(null);
		if (container instanceof ObjectNode object && this.name != null) {
			object.remove(this.name);
		}
		else if (container instanceof ArrayNode array && this.index >= 0) {
			array.remove(this.index);
		}
	}

	@Nullable JsonNode below(JsonNode container) {
		return (this.name != null) ? container.get(this.name) : container.get(this.index);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof JsonPath that && this.depth == that.depth && this.index == that.index
				&& Objects.equals(this.name, that.name) && Objects.equals(this.parent, that.parent);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * Objects.hashCode(this.parent) + Objects.hashCode(this.name)) + this.index;
	}

	/**
	 * The path as {@link JsonPaths} writes it, keys of maps included.
	 */
	@Override
	public String toString() {
		if (this.parent == null) {
			return "";
		}
		if (this.name == null) {
			return JsonPaths.index(this.parent.toString(), this.index);
		}
		return (this.entry) ? JsonPaths.key(this.parent.toString(), this.name)
				: JsonPaths.property(this.parent.toString(), this.name);
	}

}
