package io.github.instructorspring.mode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.OutputTokensDetails;
import com.anthropic.models.messages.ThinkingConfigParam;
import com.anthropic.models.messages.ToolChoice;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolChoiceAuto;
import com.anthropic.models.messages.ToolChoiceTool;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.util.CollectionUtils;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.SchemaDialect;

/**
 * Anthropic and the servers that speak its language. It has no JSON mode, so that mode is
 * a prompt.
 */
final class AnthropicDialect implements ProviderDialect {

	/**
	 * The models that take a native schema, by Anthropic's guide "Structured outputs":
	 * Claude 4.5 and later.
	 */
	private static final Pattern SCHEMA_MODELS = Pattern.compile("claude-[a-z]+-(4[-.][5-9]|[5-9]).*");

	/**
	 * Where Spring AI keeps the thoughts of a turn, which must come back with its calls.
	 */
	private static final String THOUGHTS = "anthropicThinkingContents";

	static boolean understands(ChatOptions options) {
		return options instanceof AnthropicChatOptions;
	}

	@Override
	public Set<WireMode> modes(ChatOptions options) {
		return EnumSet.allOf(WireMode.class);
	}

	@Override
	public WireMode preferredMode(ChatOptions options, ResponseSchema schema) {
		AnthropicChatOptions anthropic = (AnthropicChatOptions) options;
		if (takesSchema(anthropic) && lower(WireMode.JSON_SCHEMA, options, schema).isSupported()) {
			return WireMode.JSON_SCHEMA;
		}
		return (!isThinking(anthropic) && lower(WireMode.TOOLS, options, schema).isSupported()) ? WireMode.TOOLS
				: WireMode.MD_JSON;
	}

	/**
	 * Anthropic refuses a native schema together with citations.
	 */
	private static boolean takesSchema(AnthropicChatOptions options) {
		String model = options.getModel();
		return model != null && SCHEMA_MODELS.matcher(model).find()
				&& CollectionUtils.isEmpty(options.getCitationDocuments());
	}

	/**
	 * Anthropic refuses to force a tool on a model that thinks.
	 */
	private static boolean isThinking(AnthropicChatOptions options) {
		ThinkingConfigParam thinking = options.getThinking();
		return thinking != null && !thinking.isDisabled();
	}

	@Override
	public LoweredSchema lower(WireMode mode, ChatOptions options, ResponseSchema schema) {
		SchemaDialect dialect = switch (mode) {
			case TOOLS -> SchemaDialect.ANTHROPIC_TOOLS;
			case JSON_SCHEMA -> SchemaDialect.ANTHROPIC_SCHEMA;
			default -> SchemaDialect.GENERIC;
		};
		return schema.in(dialect);
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		AnthropicChatOptions anthropic = (AnthropicChatOptions) options;
		ResponseTool tool = ResponseTool.of(schema, lower(WireMode.TOOLS, options, schema));
		boolean alone = OfferedTools.of(anthropic).isEmpty() && anthropic.getWebSearchTool() == null;
		AnthropicChatOptions.Builder edited = anthropic.mutate()
			.toolCallbacks(OfferedTools.with(anthropic, tool))
			.toolChoice(choice(anthropic, (alone) ? schema.name() : ""));
		return ((alone) ? edited.disableParallelToolUse(true) : edited).build();
	}

	/**
	 * The closest to a forced tool that the request allows.
	 * @param tool the name of the only tool, or empty
	 */
	private static ToolChoice choice(AnthropicChatOptions options, String tool) {
		if (isThinking(options)) {
			return ToolChoice.ofAuto(ToolChoiceAuto.builder().build());
		}
		return (tool.isEmpty()) ? ToolChoice.ofAny(ToolChoiceAny.builder().build())
				: ToolChoice.ofTool(ToolChoiceTool.builder().name(tool).build());
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		LoweredSchema lowered = lower(WireMode.JSON_SCHEMA, options, schema);
		return ((AnthropicChatOptions) options).mutate().outputSchema(lowered.text()).build();
	}

	@Override
	public ChatOptions withJsonObject(ChatOptions options) {
		return options;
	}

	@Override
	public ChatOptions withTimeout(ChatOptions options, Duration timeout) {
		return ((AnthropicChatOptions) options).mutate().timeout(timeout).build();
	}

	@Override
	public long reasoningTokens(Usage usage) {
		Object reported = usage.getNativeUsage();
		Optional<OutputTokensDetails> details = Optional.empty();
		if (reported instanceof com.anthropic.models.messages.Usage whole) {
			details = whole.outputTokensDetails();
		}
		else if (reported instanceof MessageDeltaUsage streamed) {
			details = streamed.outputTokensDetails();
		}
		return details.map(OutputTokensDetails::thinkingTokens).orElse(0L);
	}

	/**
	 * Anthropic counts cached input apart from the rest of it.
	 */
	@Override
	public long freshInputTokens(ChatOptions options, Usage usage) {
		return TokenCounts.prompt(usage);
	}

	@Override
	public Optional<ChatOptions> withDoubledLimit(ChatOptions options) {
		AnthropicChatOptions anthropic = (AnthropicChatOptions) options;
		Integer limit = anthropic.getMaxTokens();
		return (limit != null) ? Optional.of(anthropic.mutate().maxTokens(TokenCounts.doubled(limit)).build())
				: Optional.empty();
	}

	@Override
	public Optional<ChatOptions> withHeader(ChatOptions options, String name, String value) {
		AnthropicChatOptions anthropic = (AnthropicChatOptions) options;
		Map<String, String> headers = new LinkedHashMap<>();
		if (anthropic.getHttpHeaders() != null) {
			headers.putAll(anthropic.getHttpHeaders());
		}
		headers.put(name, value);
		return Optional.of(anthropic.mutate().httpHeaders(headers).build());
	}

	/**
	 * Spring AI makes a result of each thought, and of the answer the last one.
	 */
	@Override
	public ChatResponse withAnswerFirst(ChatResponse response) {
		List<Generation> results = response.getResults();
		if (results.size() < 2) {
			return response;
		}
		List<Generation> answerFirst = new ArrayList<>(results);
		answerFirst.add(0, answerFirst.remove(results.size() - 1));
		return ChatResponse.builder().from(response).generations(answerFirst).build();
	}

	/**
	 * A turn that begins with thoughts must come back with them. Spring AI would put the
	 * text before them, where they may not stand.
	 */
	@Override
	public AssistantMessage replay(AssistantMessage rejected, String text) {
		Object thoughts = rejected.getMetadata().get(THOUGHTS);
		if (thoughts == null) {
			return ProviderDialect.super.replay(rejected, text);
		}
		return AssistantMessage.builder()
			.content("")
			.properties(Map.of(THOUGHTS, thoughts))
			.toolCalls(rejected.getToolCalls())
			.build();
	}

}
