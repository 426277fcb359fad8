package io.github.instructorspring.provider;

import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatModel;

/**
 * Models of Anthropic. Loaded only if its library is there.
 */
final class AnthropicModels {

	private AnthropicModels() {
	}

	static ChatModel create(Connection connection, ObservationRegistry observations,
			@Nullable Consumer<AnthropicChatModel.Builder> customizer) {
		connection.refuse("frequency-penalty", "presence-penalty", "seed", "extra-body");
		AnthropicChatOptions.Builder options = AnthropicChatOptions.builder()
			.baseUrl(connection.baseUrlWithoutVersion())
			.apiKey(connection.apiKey())
			.timeout(connection.timeout());
		connection.edit(options, (builder) -> {
		});
		AnthropicChatModel.Builder model = AnthropicChatModel.builder()
			.options(options.build())
			.observationRegistry(observations);
		if (customizer != null) {
			customizer.accept(model);
		}
		return model.build();
	}

}
