package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.SerializationContextExt;
import tools.jackson.databind.util.TokenBuffer;

/**
 * How Jackson writes values, of one declared type or of any.
 */
final class WrittenValue {

	private final JsonMapper mapper;

	private final ObjectWriter writer;

	WrittenValue(JsonMapper mapper, JavaType type) {
		this.mapper = mapper;
		this.writer = mapper.writerFor(type);
	}

	WrittenValue(JsonMapper mapper) {
		this.mapper = mapper;
		this.writer = mapper.writer();
	}

	JsonNode write(@Nullable Object value) {
		SerializationContextExt context = this.mapper._serializationContext();
		try (TokenBuffer buffer = context.bufferForValueConversion()) {
			this.writer.writeValue(buffer, value);
			return this.mapper.readTree(buffer.asParser());
		}
	}

}
