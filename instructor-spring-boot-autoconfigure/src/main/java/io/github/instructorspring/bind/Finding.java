package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPaths;

/**
 * One reason why a JSON value is not of the target type.
 *
 * @param path where, in wire names, such as {@code addresses[1].zip}; empty for the whole
 * answer
 * @param expectation what must be, such as {@code must be an integer}
 * @param found what stands there, or {@code null} when nothing does
 * @since 0.1
 */
public record Finding(String path, String expectation, @Nullable JsonNode found) {

	/**
	 * The path without map keys. The expectation may be in the words of a developer's
	 * constructor, which may repeat content of the model; like what was found, it stays
	 * out.
	 */
	@Override
	public String toString() {
		return "Finding[path=" + JsonPaths.withoutKeys(this.path) + "]";
	}

}
