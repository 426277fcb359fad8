package io.github.instructorspring;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.validation.Violation;

/**
 * Says violations to a model, one line each: {@code age: found 900, expected to be less
 * than or equal to 150}.
 */
final class ViolationLines {

	private static final int MAX_VALUE_LENGTH = 200;

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	/**
	 * What is said of a value because there is none. A rule of a whole object has no
	 * value of its own either, but something was found.
	 */
	private static final Set<String> ABSENCES = Set.of("must be present", "must not be null", "must not be blank",
			"must not be empty");

	private final ObjectWriter writer;

	ViolationLines(JsonMapper mapper) {
		this.writer = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
	}

	List<String> of(List<Violation> violations) {
		return violations.stream().map(this::line).map(ViolationLines::onOneLine).distinct().toList();
	}

	/**
	 * A key in the path may hold line breaks, and what follows one looks like a line of
	 * ours.
	 */
	private static String onOneLine(String line) {
		return LINE_BREAK.matcher(line).replaceAll(" ");
	}

	private String line(Violation violation) {
		String path = (violation.path().isEmpty()) ? "answer" : violation.path();
		String expectation = expectation(violation.message());
		boolean expected = expectation.startsWith("expected");
		boolean absent = ABSENCES.contains(violation.message().strip());
		if (violation.rejectedValue() == null && (violation.path().isEmpty() || !absent)) {
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
			String json = this.writer.writeValueAsString(value);
			return (json.length() <= MAX_VALUE_LENGTH) ? json
					: json.substring(0, MAX_VALUE_LENGTH) + ((json.startsWith("\"")) ? "…\"" : "…");
		}
		catch (JacksonException ex) {
			return "a value";
		}
	}

}
