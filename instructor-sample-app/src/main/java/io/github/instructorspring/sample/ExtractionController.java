package io.github.instructorspring.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;

/**
 * Plain text in, validated JSON out, at once or as it grows.
 */
@RestController
@RequestMapping(path = "/api", consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
class ExtractionController {

	private final InstructorTemplate instructor;

	ExtractionController(InstructorTemplate instructor) {
		this.instructor = instructor;
	}

	@PostMapping("/users")
	Mono<UserDetail> user(@RequestBody(required = false) @Nullable String text) {
		return onBlockingThread(text, UserDetail.class);
	}

	@PostMapping("/tickets")
	Mono<SupportTicket> ticket(@RequestBody(required = false) @Nullable String text) {
		return onBlockingThread(text, SupportTicket.class);
	}

	@PostMapping(path = "/users/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<UserDetail>> growingUser(@RequestBody(required = false) @Nullable String text) {
		return growing(text, UserDetail.class);
	}

	@PostMapping(path = "/tickets/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<SupportTicket>> growingTicket(@RequestBody(required = false) @Nullable String text) {
		return growing(text, SupportTicket.class);
	}

	/**
	 * The event "result" is the validated object. A stream that has begun has its status
	 * already, so that an error is an event of its own.
	 */
	private <T> Flux<ServerSentEvent<T>> growing(@Nullable String text, Class<T> responseModel) {
		if (!StringUtils.hasText(text)) {
			return Flux.error(new BlankTextException());
		}
		return this.instructor.prompt()
			.user(text)
			.responseModel(responseModel)
			.stream()
			.snapshots()
			.map((snapshot) -> ServerSentEvent.builder(snapshot.value())
				.event((snapshot.complete()) ? "result" : "partial")
				.build())
			.onErrorResume(InstructorException.class, (error) -> Flux
				.just(ServerSentEvent.<T>builder().event("error").comment(error.getClass().getSimpleName()).build()));
	}

	/**
	 * A call blocks, so it must not run on an event loop.
	 */
	private <T> Mono<T> onBlockingThread(@Nullable String text, Class<T> responseModel) {
		if (!StringUtils.hasText(text)) {
			return Mono.error(new BlankTextException());
		}
		return Mono.fromCallable(() -> this.instructor.create(responseModel, text))
			.subscribeOn(Schedulers.boundedElastic());
	}

}
