package io.github.instructorspring;

import org.springframework.ai.chat.client.ChatClient;

/**
 * Where a template finds the models of provider strings that are written in a call.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ProviderSource {

	/**
	 * Find the client of a provider string. Asked for each call, so clients are kept.
	 * @param provider the provider and its model, such as
	 * {@code groq/llama-3.3-70b-versatile}
	 * @return the client
	 * @throws RuntimeException if the provider cannot be asked, with what to do about it
	 */
	ChatClient client(String provider);

}
