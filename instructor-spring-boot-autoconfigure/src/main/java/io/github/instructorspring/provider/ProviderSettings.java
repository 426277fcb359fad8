package io.github.instructorspring.provider;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;

import io.github.instructorspring.OutputMode;

/**
 * How one provider is asked. Immutable.
 *
 * @param prefix the prefix of the properties that say so, such as {@code instructor},
 * which exceptions name; {@code null} if no properties do
 * @param provider the provider string, such as {@code openai/gpt-4o-mini}
 * @param apiKey the key; empty for servers that take none; {@code null} for that of the
 * environment
 * @param baseUrl the server's address; {@code null} for that of the environment, or else
 * the provider's own
 * @param timeout the time for one request, {@code null} for two minutes
 * @param mode the mode of calls that give none
 * @param options options of all requests
 * @param edits what else is changed in the options of all requests
 * @since 0.1
 */
public record ProviderSettings(@Nullable String prefix, String provider, @Nullable String apiKey,
		@Nullable String baseUrl, @Nullable Duration timeout, OutputMode mode, ProviderOptions options,
		Consumer<ChatOptions.Builder<?>> edits) {

	/**
	 * A provider with all defaults.
	 * @param provider the provider string
	 * @return settings
	 */
	public static ProviderSettings of(String provider) {
		return new ProviderSettings(null, provider, null, null, null, OutputMode.AUTO, ProviderOptions.NONE,
				(options) -> {
				});
	}

	/**
	 * Shows neither key nor options.
	 */
	@Override
	public String toString() {
		return "ProviderSettings[" + this.provider + "]";
	}

}
