package io.github.instructorspring.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.github.instructorspring.provider.ProviderClients;

/**
 * Gives the HTTP clients of providers what the application gives those of Spring AI:
 * interceptors, proxies, headers. Each part is loaded only if its library is there.
 */
final class ProviderTransports {

	private ProviderTransports() {
	}

	static void addTo(ProviderClients.Builder clients, ConfigurableBeanFactory beans, Environment environment) {
		ClassLoader classLoader = beans.getBeanClassLoader();
		if (isPresent("org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer", classLoader)) {
			OpenAi.addTo(clients, beans);
		}
		if (isPresent("org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer",
				classLoader)) {
			Anthropic.addTo(clients, beans);
		}
		if (isPresent("org.springframework.ai.ollama.OllamaChatModel", classLoader)) {
			Ollama.addTo(clients, beans, environment);
		}
	}

	private static boolean isPresent(String className, @Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(className, classLoader);
	}

	/**
	 * Customizers of OpenAI's clients.
	 */
	private static final class OpenAi {

		static void addTo(ProviderClients.Builder clients, BeanFactory beans) {
			clients.openAi((model) -> beans.getBeanProvider(OpenAiHttpClientBuilderCustomizer.class)
				.orderedStream()
				.forEach(model::httpClientBuilderCustomizer));
		}

	}

	/**
	 * Customizers of Anthropic's clients.
	 */
	private static final class Anthropic {

		static void addTo(ProviderClients.Builder clients, BeanFactory beans) {
			clients.anthropic((model) -> beans.getBeanProvider(AnthropicHttpClientBuilderCustomizer.class)
				.orderedStream()
				.forEach(model::httpClientBuilderCustomizer));
		}

	}

	/**
	 * Spring's builders of clients, which Spring AI uses for Ollama. What the properties
	 * of Spring Boot say about HTTP clients holds, the timeout included; if they say
	 * nothing, ours does.
	 */
	private static final class Ollama {

		static void addTo(ProviderClients.Builder clients, BeanFactory beans, Environment environment) {
			boolean configured = Binder.get(environment)
				.bind("spring.http.clients", Bindable.mapOf(String.class, Object.class))
				.map(Map::size)
				.orElse(0) > 0;
			clients.ollama((requests) -> {
				RestClient.Builder given = beans.getBeanProvider(RestClient.Builder.class).getIfUnique();
				return (given != null && configured) ? given
						: ((given != null) ? given : RestClient.builder()).requestFactory(requests);
			}, (connector) -> {
				WebClient.Builder given = beans.getBeanProvider(WebClient.Builder.class).getIfUnique();
				return (given != null && configured) ? given
						: ((given != null) ? given : WebClient.builder()).clientConnector(connector);
			});
		}

	}

}
