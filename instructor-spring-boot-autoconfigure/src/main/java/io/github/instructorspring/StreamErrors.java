package io.github.instructorspring;

import java.util.concurrent.CompletionException;

/**
 * Takes the wrappers off that Spring AI and the clients below it put around the errors of
 * a stream.
 */
final class StreamErrors {

	private static final String WRAPPER = "Stream processing failed";

	private StreamErrors() {
	}

	static Throwable unwrap(Throwable error) {
		Throwable unwrapped = error;
		while (unwrapped.getCause() != null && isWrapper(unwrapped)) {
			unwrapped = unwrapped.getCause();
		}
		return unwrapped;
	}

	private static boolean isWrapper(Throwable error) {
		return error instanceof CompletionException
				|| (error instanceof IllegalStateException && WRAPPER.equals(error.getMessage()));
	}

}
