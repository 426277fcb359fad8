package io.github.instructorspring.event;

import org.springframework.ai.chat.prompt.Prompt;

/**
 * A request is about to be made: {@code completion:kwargs} of Instructor for Python.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class CompletionRequestEvent extends InstructorEvent {

	private final Prompt prompt;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param prompt the final prompt with its options
	 */
	public CompletionRequestEvent(CallContext context, Prompt prompt) {
		super(context);
		this.prompt = prompt;
	}

	/**
	 * The final prompt with its options.
	 * @return the prompt, which carries content
	 */
	public Prompt prompt() {
		return this.prompt;
	}

}
