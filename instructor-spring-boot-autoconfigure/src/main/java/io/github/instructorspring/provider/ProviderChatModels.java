package io.github.instructorspring.provider;

import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.util.ClassUtils;

/**
 * Builds the chat model of a provider string. The model belongs to the caller; nothing is
 * published as a bean.
 *
 * @since 0.1
 */
public final class ProviderChatModels {

	/**
	 * The environment variable with the key of OpenAI.
	 */
	public static final String OPENAI_API_KEY = "OPENAI_API_KEY";

	/**
	 * The environment variable with the address of an OpenAI-compatible server.
	 */
	public static final String OPENAI_BASE_URL = "OPENAI_BASE_URL";

	/**
	 * The prefix of the properties of the provider that answers.
	 */
	public static final String PREFIX = "instructor";

	private static final String OPENAI = "openai";

	private final ObservationRegistry observations;

	private final Consumer<OpenAiChatModel.Builder> openAiCustomizer;

	/**
	 * Create a factory of chat models.
	 * @param observations where the models report what they do
	 * @param openAiCustomizer what else OpenAI's models get
	 */
	public ProviderChatModels(ObservationRegistry observations, Consumer<OpenAiChatModel.Builder> openAiCustomizer) {
		this.observations = observations;
		this.openAiCustomizer = openAiCustomizer;
	}

	/**
	 * Build a chat model.
	 * @param prefix the prefix of its properties, such as {@link #PREFIX}, which
	 * exceptions name
	 * @param provider the provider string, such as {@code openai/gpt-4o-mini}
	 * @param apiKey the key; empty for servers that take none; {@code null} if it was not
	 * given
	 * @param baseUrl the server's address, up to and with {@code /v1}; {@code null} for
	 * the provider's own
	 * @return a new chat model
	 * @throws InvalidProviderException if the provider is unknown or its library is
	 * absent
	 * @throws MissingApiKeyException if the key was not given
	 */
	public ChatModel create(String prefix, String provider, @Nullable String apiKey, @Nullable String baseUrl) {
		ProviderModel parsed = ProviderModel.parse(prefix, provider);
		if (!parsed.provider().equals(OPENAI)) {
			throw new InvalidProviderException(prefix, provider,
					"'" + parsed.provider() + "' is not a known provider; known is: openai. A server that speaks"
							+ " OpenAI's language is reached with openai/<model> and " + prefix + ".base-url");
		}
		if (!ClassUtils.isPresent("org.springframework.ai.openai.OpenAiChatModel", getClass().getClassLoader())) {
			throw new InvalidProviderException(prefix, provider,
					"its library is not on the class path; add org.springframework.ai:spring-ai-openai");
		}
		if (apiKey == null) {
			throw new MissingApiKeyException(prefix, parsed, OPENAI_API_KEY);
		}
		return openAi(parsed.model(), apiKey, baseUrl);
	}

	private ChatModel openAi(String model, String apiKey, @Nullable String baseUrl) {
		OpenAiChatOptions.Builder options = OpenAiChatOptions.builder().model(model).apiKey(apiKey);
		if (baseUrl != null) {
			options.baseUrl(baseUrl);
		}
		OpenAiChatModel.Builder builder = OpenAiChatModel.builder()
			.options(options.build())
			.observationRegistry(this.observations);
		this.openAiCustomizer.accept(builder);
		return builder.build();
	}

}
