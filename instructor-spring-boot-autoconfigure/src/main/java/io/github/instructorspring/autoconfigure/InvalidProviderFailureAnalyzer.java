package io.github.instructorspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.instructorspring.provider.InvalidProviderException;

/**
 * Says how a provider is written.
 */
class InvalidProviderFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProviderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProviderException cause) {
		return new FailureAnalysis(
				"The property " + cause.property() + " is '" + cause.provider() + "', but " + cause.reason() + ".",
				"Write it as <provider>/<model>, for example " + cause.property() + "=openai/gpt-4o-mini.", cause);
	}

}
