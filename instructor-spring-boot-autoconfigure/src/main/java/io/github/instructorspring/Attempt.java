package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.validation.Violation;

/**
 * One answer of the model within a call, accepted or not. Its {@code toString()} shows no
 * content.
 *
 * @since 0.1
 */
public final class Attempt {

	private final int number;

	private final String text;

	private final ChatResponse response;

	private final CallUsage usage;

	private final Duration duration;

	private final @Nullable Object candidate;

	private final List<Repair> repairs;

	private final @Nullable AttemptFailure failure;

	Attempt(int number, ModelTurn turn, Judgement<?> judgement) {
		this.number = number;
		this.text = turn.text();
		this.response = turn.response();
		this.usage = turn.usage();
		this.duration = turn.duration();
		this.candidate = judgement.candidate();
		this.repairs = judgement.repairs();
		this.failure = judgement.failure();
	}

	/**
	 * The number of the attempt.
	 * @return 1 for the first answer
	 */
	public int number() {
		return this.number;
	}

	/**
	 * The raw text of the answer: the arguments of the tool call, or the message.
	 * @return the text, possibly empty
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The response as Spring AI gave it.
	 * @return the response
	 */
	public ChatResponse response() {
		return this.response;
	}

	/**
	 * What this answer cost.
	 * @return the usage of this one model call
	 */
	public CallUsage usage() {
		return this.usage;
	}

	/**
	 * How long the model took.
	 * @return the time of this one model call, transport retries included
	 */
	public Duration duration() {
		return this.duration;
	}

	/**
	 * The object that was bound from the answer, if it got that far.
	 * @return the object, acceptable or not
	 */
	public Optional<Object> candidate() {
		return Optional.ofNullable(this.candidate);
	}

	/**
	 * Why the answer was rejected.
	 * @return the failure, empty when the answer was accepted
	 */
	public Optional<AttemptFailure> failure() {
		return Optional.ofNullable(this.failure);
	}

	/**
	 * Everything that was wrong with the answer.
	 * @return the violations, empty when the answer was accepted
	 */
	public List<Violation> violations() {
		return (this.failure != null) ? this.failure.violations() : List.of();
	}

	/**
	 * What was mended in the answer, in syntax and in type.
	 * @return the repairs, empty when nothing was bound
	 */
	public List<Repair> repairs() {
		return this.repairs;
	}

	@Override
	public String toString() {
		return "Attempt[number=" + this.number + ", " + ((this.failure != null) ? this.failure.toString() : "accepted")
				+ "]";
	}

}
