package io.github.instructorspring.bind;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Helps to compare and to show values.
 */
final class JsonValues {

	/**
	 * As JSON Schema has it, 1 and 1.0 are the same.
	 */
	private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
		if (one.isNumber() && other.isNumber() && one.decimalValueOpt().isPresent()
				&& other.decimalValueOpt().isPresent()) {
			return one.decimalValue().compareTo(other.decimalValue());
		}
		return (one.equals(other)) ? 0 : 1;
	};

	private JsonValues() {
	}

	/**
	 * Whether it is one and the same node, and not just an equal one.
	 */
	@SuppressWarnings("ReferenceEquality")
	static boolean identical(@Nullable JsonNode one, @Nullable JsonNode other) {
		return one == other;
	}

	static boolean same(JsonNode one, JsonNode other) {
		return identical(one, other) || one.equals(BY_VALUE, other);
	}

	static String shown(JsonNode value) {
		return (value.isValueNode()) ? value.asString() : value.toString();
	}

}
