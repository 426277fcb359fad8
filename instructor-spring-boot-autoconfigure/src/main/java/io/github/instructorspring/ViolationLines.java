package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.validation.Violation;

/**
 * Says violations to a model, one line each: {@code age: found 900, expected to be less
 * than or equal to 150}.
 */
final class ViolationLines {

	private static final int MAX_VALUE_LENGTH = 200;

	private final JsonMapper mapper;

	ViolationLines(JsonMapper mapper) {
		this.mapper = mapper;
	}

	List<String> of(List<Violation> violations) {
		return violations.stream().map(this::line).distinct().toList();
	}

	private String line(Violation violation) {
		String path = (violation.path().isEmpty()) ? "answer" : violation.path();
		String expectation = expectation(violation.message());
		boolean expected = expectation.startsWith("expected");
		if (violation.rejectedValue() == null && (violation.path().isEmpty() || !expected)) {
			return path + ": " + expectation;
		}
		return path + ": found " + found(violation.rejectedValue()) + ((expected) ? ", " : ": ") + expectation;
	}

	/**
	 * Bean Validation says "must be", which becomes "expected to be"; any other wording
	 * is the developer's own and stays.
	 */
	private static String expectation(String message) {
		String text = message.strip().replaceAll("\\s+", " ");
		if (text.startsWith("must not ")) {
			return "expected not to " + text.substring("must not ".length());
		}
		return (text.startsWith("must ")) ? "expected to " + text.substring("must ".length()) : text;
	}

	private String found(@Nullable Object value) {
		if (value == null) {
			return "nothing";
		}
		try {
			// As JSON, so that text of the model stays quoted data.
			String json = this.mapper.writeValueAsString(value);
			return (json.length() <= MAX_VALUE_LENGTH) ? json : json.substring(0, MAX_VALUE_LENGTH) + "…";
		}
		catch (JacksonException ex) {
			return "a value";
		}
	}

}
