package io.github.instructorspring.sample.standin;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers chat completion requests, whole or as server-sent events.
 */
class CompletionHandler {

	private final JsonMapper jsonMapper;

	private final CompletionRequestReader reader;

	private final StandInModel model;

	private final CompletionWriter writer;

	private final Duration deltaDelay;

	private final ServedCompletions served;

	CompletionHandler(JsonMapper jsonMapper, InstantSource clock, Duration deltaDelay, ServedCompletions served) {
		this.jsonMapper = jsonMapper;
		this.reader = new CompletionRequestReader(jsonMapper);
		this.model = new StandInModel(jsonMapper);
		this.writer = new CompletionWriter(jsonMapper, clock);
		this.deltaDelay = deltaDelay;
		this.served = served;
	}

	Mono<ServerResponse> complete(ServerRequest request) {
		return request.bodyToMono(String.class)
			.onErrorMap(DataBufferLimitException.class,
					(ex) -> new InvalidRequestException("The request body is too long."))
			.defaultIfEmpty("")
			.map(this.reader::read)
			.flatMap(this::respond)
			.onErrorResume(InvalidRequestException.class, this::reject);
	}

	private Mono<ServerResponse> respond(CompletionRequest request) {
		Answer answer = this.model.answer(request);
		this.served.add(request.promptTokens(), Tokens.count(answer.text()));
		return request.stream() ? stream(request, answer)
				: json(HttpStatus.OK, this.writer.completion(request, answer));
	}

	private Mono<ServerResponse> stream(CompletionRequest request, Answer answer) {
		Flux<ServerSentEvent<String>> events = Flux.fromIterable(this.writer.chunks(request, answer))
			.map(ObjectNode::toString)
			.concatWithValues("[DONE]")
			.map(this::event);
		return ServerResponse.ok()
			.body(BodyInserters
				.fromServerSentEvents(this.deltaDelay.isZero() ? events : events.delayElements(this.deltaDelay)));
	}

	// OpenAI writes a space after the colon, and some readers insist on it.
	private ServerSentEvent<String> event(String data) {
		return ServerSentEvent.builder(" " + data).build();
	}

	private Mono<ServerResponse> reject(InvalidRequestException ex) {
		ObjectNode body = this.jsonMapper.createObjectNode();
		body.putObject("error")
			.put("message", ex.getMessage())
			.put("type", "invalid_request_error")
			.putNull("param")
			.putNull("code");
		return json(HttpStatus.BAD_REQUEST, body);
	}

	private Mono<ServerResponse> json(HttpStatus status, ObjectNode body) {
		return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body.toString());
	}

}
