package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.Finding;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The way of an answer: extract and repair, coerce and bind, validate.
 *
 * @param <R> the type of the result
 */
final class AnswerPipeline<R> {

	private final ResponseSchema schema;

	private final ResponseBinder binder;

	private final RepairPolicy repairs;

	private final AnswerValidation validation;

	private final Set<Class<?>> groups;

	private final ResponseValidator<R> callValidator;

	AnswerPipeline(ResponseSchema schema, ResponseBinder binder, RepairPolicy repairs, AnswerValidation validation,
			Set<Class<?>> groups, ResponseValidator<R> callValidator) {
		this.schema = schema;
		this.binder = binder;
		this.repairs = repairs;
		this.validation = validation;
		this.groups = groups;
		this.callValidator = callValidator;
	}

	Judgement<R> judge(String text, LoweredSchema sent, ValidationContext context) {
		JsonText json = JsonText.parse(text, this.repairs);
		if (json.outcome() == JsonText.Outcome.UNCLOSED) {
			return Judgement.rejected(FailureStage.INCOMPLETE, List.of());
		}
		if (json.outcome() == JsonText.Outcome.TOO_MANY) {
			return Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(json.outcome().expectation())));
		}
		Binding<R> binding = this.binder.bind(json, this.schema, sent, this.repairs);
		R candidate = binding.value();
		if (candidate == null) {
			return (json.outcome() == JsonText.Outcome.FOUND)
					? Judgement.rejected(FailureStage.BINDING, violations(binding.findings()))
					: Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(json.outcome().expectation())));
		}
		List<Violation> violations = validate(candidate, context);
		String bound = String.valueOf(binding.json());
		return (violations.isEmpty()) ? Judgement.accepted(candidate, bound, binding.repairs())
				: Judgement.invalid(candidate, bound, violations, binding.repairs());
	}

	private List<Violation> validate(R candidate, ValidationContext context) {
		String wrapper = this.schema.wrapper();
		String path = (wrapper != null) ? wrapper : "";
		List<Violation> violations = new ArrayList<>(this.validation.validate(candidate, path, this.groups, context));
		this.callValidator.validate(candidate, context).forEach((violation) -> violations.add(violation.at(path)));
		return violations;
	}

	private static List<Violation> violations(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> new Violation(finding.path(), finding.expectation(), finding.found()))
			.toList();
	}

}
