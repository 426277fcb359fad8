package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.validation.Violation;

/**
 * What the pipeline made of an answer.
 *
 * @param <R> the type of the result
 * @param candidate the bound object, if the answer got that far
 * @param json the JSON of the candidate, {@code null} without one
 * @param repairs what was mended in the answer
 * @param failure why the answer is rejected, {@code null} when it is accepted
 */
record Judgement<R>(@Nullable R candidate, @Nullable String json, List<Repair> repairs,
		@Nullable AttemptFailure failure) {

	static <R> Judgement<R> accepted(R value, String json, List<Repair> repairs) {
		return new Judgement<>(value, json, repairs, null);
	}

	static <R> Judgement<R> rejected(FailureStage stage, List<Violation> violations) {
		return new Judgement<>(null, null, List.of(), new AttemptFailure(stage, violations));
	}

	static <R> Judgement<R> invalid(R candidate, String json, List<Violation> violations, List<Repair> repairs) {
		return new Judgement<>(candidate, json, repairs, new AttemptFailure(FailureStage.VALIDATION, violations));
	}

	boolean isAccepted() {
		return this.failure == null;
	}

}
