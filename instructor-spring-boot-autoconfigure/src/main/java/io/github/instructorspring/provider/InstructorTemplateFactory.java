package io.github.instructorspring.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.util.Assert;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;

/**
 * Creates templates from provider strings, at run time. Immutable and thread-safe. Each
 * template has an HTTP client of its own, so keep it.
 *
 * <pre class="code">
 * InstructorTemplate groq = factory.fromProvider("groq/llama-3.3-70b-versatile");
 * </pre>
 *
 * @since 0.1
 */
public final class InstructorTemplateFactory {

	private final ProviderClients clients;

	private final Function<String, ProviderSettings> settings;

	private final Function<ChatClient, InstructorTemplate.Builder> templates;

	/**
	 * Create a factory.
	 * @param clients creates the clients
	 * @param settings from a provider string to the settings that hold unless a builder
	 * says otherwise
	 * @param templates from a client to a builder with the settings of the application
	 */
	public InstructorTemplateFactory(ProviderClients clients, Function<String, ProviderSettings> settings,
			Function<ChatClient, InstructorTemplate.Builder> templates) {
		this.clients = clients;
		this.settings = settings;
		this.templates = templates;
	}

	/**
	 * Create a factory with all defaults, which needs no Spring Boot: keys come from the
	 * environment of the process.
	 * @return a new factory
	 */
	public static InstructorTemplateFactory create() {
		return new InstructorTemplateFactory(ProviderClients.builder().build(), ProviderSettings::of,
				InstructorTemplate::builder);
	}

	/**
	 * Create a template. Makes no request.
	 * @param provider the provider and its model, such as
	 * {@code groq/llama-3.3-70b-versatile}
	 * @return a new template
	 * @throws InvalidProviderException if the provider is unknown
	 * @throws MissingApiKeyException if its key is not in the environment
	 * @throws MissingLibraryException if what speaks to it is not on the class path
	 */
	public InstructorTemplate fromProvider(String provider) {
		return builder(provider).build();
	}

	/**
	 * Start a template.
	 * @param provider the provider and its model
	 * @return a new builder
	 */
	public Builder builder(String provider) {
		Assert.hasText(provider, "'provider' must not be blank");
		return new Builder(this, this.settings.apply(provider));
	}

	/**
	 * Builds a template from a provider string.
	 *
	 * @since 0.1
	 */
	public static final class Builder {

		private final InstructorTemplateFactory factory;

		private final ProviderSettings defaults;

		private final List<Consumer<ChatOptions.Builder<?>>> edits = new ArrayList<>();

		private final List<Consumer<InstructorTemplate.Builder>> templates = new ArrayList<>();

		private @Nullable String apiKey;

		private @Nullable String baseUrl;

		private @Nullable Duration timeout;

		private Builder(InstructorTemplateFactory factory, ProviderSettings defaults) {
			this.factory = factory;
			this.defaults = defaults;
			this.apiKey = defaults.apiKey();
			this.baseUrl = defaults.baseUrl();
			this.timeout = defaults.timeout();
		}

		/**
		 * Set the key. Default that of the environment.
		 * @param apiKey the key, empty for servers that take none
		 * @return this builder
		 */
		public Builder apiKey(String apiKey) {
			Assert.notNull(apiKey, "'apiKey' must not be null");
			this.apiKey = apiKey;
			return this;
		}

		/**
		 * Set the address. Default that of the environment, or else the provider's own.
		 * @param baseUrl the address, as the table of providers has it
		 * @return this builder
		 */
		public Builder baseUrl(String baseUrl) {
			Assert.hasText(baseUrl, "'baseUrl' must not be blank");
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set the mode of calls that give none. Default that of the application.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(OutputMode mode) {
			return template((template) -> template.mode(mode));
		}

		/**
		 * Set the time for a whole call, all attempts together, unless a call says
		 * otherwise. Default that of the application.
		 * @param timeout the time, positive
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return template((template) -> template.timeout(timeout));
		}

		/**
		 * Set how many times the model may be asked again, unless a call says otherwise.
		 * Default that of the application.
		 * @param maxRetries the number, 0 for none
		 * @return this builder
		 */
		public Builder maxRetries(int maxRetries) {
			return template((template) -> template.maxRetries(maxRetries));
		}

		/**
		 * Edit the options of all requests. May be given several times.
		 * @param edit called once, with the options of the provider's own type
		 * @return this builder
		 */
		public Builder options(Consumer<ChatOptions.Builder<?>> edit) {
			Assert.notNull(edit, "'edit' must not be null");
			this.edits.add(edit);
			return this;
		}

		/**
		 * Change anything else of the template. May be given several times.
		 * @param edit called once, with the builder of the template
		 * @return this builder
		 */
		public Builder template(Consumer<InstructorTemplate.Builder> edit) {
			Assert.notNull(edit, "'edit' must not be null");
			this.templates.add(edit);
			return this;
		}

		/**
		 * Build the template. Makes no request.
		 * @return a new template
		 * @throws InvalidProviderException if the provider is unknown, or cannot be asked
		 * with these settings
		 * @throws MissingApiKeyException if the provider needs a key and there is none
		 * @throws MissingLibraryException if what speaks to it is not on the class path
		 */
		public InstructorTemplate build() {
			ProviderSettings settings = new ProviderSettings(this.defaults.prefix(), this.defaults.provider(),
					this.apiKey, this.baseUrl, this.timeout, this.defaults.mode(), this.defaults.options(),
					(options) -> {
						this.defaults.edits().accept(options);
						this.edits.forEach((edit) -> edit.accept(options));
					});
			InstructorTemplate.Builder template = this.factory.templates.apply(this.factory.clients.create(settings));
			this.templates.forEach((edit) -> edit.accept(template));
			return template.build();
		}

	}

}
