package io.github.instructorspring.mode;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.SchemaDialect;

/**
 * Says what Spring AI's own interfaces can say, for models that no other dialect knows: a
 * native schema where the options take one, a tool that is offered and not forced, and
 * JSON in the prompt.
 */
final class GenericDialect implements ProviderDialect {

	/**
	 * The options of the providers that count cached input apart from the rest of it.
	 */
	private static final Set<String> CACHE_APART = Set.of("BedrockChatOptions");

	private final NativeSchemas schemas;

	GenericDialect(NativeSchemas schemas) {
		this.schemas = schemas;
	}

	@Override
	public Set<WireMode> modes(ChatOptions options) {
		Set<WireMode> modes = EnumSet.of(WireMode.JSON, WireMode.MD_JSON);
		if (options instanceof ToolCallingChatOptions) {
			modes.add(WireMode.TOOLS);
		}
		if (options instanceof StructuredOutputChatOptions) {
			modes.add(WireMode.JSON_SCHEMA);
		}
		return modes;
	}

	@Override
	public WireMode preferredMode(ChatOptions options, ResponseSchema schema) {
		if (!(options instanceof StructuredOutputChatOptions)) {
			return WireMode.MD_JSON;
		}
		return (lower(WireMode.JSON_SCHEMA, options, schema).isSupported()) ? WireMode.JSON_SCHEMA : WireMode.MD_JSON;
	}

	@Override
	public LoweredSchema lower(WireMode mode, ChatOptions options, ResponseSchema schema) {
		SchemaDialect dialect = switch (mode) {
			case TOOLS -> this.schemas.tools();
			case JSON_SCHEMA -> this.schemas.schemas();
			default -> SchemaDialect.GENERIC;
		};
		return schema.in(dialect);
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		ToolCallingChatOptions toolOptions = (ToolCallingChatOptions) options;
		ResponseTool tool = ResponseTool.of(schema, lower(WireMode.TOOLS, options, schema));
		return toolOptions.mutate().toolCallbacks(OfferedTools.with(toolOptions, tool)).build();
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		LoweredSchema lowered = lower(WireMode.JSON_SCHEMA, options, schema);
		return ((StructuredOutputChatOptions) options).mutate().outputSchema(lowered.text()).build();
	}

	@Override
	public ChatOptions withJsonObject(ChatOptions options) {
		return options;
	}

	@Override
	public long freshInputTokens(ChatOptions options, Usage usage) {
		return (CACHE_APART.contains(options.getClass().getSimpleName())) ? TokenCounts.prompt(usage)
				: ProviderDialect.super.freshInputTokens(options, usage);
	}

	@Override
	public Optional<ChatOptions> withDoubledLimit(ChatOptions options) {
		Integer limit = options.getMaxTokens();
		return (limit != null) ? Optional.of(options.mutate().maxTokens(TokenCounts.doubled(limit)).build())
				: Optional.empty();
	}

}
