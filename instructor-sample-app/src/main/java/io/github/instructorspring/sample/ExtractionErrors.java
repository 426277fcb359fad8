package io.github.instructorspring.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.openai.errors.OpenAIException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.ResponseRefusedException;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.validation.Violation;

/**
 * What went wrong, as problem details (RFC 9457).
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExtractionErrors {

	@ExceptionHandler
	ProblemDetail noText(BlankTextException exception) {
		return problem(HttpStatus.BAD_REQUEST, "No text", "Send the text to read as the body, in text/plain.");
	}

	@ExceptionHandler
	ProblemDetail retriesExhausted(RetriesExhaustedException exception) {
		ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "No acceptable answer",
				"The model gave no acceptable answer in " + exception.attempts().size() + " attempts.");
		problem.setProperty("violations", exception.violations().stream().map(ExtractionErrors::describe).toList());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail incomplete(IncompleteResponseException exception) {
		return problem(HttpStatus.BAD_GATEWAY, "Incomplete answer",
				"The model's answer was cut (" + exception.finishReason() + ").");
	}

	@ExceptionHandler
	ProblemDetail refused(ResponseRefusedException exception) {
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, "Refused", "The model declined to answer.");
	}

	@ExceptionHandler
	ProblemDetail outOfBudget(BudgetExceededException exception) {
		String budget = exception.budget().name().toLowerCase(Locale.ROOT);
		return problem(HttpStatus.GATEWAY_TIMEOUT, "Out of " + budget, "The answers took all the " + budget + ".");
	}

	@ExceptionHandler
	ProblemDetail provider(OpenAIException exception) {
		return problem(HttpStatus.BAD_GATEWAY, "Provider failed",
				"The provider did not answer: " + exception.getClass().getSimpleName() + ".");
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
