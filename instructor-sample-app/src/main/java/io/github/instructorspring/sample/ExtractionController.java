package io.github.instructorspring.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.instructorspring.InstructorTemplate;

/**
 * Plain text in, validated JSON out.
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
