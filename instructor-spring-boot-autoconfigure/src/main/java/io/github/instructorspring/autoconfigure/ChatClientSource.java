package io.github.instructorspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
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
			return client(ProviderChatModels.PREFIX, provider, this.properties.apiKey(), this.properties.baseUrl());
		}
		ChatModel model = this.models.getIfUnique();
		ChatClient.Builder builder = (model != null) ? this.builders.getIfUnique() : this.builders.getObject();
		return (builder != null) ? builder.build() : client(this.models.getObject());
	}

	/**
	 * The clients of the named providers, by name.
	 */
	Map<String, ChatClient> named() {
		Map<String, ChatClient> clients = new LinkedHashMap<>();
		this.properties.providers().forEach((name, provider) -> clients.put(name, named(name, provider)));
		return clients;
	}

	private ChatClient named(String name, InstructorProperties.Provider named) {
		String prefix = ProviderChatModels.PREFIX + ".providers." + name;
		String provider = named.provider();
		Assert.hasText(provider, () -> "'" + prefix + ".provider' must be set");
		return client(prefix, provider, named.apiKey(), named.baseUrl());
	}

	private ChatClient client(String prefix, String provider, @Nullable String apiKey, @Nullable String baseUrl) {
		return client(
				this.providerModels.create(prefix, provider, orEnvironment(apiKey, ProviderChatModels.OPENAI_API_KEY),
						orEnvironment(baseUrl, ProviderChatModels.OPENAI_BASE_URL)));
	}

	private ChatClient client(ChatModel model) {
		return ChatClient.builder(model, this.observations, null, null).build();
	}

	private @Nullable String orEnvironment(@Nullable String value, String variable) {
		return (value != null) ? value : this.environment.getProperty(variable);
	}

}
