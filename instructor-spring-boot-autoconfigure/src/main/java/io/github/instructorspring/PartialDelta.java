package io.github.instructorspring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of an answer that grows, small enough to be sent to a browser. Its JSON is
 * such as {@code {"attempt":1,"op":"append","path":"/items/0/name","value":"abc"}}. Its
 * {@code toString()} shows no content.
 *
 * @param attempt the attempt that it comes from, from 1
 * @param operation what to do
 * @param path where: a JSON Pointer (RFC 6901) in names of the answer; empty for the
 * whole answer
 * @param value what to do it with; {@code null} for JSON's own
 * @since 0.1
 */
@JsonPropertyOrder({ "attempt", "op", "path", "value" })
public record PartialDelta(int attempt, @JsonProperty("op") Operation operation, String path,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable JsonNode value) {

	/**
	 * Create a step.
	 * @param attempt the attempt that it comes from, from 1
	 * @param operation what to do
	 * @param path where, a JSON Pointer
	 * @param value what to do it with
	 */
	public PartialDelta {
		value = (value != null && value.isNull()) ? null : value;
	}

	@Override
	public String toString() {
		return "PartialDelta[attempt=" + this.attempt + ", operation=" + this.operation + "]";
	}

	/**
	 * What to do.
	 */
	public enum Operation {

		/**
		 * Put the value at the path, be anything there or not.
		 */
		@JsonProperty("set")
		SET,

		/**
		 * Put the text at the end of the text at the path.
		 */
		@JsonProperty("append")
		APPEND,

		/**
		 * Put the value at the end of the list at the path.
		 */
		@JsonProperty("add")
		ADD

	}

}
