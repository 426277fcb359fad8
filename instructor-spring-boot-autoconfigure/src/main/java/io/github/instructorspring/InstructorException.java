package io.github.instructorspring;

import org.jspecify.annotations.Nullable;

/**
 * Root of what a call throws when the model's answer, the response model or the
 * configuration is the reason. Exceptions of the provider and its transport pass through
 * as they are. Messages never carry content of prompts or answers; accessors do.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class InstructorException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what happened and what to do
	 */
	protected InstructorException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what happened and what to do
	 * @param cause the cause, without content
	 */
	protected InstructorException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
