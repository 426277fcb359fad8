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
		return new FailureAnalysis("The provider '" + cause.provider() + "' needs an API key, and none is set.",
				"Set the environment variable " + cause.environmentVariable() + ", or the property " + cause.property()
						+ " (from a secret, not in a file that is committed)." + " For a server that takes no key, set "
						+ cause.property() + " to an empty value.",
				cause);
	}

}
