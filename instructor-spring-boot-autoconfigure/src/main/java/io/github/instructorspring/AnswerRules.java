package io.github.instructorspring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.Fillers;
import io.github.instructorspring.bind.Finding;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.ValidationReport;
import io.github.instructorspring.validation.Violation;

/**
 * Every rule of one call that can be judged for free.
 *
 * @param <R> the type of the result
 * @param schema what was asked for
 * @param validation the validators of all calls
 * @param groups the validation groups of the call
 * @param callValidator the validators of the call
 * @param fillers what to do about fillers
 * @param elements what to do about a bad element of the list that is asked for, if it is
 * one
 */
record AnswerRules<R>(ResponseSchema schema, AnswerValidation validation, Set<Class<?>> groups,
		ResponseValidator<R> callValidator, FillerPolicy fillers, Remedy elements) {

	AnswerRules(ResponseSchema schema, AnswerValidation validation, Set<Class<?>> groups,
			ResponseValidator<R> callValidator, FillerPolicy fillers) {
		this(schema, validation, groups, callValidator, fillers, Remedy.REASK);
	}

	ValidationReport report(R candidate, JsonNode json, ValidationContext context) {
		String wrapper = this.schema.wrapper();
		String path = (wrapper != null) ? wrapper : "";
		ValidationReport report = this.validation.validate(candidate, path, this.groups, context);
		List<Violation> violations = new ArrayList<>(report.violations());
		this.callValidator.validate(candidate, context).forEach((violation) -> violations.add(violation.at(path)));
		if (this.fillers != FillerPolicy.OFF) {
			Fillers.find(json, this.schema).forEach((filler) -> violations.add(violation(filler)));
		}
		return report.with(violations, withElements(report.remedies()));
	}

	/**
	 * The remedies for JSON that could not be bound.
	 */
	Map<String, Remedy> remedies(JsonNode json) {
		String wrapper = this.schema.wrapper();
		return (wrapper != null)
				? withElements(this.validation.remedies(this.schema.type(), json.path(wrapper), wrapper))
				: this.validation.remedies(this.schema.type(), json, "");
	}

	private Map<String, Remedy> withElements(Map<String, Remedy> remedies) {
		String wrapper = this.schema.wrapper();
		if (wrapper == null || this.elements == Remedy.REASK) {
			return remedies;
		}
		Map<String, Remedy> all = new LinkedHashMap<>(remedies);
		all.putIfAbsent(wrapper, this.elements);
		return all;
	}

	private Violation violation(Finding filler) {
		Violation violation = Violation.of(filler.path(), filler.expectation(), filler.found());
		return (this.fillers == FillerPolicy.CHECK) ? violation.asCheck() : violation;
	}

}
