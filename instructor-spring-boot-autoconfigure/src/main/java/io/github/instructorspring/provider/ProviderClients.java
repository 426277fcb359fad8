package io.github.instructorspring.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.github.instructorspring.ProviderModes;

/**
 * From a provider string to a chat client. The client and its model belong to the caller;
 * nothing is published as a bean.
 *
 * @since 0.1
 */
public final class ProviderClients {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

	private final Builder collaborators;

	private ProviderClients(Builder builder) {
		this.collaborators = new Builder(builder);
	}

	/**
	 * Start with all defaults: keys and addresses from the environment of the process.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Create the client of a provider. Makes no request.
	 * @param settings how the provider is asked
	 * @return a new client
	 * @throws InvalidProviderException if the provider is unknown, or cannot be asked
	 * with these settings
	 * @throws MissingApiKeyException if it needs a key and there is none
	 * @throws MissingLibraryException if what speaks to it is not on the class path
	 */
	public ChatClient create(ProviderSettings settings) {
		ProviderModel provider = ProviderModel.parse(settings.prefix(), settings.provider());
		KnownProvider row = KnownProviders.find(provider.provider()).orElseThrow(() -> unknown(settings, provider));
		ProviderModes modes = new ProviderModes(row.id(), settings.mode(), row.mode(), row.modes());
		ChatModel natively = natively(settings, row);
		ChatClient.Builder client = (natively != null) ? client(natively, settings, row, provider.model())
				: client(create(connection(settings, row, provider)));
		return modes.addTo(client).build();
	}

	/**
	 * A model of the application has its own key and address.
	 */
	private @Nullable ChatModel natively(ProviderSettings settings, KnownProvider row) {
		boolean given = settings.apiKey() != null || settings.baseUrl() != null;
		return (row.nativeModel() != null && !given)
				? this.collaborators.nativeModels.apply(row.nativeModel()).orElse(null) : null;
	}

	private ChatClient.Builder client(ChatModel model, ProviderSettings settings, KnownProvider row, String name) {
		Connection connection = new Connection(settings, row, name, "", "", TIMEOUT);
		connection.refuse("seed", "extra-body");
		ChatOptions.Builder<?> options = model.getOptions().mutate();
		return client(model).defaultOptions(connection.edit(options, (builder) -> {
		}));
	}

	private ChatClient.Builder client(ChatModel model) {
		return ChatClient.builder(model, this.collaborators.observations, null, null);
	}

	private ChatModel create(Connection connection) {
		ObservationRegistry observations = this.collaborators.observations;
		return switch (connection.row().api()) {
			case OPENAI, AZURE_OPENAI -> OpenAiModels.create(connection, observations, this.collaborators.openAi);
			case ANTHROPIC -> AnthropicModels.create(connection, observations, this.collaborators.anthropic);
			case OLLAMA ->
				OllamaModels.create(connection, observations, this.collaborators.calls, this.collaborators.streams);
		};
	}

	private Connection connection(ProviderSettings settings, KnownProvider row, ProviderModel provider) {
		String prefix = settings.prefix();
		if (!row.api().isPresent(this.collaborators.classLoader)) {
			throw new MissingLibraryException(prefix, provider, row.api().library(), "");
		}
		String apiKey = (settings.apiKey() != null) ? settings.apiKey() : key(row);
		String baseUrl = (StringUtils.hasText(settings.baseUrl())) ? settings.baseUrl() : baseUrl(row);
		if (apiKey == null && row.keyNeeded()) {
			if (row.needsStarter()) {
				throw new MissingLibraryException(prefix, provider, String.valueOf(row.starter()), ", or set "
						+ String.join(" or ", row.keyVariables()) + " for the models that are served as OpenAI's are");
			}
			throw new MissingApiKeyException(prefix, provider, row.keyVariables());
		}
		if (baseUrl == null) {
			throw new InvalidProviderException(prefix, settings.provider(),
					"'" + row.id() + "' has no address of its own", addressRemedy(prefix, row));
		}
		Duration timeout = (settings.timeout() != null) ? settings.timeout() : TIMEOUT;
		return new Connection(settings, row, provider.model(), withoutSlash(baseUrl), (apiKey != null) ? apiKey : "",
				timeout);
	}

