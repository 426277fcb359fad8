package io.github.instructorspring.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/**
 * Cancellations that an operator of the client loses.
 */
class StreamCancellationFilterTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TestPublisher<DataBuffer> body = TestPublisher.create();

	private final WebClient.Builder client = WebClient.builder()
		.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.OK).body(this.body.flux()).build()));

	@Test
	void cancellationThatIsLostOnItsWayClosesTheResponse() {
		takeOne(Cancellation.announced(losesCancellation(this.client.filter(new StreamCancellationFilter()).build())));
		this.body.assertCancelled();
	}

	@Test
	void withoutTheFilterItIsLost() {
		takeOne(Cancellation.announced(losesCancellation(this.client.build())));
		this.body.assertNotCancelled();
	}

	@Test
	void requestOfSomebodyElseIsNotTouched() {
		takeOne(losesCancellation(this.client.filter(new StreamCancellationFilter()).build()));
		this.body.assertNotCancelled();
	}

	@Test
	void streamThatEndsIsWhole() {
		StepVerifier
			.create(Cancellation.announced(this.client.filter(new StreamCancellationFilter())
				.build()
				.get()
				.retrieve()
				.bodyToFlux(DataBuffer.class)
				.map((data) -> data.toString(StandardCharsets.UTF_8))))
			.then(() -> this.body.next(data("a")).next(data("b")).complete())
			.expectNext("a", "b")
			.expectComplete()
			.verify(PATIENCE);
	}

	private void takeOne(Flux<String> stream) {
		StepVerifier.create(stream.take(1))
			.then(() -> this.body.next(data("a")))
			.expectNext("a")
			.expectComplete()
			.verify(PATIENCE);
	}

	private static Flux<String> losesCancellation(WebClient client) {
		return Flux.deferContextual((context) -> Flux.create((sink) -> client.get()
			.retrieve()
			.bodyToFlux(DataBuffer.class)
			.contextWrite(context)
			.subscribe((data) -> sink.next(data.toString(StandardCharsets.UTF_8)), sink::error, sink::complete)));
	}

	private static DataBuffer data(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
