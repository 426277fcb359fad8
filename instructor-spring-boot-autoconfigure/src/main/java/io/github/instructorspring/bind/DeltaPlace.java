package io.github.instructorspring.bind;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a value stands of which is told, and how Jackson writes one there.
 *
 * @param pointer the JSON Pointer
 * @param plain whether texts are written as they are
 * @param writer writes a value; the result is {@code null} where nothing is written
 */
record DeltaPlace(String pointer, boolean plain, Function<@Nullable Object, @Nullable JsonNode> writer) {

	@Nullable JsonNode write(@Nullable Object value) {
		return this.writer.apply(value);
	}

	/**
	 * The pointer of what stands in this.
	 */
	String below(String name) {
		return this.pointer + '/' + name.replace("~", "~0").replace("/", "~1");
	}

	String below(int index) {
		return this.pointer + '/' + index;
	}

}
