package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.Binding;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.ValidationReport;
import io.github.instructorspring.validation.Violation;

/**
 * Decides whether a bound answer is acceptable: first by rules, which are free, then,
 * only if it still may be, by models. What has a remedy is mended on the way.
 *
 * @param <R> the type of the result
 */
final class AnswerReview<R> {

	/**
	 * A remedy may bring up another error: a list that is too short now.
	 */
	private static final int MAX_PASSES = 10;

	private final AnswerRules<R> rules;

	private final ModelJudge models;

	private final Function<JsonNode, Binding<R>> binder;

	/**
	 * Create a review.
	 * @param rules what is judged for free
	 * @param models what is judged by models
	 * @param binder binds the JSON of an answer that was mended
	 */
	AnswerReview(AnswerRules<R> rules, ModelJudge models, Function<JsonNode, Binding<R>> binder) {
		this.rules = rules;
		this.models = models;
		this.binder = binder;
	}

	Judgement<R> review(Judgement<R> bound, ValidationContext context) {
		Reviewed<R> reviewed = byRules(bound, List.of(), context);
		if (!reviewed.judgement().isAccepted()) {
			return reviewed.judgement();
		}
		List<Objection> objections = this.models.judge(reviewed.judgement(), reviewed.report());
		return (objections.isEmpty()) ? reviewed.judgement() : mend(reviewed, objections, context);
	}

	private Reviewed<R> byRules(Judgement<R> bound, List<Check> known, ValidationContext context) {
		Judgement<R> draft = bound;
		List<Check> mended = new ArrayList<>(known);
		for (int pass = 1;; pass++) {
			ValidationReport report = this.rules.report(candidate(draft), json(draft), context);
			Remedies remedies = new Remedies(json(draft), report.remedies());
			report.errors().forEach(remedies::add);
			Judgement<R> edited = (pass < MAX_PASSES) ? edited(draft, remedies) : null;
			if (edited == null) {
				List<Violation> errors = (remedies.changesNothing()) ? remedies.remaining() : report.errors();
				List<Check> checks = new ArrayList<>(mended);
				checks.addAll(report.checks());
				checks.addAll(remedies.accepted());
				Judgement<R> noted = draft.noting(checks, report.citations());
				return new Reviewed<>((errors.isEmpty()) ? noted : noted.invalid(errors), report, mended);
			}
			mended.addAll(remedies.checks());
			draft = edited;
		}
	}

	private Judgement<R> mend(Reviewed<R> reviewed, List<Objection> objections, ValidationContext context) {
		Judgement<R> judged = reviewed.judgement();
		Remedies remedies = new Remedies(json(judged), reviewed.report().remedies());
		List<Check> checks = new ArrayList<>(reviewed.mended());
		for (Objection objection : objections) {
			if (objection.violation().severity() == Severity.CHECK) {
				checks.add(new Check(objection.violation(), Check.Outcome.ACCEPTED));
			}
			else {
				remedies.add(objection);
			}
		}
		checks.addAll(remedies.accepted());
		Judgement<R> edited = (remedies.remaining().isEmpty()) ? edited(judged, remedies) : null;
		if (edited != null) {
			List<Check> mended = new ArrayList<>(checks);
			mended.addAll(remedies.checks());
			Judgement<R> second = byRules(edited, mended, context).judgement();
			if (second.isAccepted()) {
				return second;
			}
		}
		checks.addAll(reviewed.report().checks());
		Judgement<R> noted = judged.noting(checks, judged.citations());
		List<Violation> errors = (remedies.changesNothing()) ? remedies.remaining() : remedies.errors();
		return (errors.isEmpty()) ? noted : noted.invalid(errors);
	}

	/**
	 * The answer with everything mended that can be.
	 * @return the answer, or {@code null} if there is nothing to mend or what comes of it
	 * is not of the type
	 */
	private @Nullable Judgement<R> edited(Judgement<R> draft, Remedies remedies) {
		if (remedies.changesNothing()) {
			return null;
		}
		Binding<R> binding = this.binder.apply(remedies.edited());
		R value = binding.value();
		JsonNode json = binding.json();
		return (value != null && json != null) ? Judgement.accepted(value, json, draft.repairs()) : null;
	}

	private static <R> R candidate(Judgement<R> bound) {
		R candidate = bound.candidate();
		Assert.state(candidate != null, "Only an object can be reviewed");
		return candidate;
	}

	private static JsonNode json(Judgement<?> bound) {
		JsonNode json = bound.json();
		Assert.state(json != null, "Only an object with its JSON can be reviewed");
		return json;
	}

	/**
	 * An answer after its review by the rules.
	 *
	 * @param judgement the outcome
	 * @param report the last report of the rules
	 * @param mended what was mended to get there
	 */
	private record Reviewed<R>(Judgement<R> judgement, ValidationReport report, List<Check> mended) {
	}

}
