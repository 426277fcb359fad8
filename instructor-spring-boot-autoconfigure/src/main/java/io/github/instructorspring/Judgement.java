package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Citation;
import io.github.instructorspring.validation.Violation;

/**
 * What the pipeline made of an answer.
 *
 * @param <R> the type of the result
 * @param candidate the bound object, if the answer got that far
 * @param json the JSON of the candidate; without one, the JSON as far as it could be
 * read, or {@code null}
 * @param repairs what was mended in the answer
 * @param checks what was wrong and did not matter
 * @param citations where its quotations stand
 * @param failure why the answer is rejected, {@code null} when it is accepted
 */
record Judgement<R>(@Nullable R candidate, @Nullable JsonNode json, List<Repair> repairs, List<Check> checks,
		List<Citation> citations, @Nullable AttemptFailure failure) {

	static <R> Judgement<R> accepted(R value, JsonNode json, List<Repair> repairs) {
		return new Judgement<>(value, json, repairs, List.of(), List.of(), null);
	}

	static <R> Judgement<R> rejected(FailureStage stage, List<Violation> violations) {
		return rejected(stage, violations, null);
	}

	static <R> Judgement<R> rejected(FailureStage stage, List<Violation> violations, @Nullable JsonNode json) {
		return new Judgement<>(null, json, List.of(), List.of(), List.of(), new AttemptFailure(stage, violations));
	}

	/**
	 * The same object, found unacceptable.
	 */
	Judgement<R> invalid(List<Violation> violations) {
		return new Judgement<>(this.candidate, this.json, this.repairs, this.checks, this.citations,
				new AttemptFailure(FailureStage.VALIDATION, violations));
	}

	Judgement<R> noting(List<Check> noted, List<Citation> cited) {
		return new Judgement<>(this.candidate, this.json, this.repairs, List.copyOf(noted), List.copyOf(cited),
				this.failure);
	}

	List<Violation> violations() {
		return (this.failure != null) ? this.failure.violations() : List.of();
	}

	boolean isAccepted() {
		return this.failure == null;
	}

	@Override
	public String toString() {
		return "Judgement[" + ((this.failure != null) ? this.failure.toString() : "accepted") + "]";
	}

}
