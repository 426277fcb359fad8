package io.github.instructorspring.mode;

import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * What the exceptions of clients say, from the status on. The messages of Spring's HTTP
 * clients may lack the answer of the provider, and the status if it is a rare one. Those
 * clients need not be on the class path.
 */
final class ClientErrors {

	private static final boolean REST_CLIENT = isPresent("org.springframework.web.client.RestClientResponseException");

	private static final boolean WEB_CLIENT = isPresent(
			"org.springframework.web.reactive.function.client.WebClientResponseException");

	private ClientErrors() {
	}

	static String textOf(Throwable exception) {
		String text = (WEB_CLIENT) ? WebClients.textOf(exception) : "";
		if (text.isEmpty() && REST_CLIENT) {
			text = RestClients.textOf(exception);
		}
		if (!text.isEmpty()) {
			return text;
		}
		String message = exception.getMessage();
		return (message != null) ? message : "";
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ClientErrors.class.getClassLoader());
	}

	/**
	 * Not loaded without the client.
	 */
	private static final class WebClients {

		static String textOf(Throwable exception) {
			return (exception instanceof WebClientResponseException response)
					? response.getStatusCode().value() + " " + response.getResponseBodyAsString() : "";
		}

	}

	/**
	 * Not loaded without the client.
	 */
	private static final class RestClients {

		static String textOf(Throwable exception) {
			return (exception instanceof RestClientResponseException response)
					? response.getStatusCode().value() + " " + response.getResponseBodyAsString() : "";
		}

	}

}
