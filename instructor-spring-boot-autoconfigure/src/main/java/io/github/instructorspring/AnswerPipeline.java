package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.AnswerPart;
import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.bind.Finding;
import io.github.instructorspring.bind.ResponseBinder;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

/**
 * The way of an answer: extract and repair, coerce and bind, review.
 *
 * @param <R> the type of the result
 */
final class AnswerPipeline<R> {

	private final ResponseSchema schema;

	private final ResponseBinder binder;

	private final RepairPolicy repairs;

	private final AnswerReview<R> review;

	AnswerPipeline(ResponseBinder binder, RepairPolicy repairs, AnswerRules<R> rules, ModelJudge models) {
		this.schema = rules.schema();
		this.binder = binder;
		this.repairs = repairs;
		this.review = new AnswerReview<>(rules, models, this::bind);
	}

	/**
	 * Judge an answer.
	 * @param text the text of the answer
	 * @param sent the schema as it was sent
	 * @param context what validators may know
	 * @return the object, or why there is none
	 */
	Judgement<R> judge(String text, LoweredSchema sent, ValidationContext context) {
		Judgement<R> bound = bind(text, this.schema, sent);
		return this.review.review(bound, context);
	}

	/**
	 * Judge an answer of which only a part was asked for.
	 * @param text the text of the part
	 * @param sent the schema of the part as it was sent
	 * @param part which part it is
	 * @param answer the answer whose other parts are kept
	 * @param context what validators may know
	 * @return the whole object, or why there is none
	 */
	Judgement<R> judge(String text, LoweredSchema sent, AnswerPart part, JsonNode answer, ValidationContext context) {
		Judgement<JsonNode> answered = bind(text, part.schema(), sent);
		JsonNode values = answered.candidate();
		AttemptFailure failure = answered.failure();
		if (values == null || failure != null) {
			return (failure != null) ? Judgement.rejected(failure.stage(), inWhole(failure.violations(), part), answer)
					: Judgement.rejected(FailureStage.BINDING, List.of());
		}
		return this.review.review(judgement(bind(part.merge(answer, values)), answered.repairs()), context);
	}

	private static List<Violation> inWhole(List<Violation> violations, AnswerPart part) {
		return violations.stream()
			.map((violation) -> Violation.of(part.pathInAnswer(violation.path()), violation.message(),
					violation.rejectedValue()))
			.toList();
	}

	private <T> Judgement<T> bind(String text, ResponseSchema asked, LoweredSchema sent) {
		JsonText json = JsonText.parse(text, this.repairs);
		if (json.outcome() == JsonText.Outcome.UNCLOSED) {
			return Judgement.rejected(FailureStage.INCOMPLETE, List.of());
		}
		if (json.outcome() == JsonText.Outcome.TOO_MANY) {
			return Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(json.outcome().expectation())));
		}
		Judgement<T> bound = judgement(this.binder.bind(json, asked, sent, this.repairs), List.of());
		return (bound.isAccepted() || json.outcome() == JsonText.Outcome.FOUND) ? bound
				: Judgement.rejected(FailureStage.EXTRACTION, List.of(Violation.of(json.outcome().expectation())));
	}

	private Binding<R> bind(JsonNode json) {
		return this.binder.bind(json, this.schema, this.repairs);
	}

	static <T> Judgement<T> judgement(Binding<T> binding, List<Repair> before) {
		T value = binding.value();
		JsonNode json = binding.json();
		if (value == null || json == null) {
			return Judgement.rejected(FailureStage.BINDING, violations(binding.findings()), json);
		}
		List<Repair> all = new ArrayList<>(before);
		all.addAll(binding.repairs());
		return Judgement.accepted(value, json, List.copyOf(all));
	}

	private static List<Violation> violations(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> new Violation(finding.path(), finding.expectation(), finding.found()))
			.toList();
	}

}
