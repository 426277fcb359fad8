package io.github.instructorspring.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.openai.errors.OpenAIException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InvalidItemException;
import io.github.instructorspring.ResponseRefusedException;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.validation.Violation;

/**
 * What went wrong, as problem details (RFC 9457): the same for answers that come at once
 * and for streams.
 */
final class ExtractionProblems {

	private ExtractionProblems() {
	}

	static ProblemDetail of(Throwable error) {
		if (error instanceof BlankTextException) {
			return problem(HttpStatus.BAD_REQUEST, "No text", "Send the text to read as the body, in text/plain.");
		}
		if (error instanceof RetriesExhaustedException exhausted) {
			return rejected("The model gave no acceptable answer in " + exhausted.attempts().size() + " attempts.",
					exhausted.violations());
		}
		if (error instanceof InvalidItemException invalid) {
			return rejected("Item " + (invalid.index() + 1) + " of the model's list is not acceptable.",
					invalid.violations());
		}
		if (error instanceof IncompleteResponseException incomplete) {
			return problem(HttpStatus.BAD_GATEWAY, "Incomplete answer",
					"The model's answer was cut (" + incomplete.finishReason() + ").");
		}
		if (error instanceof ResponseRefusedException) {
			return problem(HttpStatus.UNPROCESSABLE_CONTENT, "Refused", "The model declined to answer.");
		}
		if (error instanceof BudgetExceededException exceeded) {
			String budget = exceeded.budget().name().toLowerCase(Locale.ROOT);
			return problem(HttpStatus.GATEWAY_TIMEOUT, "Out of " + budget, "The answers took all the " + budget + ".");
		}
		if (error instanceof OpenAIException) {
			return problem(HttpStatus.BAD_GATEWAY, "Provider failed",
					"The provider did not answer: " + error.getClass().getSimpleName() + ".");
		}
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "Failed", "The text could not be read.");
	}

	private static ProblemDetail rejected(String detail, List<Violation> violations) {
		ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "No acceptable answer", detail);
		problem.setProperty("violations", violations.stream().map(ExtractionProblems::describe).toList());
		return problem;
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		problem.setProperty("violations", List.of());
		return problem;
	}

	private static Map<String, String> describe(Violation violation) {
		return Map.of("path", violation.path(), "message", violation.message());
	}

}
