package io.github.instructorspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.instructorspring.provider.InvalidProviderException;

/**
 * Says what is wrong with a provider, and how it is written.
 */
class InvalidProviderFailureAnalyzer extends AbstractFailureAnalyzer<InvalidProviderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProviderException cause) {
		String what = (cause.property() != null) ? "The property " + cause.property() : "A provider";
		return new FailureAnalysis(what + " is '" + cause.provider() + "', but " + cause.reason() + ".", cause.remedy(),
				cause);
	}

}
