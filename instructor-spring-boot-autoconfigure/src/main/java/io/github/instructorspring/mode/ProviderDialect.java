package io.github.instructorspring.mode;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;

import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * What one family of providers can do and how its options say it. Found by the type of
 * the options; every method edits a copy of the options it is given.
 *
 * @since 0.1
 */
public interface ProviderDialect {

	/**
	 * Find the dialect of a model.
	 * @param options the options of the request
	 * @return the dialect
	 */
	static ProviderDialect of(ChatOptions options) {
		return Dialects.of(options);
	}

	/**
	 * The modes that work with these options.
	 * @param options the options of the request
	 * @return the modes
	 */
	Set<WireMode> modes(ChatOptions options);

	/**
	 * The mode to use when the caller has no wish: the provider's native schema where it
	 * is reliable, else a forced tool, else JSON in the prompt.
	 * @param options the options of the request
	 * @param schema what is asked for
	 * @return one of {@link #modes(ChatOptions)}
	 */
	WireMode preferredMode(ChatOptions options, ResponseSchema schema);

	/**
	 * The schema as it goes out in a mode.
	 * @param mode one of {@link #modes(ChatOptions)}
	 * @param options the options of the request
	 * @param schema what is asked for
	 * @return the schema in the provider's dialect; see {@link LoweredSchema#problems()}
	 * before it is sent
	 */
	LoweredSchema lower(WireMode mode, ChatOptions options, ResponseSchema schema);

	/**
	 * Offer the response model as a tool, and force its use as far as the provider can.
	 * @param options the options of the request
	 * @param schema what is asked for
	 * @return edited options
	 */
	ChatOptions withTool(ChatOptions options, ResponseSchema schema);

	/**
	 * Give the schema to the provider.
	 * @param options the options of the request
	 * @param schema what is asked for
	 * @return edited options
	 */
	ChatOptions withSchema(ChatOptions options, ResponseSchema schema);

	/**
	 * Ask the provider for some JSON object, where it has such a mode.
	 * @param options the options of the request
	 * @return edited options
	 */
	ChatOptions withJsonObject(ChatOptions options);

	/**
	 * Limit the time of one request, where the options have such a limit.
	 * @param options the options of the request
	 * @param timeout the time, positive
	 * @return edited options, the same if they have none
	 */
	default ChatOptions withTimeout(ChatOptions options, Duration timeout) {
		return options;
	}

	/**
	 * The tokens that a model spent on thinking.
	 * @param usage the usage of a response
	 * @return the number, 0 when the provider does not report it
	 */
	default long reasoningTokens(Usage usage) {
		return 0;
	}

	/**
	 * The tokens of the input that were neither read from the provider's cache nor
	 * written to it: some providers count those among the prompt tokens, as most do, some
	 * apart.
	 * @param options the options of the request
	 * @param usage the usage of a response
	 * @return the number
	 */
	default long freshInputTokens(ChatOptions options, Usage usage) {
		return TokenCounts.promptWithoutCache(usage);
	}

	/**
	 * Double the limit of output tokens, where the options carry one.
	 * @param options the options of the request
	 * @return edited options, empty when there is no limit to raise
	 */
	Optional<ChatOptions> withDoubledLimit(ChatOptions options);

	/**
	 * Limit the tokens of the output.
	 * @param options the options of the request
	 * @param tokens the limit
	 * @return edited options
	 */
	default ChatOptions withLimit(ChatOptions options, int tokens) {
		return options.mutate().maxTokens(tokens).build();
	}

	/**
	 * Leave out what the model does not know.
	 * @param options the options of the request, as they go out
	 * @param parameters what to leave out
	 * @return edited options
	 */
	default ChatOptions without(ChatOptions options, Set<RequestParameter> parameters) {
		ChatOptions.Builder<?> edited = options.mutate();
		for (RequestParameter parameter : parameters) {
			switch (parameter) {
				case TEMPERATURE -> edited.temperature(null);
				case TOP_P -> edited.topP(null);
				case FREQUENCY_PENALTY -> edited.frequencyPenalty(null);
				case PRESENCE_PENALTY -> edited.presencePenalty(null);
				default -> {
				}
			}
		}
		return edited.build();
	}

	/**
	 * Add a header to the request, where the provider's options can carry one.
	 * @param options the options of the request
	 * @param name the name of the header
	 * @param value its value
	 * @return edited options, empty if they cannot
	 */
	default Optional<ChatOptions> withHeader(ChatOptions options, String name, String value) {
		return Optional.empty();
	}

	/**
	 * Put the turn of the model that answers the request before turns that only show how
	 * it thought, which some models give as results of their own.
	 * @param response the response
	 * @return the response with the same results
	 */
	default ChatResponse withAnswerFirst(ChatResponse response) {
		return response;
	}

	/**
	 * A turn with tool calls that was rejected, as the model is shown it again.
	 * @param rejected the turn
	 * @param text what it says beside them, quoted, possibly empty
	 * @return the turn
	 */
	default AssistantMessage replay(AssistantMessage rejected, String text) {
		return AssistantMessage.builder().content(text).toolCalls(rejected.getToolCalls()).build();
	}

}
