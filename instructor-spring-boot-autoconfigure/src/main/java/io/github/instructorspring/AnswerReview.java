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
	private static final int MAX_DEPTH = 10;

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

	/**
	 * Review an answer.
	 * @param answer the answer as it was bound, or why it was not
	 * @param context what validators may know
	 * @return the object, or why there is none
	 */
	Judgement<R> review(Judgement<R> answer, ValidationContext context) {
		if (!answer.isAccepted()) {
			return (answer.json() != null) ? reviewUnbound(answer, context) : answer;
		}
		return review(answer, List.of(), context);
	}

	/**
	 * What is not of the type may be left out, too.
	 */
	private Judgement<R> reviewUnbound(Judgement<R> answer, ValidationContext context) {
		Remedies remedies = new Remedies(json(answer), this.rules.remedies(json(answer)));
		answer.violations().forEach(remedies::add);
		boolean mendable = remedies.remaining().isEmpty() && remedies.accepted().isEmpty();
		Judgement<R> edited = (mendable) ? edited(answer, remedies) : null;
		Judgement<R> mended = (edited != null) ? review(edited, remedies.checks(), context) : answer;
		return (mended.isAccepted()) ? mended : answer;
	}

	private Judgement<R> review(Judgement<R> bound, List<Check> known, ValidationContext context) {
		Reviewed<R> reviewed = byRules(bound, known, context, 0);
		if (!reviewed.judgement().isAccepted()) {
			return reviewed.judgement();
		}
		List<Objection> objections = this.models.judge(reviewed.judgement(), reviewed.report());
		return (objections.isEmpty()) ? reviewed.judgement() : mend(reviewed, objections, context);
	}

	/**
	 * Judge by the rules, and what was mended by them again. An answer that cannot be
	 * mended to the end is rejected as it came, since that is what the model has said.
	 */
	private Reviewed<R> byRules(Judgement<R> bound, List<Check> known, ValidationContext context, int depth) {
		ValidationReport report = this.rules.report(candidate(bound), json(bound), context);
		Remedies remedies = new Remedies(json(bound), report.remedies());
		report.errors().forEach(remedies::add);
		boolean mendable = remedies.remaining().isEmpty() && depth < MAX_DEPTH;
		Judgement<R> edited = (mendable) ? edited(bound, remedies) : null;
		if (edited != null) {
			Reviewed<R> mended = byRules(edited, both(known, remedies.checks()), context, depth + 1);
			if (mended.judgement().isAccepted()) {
				return mended;
			}
		}
		List<Check> checks = both(both(known, report.checks()), remedies.accepted());
		Judgement<R> noted = bound.noting(checks, report.citations());
		List<Violation> errors = remedies.toAsk();
		return new Reviewed<>((errors.isEmpty()) ? noted : noted.invalid(errors), report, known);
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
			Judgement<R> second = byRules(edited, both(checks, remedies.checks()), context, 0).judgement();
			if (second.isAccepted()) {
				return second;
			}
		}
		checks.addAll(reviewed.report().checks());
		Judgement<R> noted = judged.noting(checks, judged.citations());
		List<Violation> errors = remedies.toAsk();
		return (errors.isEmpty()) ? noted : noted.invalid(errors);
	}

	private static List<Check> both(List<Check> some, List<Check> others) {
		List<Check> checks = new ArrayList<>(some);
		checks.addAll(others);
		return checks;
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
