package io.github.instructorspring.stream;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Closes the connection of a cancelled stream in clients that read with a
 * {@code WebClient}, such as Ollama's. Spring AI 2.0.1 parts Ollama's stream with
 * {@code windowUntil}, which loses the cancellation when a window is on its way at that
 * moment, and the model would go on to the end. Requests that are not streams of this
 * library are not touched.
 *
 * @since 0.1
 */
public final class StreamCancellationFilter implements ExchangeFilterFunction {

	/**
	 * Create a filter.
	 */
	public StreamCancellationFilter() {
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			Mono<?> cancelled = Cancellation.announcedIn(context);
			Mono<ClientResponse> response = next.exchange(request);
			return (cancelled != null) ? response.map((received) -> closing(received, cancelled)) : response;
		});
	}

	private static ClientResponse closing(ClientResponse response, Mono<?> cancelled) {
		return response.mutate().body((body) -> body.takeUntilOther(cancelled)).build();
	}

}
