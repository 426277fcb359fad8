package io.github.instructorspring.sample;

import java.util.function.Function;

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

import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.web.EventStream;

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
	Flux<ServerSentEvent<Object>> growingUser(@RequestBody(required = false) @Nullable String text) {
		return events(text, UserDetail.class, (stream) -> EventStream.snapshots(stream.snapshots()));
	}

	@PostMapping(path = "/tickets/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> growingTicket(@RequestBody(required = false) @Nullable String text) {
		return events(text, SupportTicket.class, (stream) -> EventStream.snapshots(stream.snapshots()));
	}

	@PostMapping(path = "/users/deltas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> stepsOfAUser(@RequestBody(required = false) @Nullable String text) {
		return events(text, UserDetail.class, (stream) -> EventStream.deltas(stream.deltas()));
	}

	@PostMapping(path = "/tickets/deltas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> stepsOfATicket(@RequestBody(required = false) @Nullable String text) {
		return events(text, SupportTicket.class, (stream) -> EventStream.deltas(stream.deltas()));
	}

	@PostMapping(path = "/actions/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> actions(@RequestBody(required = false) @Nullable String text) {
		return events(text, ActionItem.class, (stream) -> EventStream.items(stream.items()));
	}

	private <T> Flux<ServerSentEvent<Object>> events(@Nullable String text, Class<T> responseModel,
			Function<StreamSpec<T>, EventStream> view) {
		if (!StringUtils.hasText(text)) {
			return Flux.error(new BlankTextException());
		}
		StreamSpec<T> stream = this.instructor.prompt().user(text).responseModel(responseModel).stream();
		return view.apply(stream).problems(ExtractionProblems::of).toServerSentEvents();
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
