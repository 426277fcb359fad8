package io.github.instructorspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.instructorspring.provider.MissingApiKeyException;

/**
 * Says where the key of a provider goes.
 */
class MissingApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingApiKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingApiKeyException cause) {
		String variable = "Set the environment variable " + String.join(" or ", cause.environmentVariables());
		String property = cause.property();
		return new FailureAnalysis("The provider '" + cause.provider() + "' needs an API key, and none is set.",
				(property != null) ? variable + ", or the property " + property
						+ " (from a secret, not in a file that is committed). For a server that takes no key, set "
						+ property + " to an empty value." : variable + ".",
				cause);
	}

}
