package io.github.instructorspring.sample;

/**
 * A request came without a text to read.
 */
@SuppressWarnings("serial")
class BlankTextException extends RuntimeException {

	BlankTextException() {
		super("There is no text to read");
	}

}
