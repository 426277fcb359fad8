package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Is told of an answer that grows, step by step. Paths are JSON Pointers in names of the
 * answer.
 *
 * @since 0.1
 */
public interface DeltaSink {

	/**
	 * A value came, or takes the place of another.
	 * @param path where; empty for the whole answer
	 * @param value the value, {@code null} for JSON's own
	 */
	void set(String path, @Nullable JsonNode value);

	/**
	 * A text grew.
	 * @param path where it stands
	 * @param text what is new at its end
	 */
	void append(String path, String text);

	/**
	 * A list got one more element at its end.
	 * @param path where the list stands
	 * @param value the element, {@code null} for JSON's own
	 */
	void add(String path, @Nullable JsonNode value);

}