	private @Nullable String key(KnownProvider row) {
		return row.keyVariables()
			.stream()
			.map(this.collaborators.variables)
			.flatMap(Optional::stream)
			.filter(StringUtils::hasText)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String baseUrl(KnownProvider row) {
		return row.baseUrls().stream().map(this::resolve).flatMap(Optional::stream).findFirst().orElse(null);
	}

	private Optional<String> resolve(String url) {
		Matcher matcher = VARIABLE.matcher(url);
		if (!matcher.find()) {
			return Optional.of(url);
		}
		String rest = url.substring(matcher.end());
		return this.collaborators.variables.apply(matcher.group(1))
			.filter(StringUtils::hasText)
			.map((value) -> url.substring(0, matcher.start())
					+ ((value.endsWith(rest)) ? value : withoutSlash(value) + rest));
	}

	private static String withoutSlash(String url) {
		return (url.endsWith("/")) ? url.substring(0, url.length() - 1) : url;
	}

	private static InvalidProviderException unknown(ProviderSettings settings, ProviderModel provider) {
		String known = KnownProviders.all().stream().map(KnownProvider::id).collect(Collectors.joining(", "));
		String remedy = KnownProviders.nearest(provider.provider())
			.map((nearest) -> "Did you mean '" + nearest + "/" + provider.model() + "'? ")
			.orElse("");
		String prefix = settings.prefix();
		return new InvalidProviderException(settings.prefix(), settings.provider(),
				"'" + provider.provider() + "' is not a known provider",
				remedy + "Known are: " + known
						+ ". Any other server that speaks OpenAI's language is custom/<model>, with "
						+ ((prefix != null) ? prefix + ".base-url" : "its base URL") + ".");
	}

	private static String addressRemedy(@Nullable String prefix, KnownProvider row) {
		String variables = row.baseUrls()
			.stream()
			.flatMap((url) -> VARIABLE.matcher(url).results())
			.map((match) -> match.group(1))
			.collect(Collectors.joining(" or "));
		String property = (prefix != null) ? prefix + ".base-url" : "its base URL";
		return "Set " + property + ((variables.isEmpty()) ? "" : ", or the environment variable " + variables) + ".";
	}

	/**
	 * Builds {@link ProviderClients}.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private ObservationRegistry observations = ObservationRegistry.NOOP;

		private @Nullable ClassLoader classLoader = ProviderClients.class.getClassLoader();

		private Function<String, Optional<String>> variables = (name) -> Optional.ofNullable(System.getenv(name));

		private Function<String, Optional<ChatModel>> nativeModels = (type) -> Optional.empty();

		// Empty, and no lambdas: one could not be linked without the library of its type.
		private @Nullable Consumer<OpenAiChatModel.Builder> openAi;

		private @Nullable Consumer<AnthropicChatModel.Builder> anthropic;

		private @Nullable Function<ClientHttpRequestFactory, RestClient.Builder> calls;

		private @Nullable Function<ClientHttpConnector, WebClient.Builder> streams;

		private Builder() {
		}

		private Builder(Builder other) {
			this.observations = other.observations;
			this.classLoader = other.classLoader;
			this.variables = other.variables;
			this.nativeModels = other.nativeModels;
			this.openAi = other.openAi;
			this.anthropic = other.anthropic;
			this.calls = other.calls;
			this.streams = other.streams;
		}

		/**
		 * Set where clients and models report what they do. Default nowhere.
		 * @param observations the registry
		 * @return this builder
		 */
		public Builder observations(ObservationRegistry observations) {
			this.observations = observations;
			return this;
		}

		/**
		 * Set where the libraries of providers are looked for. Default where this one is.
		 * @param classLoader the class loader
		 * @return this builder
		 */
		public Builder classLoader(@Nullable ClassLoader classLoader) {
			this.classLoader = classLoader;
			return this;
		}

		/**
		 * Set where environment variables are read. Default the environment of the
		 * process.
		 * @param variables from the name of a variable to its value, empty if it is not
		 * set
		 * @return this builder
		 */
		public Builder variables(Function<String, Optional<String>> variables) {
			this.variables = variables;
			return this;
		}

		/**
		 * Set where chat models of the application are found that are asked in place of a
		 * provider's OpenAI-compatible endpoint. Default nowhere.
		 * @param nativeModels from the name of a class to the chat model of it, empty if
		 * there is none
		 * @return this builder
		 */
		public Builder nativeModels(Function<String, Optional<ChatModel>> nativeModels) {
			this.nativeModels = nativeModels;
			return this;
		}

		/**
		 * Set what else the models behind OpenAI's language get.
		 * @param openAi called with each model, before it is built
		 * @return this builder
		 */
		public Builder openAi(Consumer<OpenAiChatModel.Builder> openAi) {
			this.openAi = openAi;
			return this;
		}

		/**
		 * Set what else the models of Anthropic get.
		 * @param anthropic called with each model, before it is built
		 * @return this builder
		 */
		public Builder anthropic(Consumer<AnthropicChatModel.Builder> anthropic) {
			this.anthropic = anthropic;
			return this;
		}

		/**
		 * Set the HTTP clients of Ollama's models. Default plain ones.
		 * @param calls from a request factory that keeps the timeout to the client of
		 * calls
		 * @param streams from a connector that keeps the timeout to the client of streams
		 * @return this builder
		 */
		public Builder ollama(Function<ClientHttpRequestFactory, RestClient.Builder> calls,
				Function<ClientHttpConnector, WebClient.Builder> streams) {
			this.calls = calls;
			this.streams = streams;
			return this;
		}

		/**
		 * Build the clients' maker.
		 * @return a new instance
		 */
		public ProviderClients build() {
			return new ProviderClients(this);
		}

	}

}
