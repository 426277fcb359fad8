package io.github.instructorspring.mode;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.openai.models.completions.CompletionUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.SchemaDialect;

/**
 * OpenAI and the servers that speak its language.
 */
final class OpenAiDialect implements ProviderDialect {

	/**
	 * The models that take a strict schema, by OpenAI's guide "Structured model outputs":
	 * gpt-4o and later.
	 */
	private static final Pattern STRICT_MODELS = Pattern.compile("(gpt-4o|gpt-4\\.\\d|gpt-[5-9]|chatgpt-|o[1-9]).*");

	static boolean understands(ChatOptions options) {
		return options instanceof OpenAiChatOptions;
	}

	@Override
	public Set<WireMode> modes(ChatOptions options) {
		return EnumSet.allOf(WireMode.class);
	}

	@Override
	public WireMode preferredMode(ChatOptions options, ResponseSchema schema) {
		String model = options.getModel();
		boolean strict = model != null && STRICT_MODELS.matcher(model).matches()
				&& schema.in(SchemaDialect.OPENAI_STRICT).isSupported();
		return (strict) ? WireMode.JSON_SCHEMA : WireMode.TOOLS;
	}

	@Override
	public LoweredSchema lower(WireMode mode, ChatOptions options, ResponseSchema schema) {
		return switch (mode) {
			// "strict" speaks of every tool of a request, so it is left to the caller's
			// own.
			case TOOLS -> (OfferedTools.of((OpenAiChatOptions) options).isEmpty()) ? strictIfPossible(schema)
					: schema.in(SchemaDialect.OPENAI);
			case JSON_SCHEMA -> strictIfPossible(schema);
			default -> schema.in(SchemaDialect.GENERIC);
		};
	}

	private static LoweredSchema strictIfPossible(ResponseSchema schema) {
		LoweredSchema strict = schema.in(SchemaDialect.OPENAI_STRICT);
		return (strict.isSupported()) ? strict : schema.in(SchemaDialect.OPENAI);
	}

	private static boolean isStrict(LoweredSchema lowered) {
		return lowered.dialect() == SchemaDialect.OPENAI_STRICT;
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) options;
		LoweredSchema lowered = lower(WireMode.TOOLS, options, schema);
		OpenAiChatOptions.Builder edited = openAi.mutate()
			.toolCallbacks(OfferedTools.with(openAi, ResponseTool.of(schema, lowered)));
		if (OfferedTools.of(openAi).isEmpty()) {
			edited.strict(isStrict(lowered)).parallelToolCalls(false).toolChoice(namedChoice(schema.name()));
		}
		else {
			edited.toolChoice("required");
		}
		return edited.build();
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		LoweredSchema lowered = lower(WireMode.JSON_SCHEMA, options, schema);
		return ((OpenAiChatOptions) options).mutate()
			.responseFormat(ResponseFormat.builder().jsonSchema(lowered.text()).strict(isStrict(lowered)).build())
			.build();
	}

	@Override
	public ChatOptions withJsonObject(ChatOptions options) {
		return ((OpenAiChatOptions) options).mutate()
			.responseFormat(ResponseFormat.builder().type(ResponseFormat.Type.JSON_OBJECT).build())
			.build();
	}

	@Override
	public ChatOptions withTimeout(ChatOptions options, Duration timeout) {
		return ((OpenAiChatOptions) options).mutate().timeout(timeout).build();
	}

	@Override
	public long reasoningTokens(Usage usage) {
		if (usage.getNativeUsage() instanceof CompletionUsage completion) {
			return completion.completionTokensDetails()
				.flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
				.orElse(0L);
		}
		return 0;
	}

	@Override
	public Optional<ChatOptions> withDoubledLimit(ChatOptions options) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) options;
		Integer completionLimit = openAi.getMaxCompletionTokens();
		if (completionLimit != null) {
			return Optional.of(openAi.mutate().maxCompletionTokens(TokenCounts.doubled(completionLimit)).build());
		}
		Integer limit = openAi.getMaxTokens();
		return (limit != null) ? Optional.of(openAi.mutate().maxTokens(TokenCounts.doubled(limit)).build())
				: Optional.empty();
	}

	@Override
	public ChatOptions withLimit(ChatOptions options, int tokens) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) options;
		return (openAi.getMaxCompletionTokens() != null) ? openAi.mutate().maxCompletionTokens(tokens).build()
				: openAi.mutate().maxTokens(tokens).build();
	}

	@Override
	public Optional<ChatOptions> withHeader(ChatOptions options, String name, String value) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) options;
		Map<String, String> headers = new LinkedHashMap<>();
		if (openAi.getCustomHeaders() != null) {
			headers.putAll(openAi.getCustomHeaders());
		}
		headers.put(name, value);
		return Optional.of(openAi.mutate().customHeaders(headers).build());
	}

	@Override
	public ChatOptions without(ChatOptions options, Set<RequestParameter> parameters) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) ProviderDialect.super.without(options, parameters);
		OpenAiChatOptions.Builder edited = openAi.mutate();
		for (RequestParameter parameter : parameters) {
			switch (parameter) {
				case PARALLEL_TOOL_CALLS -> edited.parallelToolCalls(null);
				case STRICT -> edited.strict(null);
				case SEED -> edited.seed(null);
				case MAX_TOKENS -> edited.maxCompletionTokens(openAi.getMaxTokens()).maxTokens(null);
				default -> {
				}
			}
		}
		return edited.build();
	}

	private static String namedChoice(String tool) {
		ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", "function");
		choice.putObject("function").put("name", tool);
		return choice.toString();
	}

}
