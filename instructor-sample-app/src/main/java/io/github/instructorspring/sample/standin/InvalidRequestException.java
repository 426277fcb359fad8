package io.github.instructorspring.sample.standin;

import java.io.Serial;

/**
 * The request is not one that the endpoint understands.
 */
class InvalidRequestException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	InvalidRequestException(String message) {
		super(message);
	}

}
