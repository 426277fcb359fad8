package io.github.instructorspring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.Finding;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The way of an answer: extract, bind, validate.
 *
 * @param <R> the type of the result
 */
final class AnswerPipeline<R> {

	private final ResponseSchema schema;

	private final ResponseBinder binder;

	private final AnswerValidation validation;

	private final Set<Class<?>> groups;

	private final ResponseValidator<R> callValidator;

	AnswerPipeline(ResponseSchema schema, ResponseBinder binder, AnswerValidation validation, Set<Class<?>> groups,
			ResponseValidator<R> callValidator) {
		this.schema = schema;
		this.binder = binder;
		this.validation = validation;
		this.groups = groups;
		this.callValidator = callValidator;
	}

	Judgement<R> judge(String text, ValidationContext context) {
		JsonText json = JsonText.parse(text);
		if (json.values().isEmpty()) {
			return Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(expectation(json.outcome()))));
		}
		List<Binding<R>> bindings = json.values()
			.stream()
			.map((value) -> this.binder.<R>bind(value, this.schema))
			.toList();
		List<R> candidates = new ArrayList<>();
		bindings.forEach((binding) -> {
			R value = binding.value();
			if (value != null && !candidates.contains(value)) {
				candidates.add(value);
			}
		});
		if (candidates.size() > 1) {
			return Judgement.rejected(FailureStage.EXTRACTION,
					List.of(Violation.of("must be one JSON value, not " + candidates.size() + " different ones")));
		}
		return (candidates.isEmpty()) ? Judgement.rejected(FailureStage.BINDING, nearestFindings(bindings))
				: validate(candidates.get(0), context);
	}

	private Judgement<R> validate(R candidate, ValidationContext context) {
		String wrapper = this.schema.wrapper();
		String path = (wrapper != null) ? wrapper : "";
		List<Violation> violations = new ArrayList<>(this.validation.validate(candidate, path, this.groups, context));
		this.callValidator.validate(candidate, context).forEach((violation) -> violations.add(violation.at(path)));
		return (violations.isEmpty()) ? Judgement.accepted(candidate) : Judgement.invalid(candidate, violations);
	}

	private List<Violation> nearestFindings(List<Binding<R>> bindings) {
		List<Finding> findings = bindings.stream()
			.map(Binding::findings)
			.min(Comparator.comparingInt(List::size))
			.orElse(List.of());
		return findings.stream()
			.map((finding) -> new Violation(finding.path(), finding.expectation(), finding.found()))
			.toList();
	}

	private static String expectation(JsonText.Outcome outcome) {
		return switch (outcome) {
			case EMPTY -> "must not be empty";
			case UNCLOSED -> "must be complete JSON, but it ends before its last bracket is closed";
			case MALFORMED -> "must be valid JSON";
			default -> "must be JSON";
		};
	}

}
