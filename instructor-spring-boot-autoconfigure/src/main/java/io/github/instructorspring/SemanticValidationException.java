package io.github.instructorspring;

import java.util.List;

/**
 * The model that judges the semantic rules of a response model gave no verdict, however
 * often it was asked. The last attempt has the object whose rules were not judged, and no
 * violations. The cause has the attempts of the judging model.
 *
 * @since 0.1
 * @see io.github.instructorspring.validation.Semantic
 */
@SuppressWarnings("serial")
public final class SemanticValidationException extends AttemptedCallException {

	SemanticValidationException(String responseModel, List<Attempt> attempts, CallUsage usage,
			AttemptedCallException cause) {
		super("No verdict on the semantic rules of response model '" + responseModel + "' in " + cause.attempts().size()
				+ " attempt(s) of the model that judges them. See the cause of this exception; choose the model with "
				+ "semanticProvider(..) of the template's builder, 'instructor.validation.semantic-provider' or the "
				+ "provider of @Semantic", attempts, usage, cause);
	}

}
