package io.github.instructorspring.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.github.instructorspring.OutputMode;
import io.github.instructorspring.ProviderSource;
import io.github.instructorspring.provider.ProviderClients;
import io.github.instructorspring.provider.ProviderModel;
import io.github.instructorspring.provider.ProviderOptions;
import io.github.instructorspring.provider.ProviderSettings;

/**
 * Where templates get their chat clients from: the provider of the properties, else the
 * chat model that the properties choose, else the application's only one; and those of
 * the named providers, and of provider strings that are written in calls.
 */
class ChatClientSource implements ProviderSource {

	private static final String PREFIX = "instructor";

	private static final int KEPT_CLIENTS = 64;

	private final InstructorProperties properties;

	private final ProviderClients clients;

	private final ApplicationModels models;

	private final Map<String, ChatClient> named = new LinkedHashMap<>();

	private final Map<String, ChatClient> written = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ChatClient> eldest) {
			return size() > KEPT_CLIENTS;
		}
	});

	ChatClientSource(InstructorProperties properties, ProviderClients clients, ApplicationModels models) {
		this.properties = properties;
		this.clients = clients;
		this.models = models;
	}

	ChatClient get() {
		String provider = this.properties.provider();
		String chatModel = this.properties.chatModel();
		requireOne(PREFIX, provider, chatModel);
		if (StringUtils.hasText(provider)) {
			return this.clients
				.create(new ProviderSettings(PREFIX, provider, this.properties.apiKey(), this.properties.baseUrl(),
						this.properties.timeout(), OutputMode.AUTO, this.properties.options(), (options) -> {
						}));
		}
		requireNone(PREFIX, this.properties.options());
		return (StringUtils.hasText(chatModel)) ? this.models.named(PREFIX + ".chat-model", chatModel)
				: this.models.single();
	}

	/**
	 * The clients of the named providers, by name.
	 */
	synchronized Map<String, ChatClient> named() {
		if (this.named.isEmpty()) {
			this.properties.providers().forEach((name, provider) -> this.named.put(name, create(name, provider)));
		}
		return Collections.unmodifiableMap(this.named);
	}

	private ChatClient create(String name, InstructorProperties.Provider named) {
		String prefix = PREFIX + ".providers." + name;
		String provider = named.provider();
		String chatModel = named.chatModel();
		requireOne(prefix, provider, chatModel);
		if (StringUtils.hasText(chatModel)) {
			requireNone(prefix, named.options());
			return this.models.named(prefix + ".chat-model", chatModel);
		}
		Assert.hasText(provider, () -> "'" + prefix + ".provider' must be set");
		return this.clients.create(new ProviderSettings(prefix, provider, named.apiKey(), named.baseUrl(),
				(named.timeout() != null) ? named.timeout() : this.properties.timeout(),
				(named.mode() != null) ? named.mode() : OutputMode.AUTO, named.options(), (options) -> {
				}));
	}

	/**
	 * The client of a provider string that is written in a call.
	 */
	@Override
	public ChatClient client(String provider) {
		ChatClient kept = this.written.get(provider);
		if (kept == null) {
			// Not under the lock of the map: the first client takes its time.
			ChatClient created = this.clients.create(settings(provider));
			kept = this.written.putIfAbsent(provider, created);
			return (kept != null) ? kept : created;
		}
		return kept;
	}

	/**
	 * The settings of a provider string: the key and the address of the properties if
	 * they are of the same provider, else those of the environment.
	 */
	ProviderSettings settings(String provider) {
		String own = this.properties.provider();
		boolean same = StringUtils.hasText(own)
				&& ProviderModel.parse(own).provider().equals(ProviderModel.parse(provider).provider());
		return new ProviderSettings(null, provider, (same) ? this.properties.apiKey() : null,
				(same) ? this.properties.baseUrl() : null, this.properties.timeout(), OutputMode.AUTO,
				ProviderOptions.NONE, (options) -> {
				});
	}

	private static void requireOne(String prefix, @Nullable String provider, @Nullable String chatModel) {
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(prefix + ".provider", (StringUtils.hasText(provider)) ? provider : null);
			entries.put(prefix + ".chat-model", (StringUtils.hasText(chatModel)) ? chatModel : null);
		});
	}

	/**
	 * A chat model of the application is used as it is; options would be lost.
	 */
	private static void requireNone(String prefix, ProviderOptions options) {
		if (!options.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".options", options, "Options are those of "
					+ prefix + ".provider, which is not set; a chat model of the application" + " has its own.");
		}
	}

}
