package io.github.instructorspring.web;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.InstructorException;

/**
 * An error as it may be logged: what it is, and where it was thrown. Only messages of
 * this library are known to hold no content of prompts and answers; those of providers
 * repeat what they were sent.
 */
@SuppressWarnings("serial")
final class LoggedError extends Exception {

	private static final int MAX_DEPTH = 20;

	private LoggedError(Throwable error, @Nullable LoggedError cause) {
		super((error instanceof InstructorException) ? error.toString() : error.getClass().getName(), cause);
		setStackTrace(error.getStackTrace());
	}

	static LoggedError of(Throwable error) {
		return of(error, 0);
	}

	private static LoggedError of(Throwable error, int depth) {
		Throwable cause = (depth < MAX_DEPTH) ? error.getCause() : null;
		LoggedError logged = new LoggedError(error, (cause != null) ? of(cause, depth + 1) : null);
		if (depth < MAX_DEPTH) {
			for (Throwable suppressed : error.getSuppressed()) {
				logged.addSuppressed(of(suppressed, depth + 1));
			}
		}
		return logged;
	}

}
