package io.github.instructorspring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

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
		List<List<Finding>> findings = new ArrayList<>();
		Map<R, JsonNode> candidates = new LinkedHashMap<>();
		for (JsonNode value : json.values()) {
			Binding<R> binding = this.binder.bind(value, this.schema);
			R candidate = binding.value();
			if (candidate != null) {
				candidates.put(candidate, value);
			}
			findings.add(binding.findings());
		}
		if (candidates.size() > 1) {
			return Judgement.rejected(FailureStage.EXTRACTION,
					List.of(Violation.of("must be one JSON value, not " + candidates.size() + " different ones")));
		}
		for (Map.Entry<R, JsonNode> candidate : candidates.entrySet()) {
			return validate(candidate.getKey(), candidate.getValue(), context);
		}
		return Judgement.rejected(FailureStage.BINDING, nearest(findings));
	}

	private Judgement<R> validate(R candidate, JsonNode json, ValidationContext context) {
		String wrapper = this.schema.wrapper();
		String path = (wrapper != null) ? wrapper : "";
		List<Violation> violations = new ArrayList<>(this.validation.validate(candidate, path, this.groups, context));
		this.callValidator.validate(candidate, context).forEach((violation) -> violations.add(violation.at(path)));
		return (violations.isEmpty()) ? Judgement.accepted(candidate, json.toString())
				: Judgement.invalid(candidate, violations);
	}

	private static List<Violation> nearest(List<List<Finding>> findings) {
		return findings.stream()
			.min(Comparator.comparingInt(List::size))
			.orElse(List.of())
			.stream()
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
