package io.github.instructorspring.mode;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import com.openai.models.completions.CompletionUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.StrictSchema;

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
		boolean strict = model != null && STRICT_MODELS.matcher(model).matches() && StrictSchema.of(schema) != null;
		return (strict) ? WireMode.JSON_SCHEMA : WireMode.TOOLS;
	}

	@Override
	public ChatOptions withTool(ChatOptions options, ResponseSchema schema) {
		OpenAiChatOptions openAi = (OpenAiChatOptions) options;
		boolean onlyTool = OfferedTools.of(openAi).isEmpty();
		ObjectNode strict = (onlyTool) ? StrictSchema.of(schema) : null;
		OpenAiChatOptions.Builder edited = openAi.mutate()
			.toolCallbacks(OfferedTools.with(openAi, ResponseTool.of(schema, text(strict, schema))));
		if (onlyTool) {
			// "strict" speaks of every tool of a request, so it is left to the caller's
			// own.
			edited.strict(strict != null).parallelToolCalls(false).toolChoice(namedChoice(schema.name()));
		}
		else {
			edited.toolChoice("required");
		}
		return edited.build();
	}

	@Override
	public ChatOptions withSchema(ChatOptions options, ResponseSchema schema) {
		ObjectNode strict = StrictSchema.of(schema);
		return ((OpenAiChatOptions) options).mutate()
			.responseFormat(ResponseFormat.builder().jsonSchema(text(strict, schema)).strict(strict != null).build())
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

	private static String text(@Nullable ObjectNode strict, ResponseSchema schema) {
		return (strict != null) ? strict.toString() : schema.text();
	}

	private static String namedChoice(String tool) {
		ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", "function");
		choice.putObject("function").put("name", tool);
		return choice.toString();
	}

}
