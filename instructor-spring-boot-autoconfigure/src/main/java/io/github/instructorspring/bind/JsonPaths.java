package io.github.instructorspring.bind;

import java.util.regex.Pattern;

/**
 * Paths as developers write them: {@code addresses[1].zip}.
 */
final class JsonPaths {

	private static final Pattern SIMPLE_NAME = Pattern.compile("[\\w$-]+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern KEYS = Pattern.compile("\\[\".*?(?<!\\\\)(?:\\\\\\\\)*+\"]", Pattern.DOTALL);

	private JsonPaths() {
	}

	static String property(String path, String name) {
		if (!SIMPLE_NAME.matcher(name).matches()) {
			return key(path, name);
		}
		return (path.isEmpty()) ? name : path + "." + name;
	}

	static String index(String path, int index) {
		return path + "[" + index + "]";
	}

	/**
	 * A path without the keys of maps, which are content of the model.
	 */
	static String withoutKeys(String path) {
		return KEYS.matcher(path).replaceAll("[*]");
	}

	static String key(String path, String key) {
		return path + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
	}

}
