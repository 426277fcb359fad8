package io.github.instructorspring.provider;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.github.instructorspring.stream.StreamCancellationFilter;

/**
 * Models of Ollama. Loaded only if its library is there.
 */
final class OllamaModels {

	private OllamaModels() {
	}

	static ChatModel create(Connection connection, ObservationRegistry observations,
			@Nullable Function<ClientHttpRequestFactory, RestClient.Builder> calls,
			@Nullable Function<ClientHttpConnector, WebClient.Builder> streams) {
		connection.refuse("extra-body");
		OllamaChatOptions.Builder options = OllamaChatOptions.builder();
		connection.edit(options, (builder) -> builder.seed(connection.options().seed()));
		return OllamaChatModel.builder()
			.ollamaApi(api(connection, calls, streams))
			.options(options.build())
			.retryTemplate(retries())
			.observationRegistry(observations)
			.build();
	}

	private static OllamaApi api(Connection connection,
			@Nullable Function<ClientHttpRequestFactory, RestClient.Builder> calls,
			@Nullable Function<ClientHttpConnector, WebClient.Builder> streams) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
		requests.setReadTimeout(connection.timeout());
		JdkClientHttpConnector connector = new JdkClientHttpConnector(client);
		connector.setReadTimeout(connection.timeout());
		RestClient.Builder callClient = (calls != null) ? calls.apply(requests)
				: RestClient.builder().requestFactory(requests);
		WebClient.Builder streamClient = (streams != null) ? streams.apply(connector)
				: WebClient.builder().clientConnector(connector);
		if (!connection.apiKey().isEmpty()) {
			callClient.defaultHeaders((headers) -> headers.setBearerAuth(connection.apiKey()));
			streamClient.defaultHeaders((headers) -> headers.setBearerAuth(connection.apiKey()));
		}
		return OllamaApi.builder()
			.baseUrl(connection.baseUrlWithoutVersion())
			.restClientBuilder(callClient)
			.webClientBuilder(streamClient.filter(new StreamCancellationFilter()))
			.build();
	}

	/**
	 * As patient as the libraries of the others. The default of Spring AI would go on for
	 * a quarter of an hour.
	 */
	private static RetryTemplate retries() {
		return new RetryTemplate(RetryPolicy.builder()
			.maxRetries(2)
			.includes(TransientAiException.class, ResourceAccessException.class)
			.delay(Duration.ofMillis(500))
			.multiplier(2)
			.build());
	}

}
