package io.github.instructorspring.bind;

/**
 * Paths as developers write them: {@code addresses[1].zip}.
 */
final class JsonPaths {

	private JsonPaths() {
	}

	static String property(String path, String name) {
		return (path.isEmpty()) ? name : path + "." + name;
	}

	static String index(String path, int index) {
		return path + "[" + index + "]";
	}

	static String key(String path, String key) {
		return path + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
	}

}
