package io.github.instructorspring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.instructorspring.provider.ProviderChatModels;

/**
 * Where the auto-configured template gets its chat client from: the provider of the
 * properties, else the application's {@code ChatClient.Builder}, else its
 * {@code ChatModel}.
 */
class ChatClientSource {

	private final InstructorProperties properties;

	private final Environment environment;

	private final ObjectProvider<ChatClient.Builder> builders;

	private final ObjectProvider<ChatModel> models;

	private final ObservationRegistry observations;

	private final ProviderChatModels providerModels;

	ChatClientSource(InstructorProperties properties, Environment environment,
			ObjectProvider<ChatClient.Builder> builders, ObjectProvider<ChatModel> models,
			ObservationRegistry observations, ProviderChatModels providerModels) {
		this.properties = properties;
		this.environment = environment;
		this.builders = builders;
		this.models = models;
		this.observations = observations;
		this.providerModels = providerModels;
	}

	ChatClient get() {
		String provider = this.properties.provider();
		if (StringUtils.hasText(provider)) {
			return client(this.providerModels.create(provider,
					orEnvironment(this.properties.apiKey(), ProviderChatModels.OPENAI_API_KEY),
					orEnvironment(this.properties.baseUrl(), ProviderChatModels.OPENAI_BASE_URL)));
		}
		ChatModel model = this.models.getIfUnique();
		ChatClient.Builder builder = (model != null) ? this.builders.getIfUnique() : this.builders.getObject();
		return (builder != null) ? builder.build() : client(this.models.getObject());
	}

	private ChatClient client(ChatModel model) {
		return ChatClient.builder(model, this.observations, null, null).build();
	}

	private @Nullable String orEnvironment(@Nullable String value, String variable) {
		return (value != null) ? value : this.environment.getProperty(variable);
	}

}
