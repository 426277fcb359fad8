package io.github.instructorspring.web;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InvalidItemException;
import io.github.instructorspring.OversizedResponseException;
import io.github.instructorspring.ResponseRefusedException;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.validation.Violation;

/**
 * What a client may read of an error: nothing that a prompt, an answer or a message of an
 * exception says.
 */
final class StreamProblem {

	private StreamProblem() {
	}

	static ProblemDetail of(Throwable error) {
		if (error instanceof ErrorResponse response) {
			return response.getBody();
		}
		if (error instanceof RetriesExhaustedException exhausted) {
			return rejected("rejected", "The model gave no acceptable answer", exhausted.violations());
		}
		if (error instanceof InvalidItemException invalid) {
			ProblemDetail problem = rejected("invalid-item", "An item of the answer is not acceptable",
					invalid.violations());
			problem.setProperty("index", invalid.index());
			return problem;
		}
		if (error instanceof BudgetExceededException exceeded) {
			ProblemDetail problem = problem(HttpStatus.GATEWAY_TIMEOUT, "out-of-budget",
					"The answers took all the " + exceeded.budget().name().toLowerCase(Locale.ROOT));
			problem.setProperty("violations", paths(exceeded.violations()));
			return problem;
		}
		return plain(error);
	}

	private static ProblemDetail plain(Throwable error) {
		if (error instanceof ResponseRefusedException) {
			return problem(HttpStatus.UNPROCESSABLE_CONTENT, "refused", "The model declined to answer");
		}
		if (error instanceof IncompleteResponseException || error instanceof OversizedResponseException) {
			return problem(HttpStatus.BAD_GATEWAY, "incomplete", "The answer of the model has no end");
		}
		if (error instanceof TimeoutException) {
			return problem(HttpStatus.GATEWAY_TIMEOUT, "timeout", "The answer took too long");
		}
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "failed", "The answer could not be had");
	}

	/**
	 * Whether it is for the operator to know, as well as for the client.
	 */
	static boolean isUnexpected(Throwable error) {
		return !(error instanceof InstructorException || error instanceof ErrorResponse
				|| error instanceof OversizedResponseException || error instanceof TimeoutException);
	}

	private static ProblemDetail rejected(String code, String detail, List<Violation> violations) {
		ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
		problem.setProperty("violations", paths(violations));
		return problem;
	}

	private static List<String> paths(List<Violation> violations) {
		return violations.stream().map(Violation::path).distinct().toList();
	}

	private static ProblemDetail problem(HttpStatus status, String code, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setProperty("code", code);
		return problem;
	}

}
