package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Citation;
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

	private final @Nullable String json;

	private final List<Repair> repairs;

	private final List<Check> checks;

	private final List<Citation> citations;

	private final @Nullable AttemptFailure failure;

	Attempt(int number, ModelTurn turn, Judgement<?> judgement) {
		this.number = number;
		this.text = turn.text();
		this.response = turn.response();
		this.usage = turn.usage();
		this.duration = turn.duration();
		this.candidate = judgement.candidate();
		this.json = (judgement.candidate() != null) ? String.valueOf(judgement.json()) : null;
		this.checks = judgement.checks();
		this.citations = judgement.citations();
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

	/**
	 * What was wrong with the answer and did not make it unacceptable.
	 * @return the checks, in the order in which they were found
	 */
	public List<Check> checks() {
		return this.checks;
	}

	/**
	 * Where the quotations of the answer stand in their sources.
	 * @return the citations of those that were found
	 */
	public List<Citation> citations() {
		return this.citations;
	}

	/**
	 * Whether the other attempt gave the same answer, and it was rejected for the same
	 * reasons.
	 */
	boolean repeats(Attempt other) {
		if (this.failure == null || other.failure == null || this.failure.stage() != other.failure.stage()) {
			return false;
		}
		return violations().equals(other.violations()) && hasAnswerOf(other);
	}

	private boolean hasAnswerOf(Attempt other) {
		if (this.json != null) {
			return this.json.equals(other.json);
		}
		return this.text.strip().equals(other.text.strip()) && toolCalls().equals(other.toolCalls());
	}

	private List<String> toolCalls() {
		Generation generation = this.response.getResult();
		List<ToolCall> calls = (generation != null) ? generation.getOutput().getToolCalls() : List.of();
		return calls.stream().map((call) -> call.name() + " " + call.arguments()).toList();
	}

	@Override
	public String toString() {
		return "Attempt[number=" + this.number + ", " + ((this.failure != null) ? this.failure.toString() : "accepted")
				+ "]";
	}

}
