package io.github.instructorspring;

import java.util.List;

/**
 * No answer could ever bind to the response model. Thrown before any request.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class UnsupportedResponseModelException extends InstructorException {

	private final String responseModel;

	private final List<String> problems;

	UnsupportedResponseModelException(String responseModel, List<String> problems) {
		super("'" + responseModel + "' cannot be a response model:\n - " + String.join("\n - ", problems));
		this.responseModel = responseModel;
		this.problems = List.copyOf(problems);
	}

	/**
	 * The name of the type.
	 * @return the Java type
	 */
	public String responseModel() {
		return this.responseModel;
	}

	/**
	 * Everything that is wrong, one sentence each, with the path and the remedy.
	 * @return the problems
	 */
	public List<String> problems() {
		return this.problems;
	}

}
