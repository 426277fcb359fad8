package io.github.instructorspring.json;

import java.util.regex.Pattern;

/**
 * Paths as developers write them: {@code addresses[1].zip}.
 *
 * @since 0.1
 */
public final class JsonPaths {

	private static final Pattern SIMPLE_NAME = Pattern.compile("[\\w$-]+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern KEYS = Pattern.compile("\\[\".*?(?<!\\\\)(?:\\\\\\\\)*+\"]", Pattern.DOTALL);

	private JsonPaths() {
	}

	/**
	 * The path of a property.
	 * @param path the path of its object, empty for the whole value
	 * @param name the name
	 * @return the path
	 */
	public static String property(String path, String name) {
		if (!SIMPLE_NAME.matcher(name).matches()) {
			return key(path, name);
		}
		return (path.isEmpty()) ? name : path + "." + name;
	}

	/**
	 * The path of an element.
	 * @param path the path of its list
	 * @param index the index, from 0
	 * @return the path
	 */
	public static String index(String path, int index) {
		return path + "[" + index + "]";
	}

	/**
	 * A path without the keys of maps, which are content of the model.
	 * @param path the path
	 * @return the path, with a star for each key
	 */
	public static String withoutKeys(String path) {
		return KEYS.matcher(path).replaceAll("[*]");
	}

	/**
	 * The path of an entry.
	 * @param path the path of its map
	 * @param key the key
	 * @return the path
	 */
	public static String key(String path, String key) {
		return path + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
	}

}
