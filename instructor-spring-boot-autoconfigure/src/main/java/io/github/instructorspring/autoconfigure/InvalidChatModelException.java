package io.github.instructorspring.autoconfigure;

import java.util.List;

/**
 * A property names a chat model of the application that is not there.
 */
@SuppressWarnings("serial")
class InvalidChatModelException extends RuntimeException {

	private final String property;

	private final String name;

	private final List<String> candidates;

	InvalidChatModelException(String property, String name, List<String> candidates) {
		super("There is no chat model '" + name + "', as " + property + " says; there are " + candidates);
		this.property = property;
		this.name = name;
		this.candidates = candidates;
	}

	String property() {
		return this.property;
	}

	String name() {
		return this.name;
	}

	List<String> candidates() {
		return this.candidates;
	}

}
