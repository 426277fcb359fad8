package io.github.instructorspring.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Models behind OpenAI's language. Loaded only if its library is there.
 */
final class OpenAiModels {

	/**
	 * The models that refuse {@code max_tokens}.
	 */
	private static final Pattern COMPLETION_TOKENS = Pattern.compile("(gpt-[5-9]|o[1-9]).*");

	private OpenAiModels() {
	}

	static ChatModel create(Connection connection, ObservationRegistry observations,
			@Nullable Consumer<OpenAiChatModel.Builder> customizer) {
		// The request's time is always set: without it Spring AI 2.0.1 ends it after 60
		// seconds. The address too: without it OpenAI's library looks for one itself.
		OpenAiChatOptions.Builder options = OpenAiChatOptions.builder()
			.baseUrl(connection.baseUrl())
			.apiKey(connection.apiKey())
			.timeout(connection.timeout());
		if (connection.row().api() == WireApi.AZURE_OPENAI) {
			options.microsoftFoundry(true).deploymentName(connection.model());
		}
		connection.edit(options, (builder) -> special(connection, builder));
		OpenAiChatModel.Builder model = OpenAiChatModel.builder()
			.options(options.build())
			.observationRegistry(observations);
		if (customizer != null) {
			customizer.accept(model);
		}
		return model.build();
	}

	private static void special(Connection connection, OpenAiChatOptions.Builder options) {
		ProviderOptions given = connection.options();
		Integer limit = given.maxTokens();
		if (limit != null && COMPLETION_TOKENS.matcher(connection.model()).matches()) {
			options.maxTokens(null).maxCompletionTokens(limit);
		}
		options.seed(given.seed());
		Map<String, Object> body = new LinkedHashMap<>();
		if (given.topK() != null) {
			body.put("top_k", given.topK());
		}
		if (given.extraBody() != null) {
			body.putAll(given.extraBody());
		}
		if (!body.isEmpty()) {
			options.extraBody(body);
		}
	}

}
