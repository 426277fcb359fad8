package io.github.instructorspring.event;

import java.time.Duration;

import org.springframework.ai.chat.model.ChatResponse;

/**
 * A model has answered: {@code completion:response} of Instructor for Python. In streams,
 * the answer is complete.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class CompletionResponseEvent extends InstructorEvent {

	private final ChatResponse response;

	private final Duration duration;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param response the response
	 * @param duration the time from the request to the end of the response
	 */
	public CompletionResponseEvent(CallContext context, ChatResponse response, Duration duration) {
		super(context);
		this.response = response;
		this.duration = duration;
	}

	/**
	 * The response.
	 * @return the response, which carries content
	 */
	public ChatResponse response() {
		return this.response;
	}

	/**
	 * The time from the request to the end of the response.
	 * @return the time
	 */
	public Duration duration() {
		return this.duration;
	}

}
