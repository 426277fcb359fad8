package io.github.instructorspring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.instructorspring.provider.MissingLibraryException;

/**
 * Says which dependency a provider needs.
 */
class MissingLibraryFailureAnalyzer extends AbstractFailureAnalyzer<MissingLibraryException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingLibraryException cause) {
		String property = (cause.property() != null) ? " of " + cause.property() : "";
		return new FailureAnalysis(
				"The provider '" + cause.provider() + "'" + property
						+ " cannot be asked with what is on the class path.",
				"Add the dependency " + cause.dependency() + cause.otherwise() + ".", cause);
	}

}
