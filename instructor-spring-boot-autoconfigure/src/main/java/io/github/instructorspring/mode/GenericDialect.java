package io.github.instructorspring.mode;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * Says what Spring AI's own interfaces can say, for models that no other dialect knows: a
 * native schema where the options take one, a tool that is offered and not forced, and
 * JSON in the prompt.
 */
final class GenericDialect implements ProviderDialect {

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
		return (options instanceof StructuredOutputChatOptions) ? WireMode.JSON_SCHEMA : WireMode.MD_JSON;
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		ToolCallingChatOptions toolOptions = (ToolCallingChatOptions) options;
		return toolOptions.mutate().toolCallbacks(OfferedTools.with(toolOptions, ResponseTool.of(schema))).build();
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		return ((StructuredOutputChatOptions) options).mutate().outputSchema(schema.text()).build();
	}

	@Override
	public ChatOptions withJsonObject(ChatOptions options) {
		return options;
	}

	@Override
	public ChatOptions withTimeout(ChatOptions options, Duration timeout) {
		return options;
	}

	@Override
	public long reasoningTokens(Usage usage) {
		return 0;
	}

}
