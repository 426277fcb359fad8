package io.github.instructorspring.provider;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * All that is needed to ask a model, with nothing left to be found.
 *
 * @param settings the settings
 * @param row the provider
 * @param model the name of the model
 * @param baseUrl the address
 * @param apiKey the key, empty if none is sent
 * @param timeout the time for one request
 */
record Connection(ProviderSettings settings, KnownProvider row, String model, String baseUrl, String apiKey,
		Duration timeout) {

	ProviderOptions options() {
		return this.settings.options();
	}

	/**
	 * Set the model and the options that every model of Spring AI takes, and make the
	 * caller's edits.
	 */
	<B extends ChatOptions.Builder<?>> B edit(B builder, Consumer<B> special) {
		builder.model(this.model);
		options().applyTo(builder);
		special.accept(builder);
		this.settings.edits().accept(builder);
		return builder;
	}

	/**
	 * Refuse options that would be lost.
	 * @param names the names of properties that the provider does not take
	 * @throws InvalidProviderException if one of them is set
	 */
	void refuse(String... names) {
		Set<String> lost = new TreeSet<>(options().set().keySet());
		lost.retainAll(Set.of(names));
		if (!lost.isEmpty()) {
			String prefix = this.settings.prefix();
			throw new InvalidProviderException(prefix, this.settings.provider(),
					"it does not take these options: " + String.join(", ", lost),
					"Remove " + ((prefix != null) ? prefix + ".options." + lost.iterator().next() : "them") + ".");
		}
	}

	/**
	 * The address without a version that the library adds itself.
	 */
	String baseUrlWithoutVersion() {
		return (this.baseUrl.endsWith("/v1")) ? this.baseUrl.substring(0, this.baseUrl.length() - "/v1".length())
				: this.baseUrl;
	}

}
