package io.github.instructorspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which chat models there are.
 */
class InvalidChatModelFailureAnalyzer extends AbstractFailureAnalyzer<InvalidChatModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidChatModelException cause) {
		return new FailureAnalysis(
				"The property " + cause.property() + " is '" + cause.name()
						+ "', and no ChatModel, ChatClient.Builder or ChatClient bean has this name.",
				(cause.candidates().isEmpty()) ? "Declare such a bean, or set instructor.provider."
						: "Set " + cause.property() + " to one of: " + String.join(", ", cause.candidates()) + ".",
				cause);
	}

}
