package io.github.instructorspring.sample;

import com.openai.errors.OpenAIException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.github.instructorspring.InstructorException;

/**
 * Answers with a problem, where no answer has begun.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExtractionErrors {

	@ExceptionHandler({ BlankTextException.class, InstructorException.class, OpenAIException.class })
	ProblemDetail problem(Exception exception) {
		return ExtractionProblems.of(exception);
	}

}
