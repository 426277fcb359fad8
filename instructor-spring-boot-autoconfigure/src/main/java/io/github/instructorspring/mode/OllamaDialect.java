package io.github.instructorspring.mode;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.ollama.api.OllamaChatOptions;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.SchemaDialect;

/**
 * Ollama by its own API. It makes any model keep to a schema and can force none to call a
 * tool.
 */
final class OllamaDialect implements ProviderDialect {

	static boolean understands(ChatOptions options) {
		return options instanceof OllamaChatOptions;
	}

	@Override
	public Set<WireMode> modes(ChatOptions options) {
		return EnumSet.allOf(WireMode.class);
	}

	/**
	 * A {@code format} keeps the model from calling the caller's tools: what it writes is
	 * then the answer from its first character on.
	 */
	@Override
	public WireMode preferredMode(ChatOptions options, ResponseSchema schema) {
		boolean takesSchema = OfferedTools.of((OllamaChatOptions) options).isEmpty()
				&& lower(WireMode.JSON_SCHEMA, options, schema).isSupported();
		return (takesSchema) ? WireMode.JSON_SCHEMA : WireMode.MD_JSON;
	}

	@Override
	public LoweredSchema lower(WireMode mode, ChatOptions options, ResponseSchema schema) {
		SchemaDialect dialect = switch (mode) {
			case TOOLS, JSON_SCHEMA -> SchemaDialect.OLLAMA;
			default -> SchemaDialect.GENERIC;
		};
		return schema.in(dialect);
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		OllamaChatOptions ollama = (OllamaChatOptions) options;
		ResponseTool tool = ResponseTool.of(schema, lower(WireMode.TOOLS, options, schema));
		return ollama.mutate().toolCallbacks(OfferedTools.with(ollama, tool)).build();
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		LoweredSchema lowered = lower(WireMode.JSON_SCHEMA, options, schema);
		return ((OllamaChatOptions) options).mutate().outputSchema(lowered.text()).build();
	}

	@Override
	public ChatOptions withJsonObject(ChatOptions options) {
		return ((OllamaChatOptions) options).mutate().format("json").build();
	}

	/**
	 * Negative limits have a meaning of their own, such as none.
	 */
	@Override
	public Optional<ChatOptions> withDoubledLimit(ChatOptions options) {
		OllamaChatOptions ollama = (OllamaChatOptions) options;
		Integer limit = ollama.getNumPredict();
		return (limit != null && limit > 0)
				? Optional.of(ollama.mutate().numPredict(TokenCounts.doubled(limit)).build()) : Optional.empty();
	}

}
