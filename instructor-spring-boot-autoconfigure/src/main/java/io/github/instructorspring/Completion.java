package io.github.instructorspring;

import java.util.List;

import org.springframework.ai.chat.model.ChatResponse;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Citation;

/**
 * A validated object and how it came about. After
 * {@link InstructorOperations.RequestSpec#acceptLastAttempt()} the object may be one that
 * was rejected: the last of its {@link #attempts()} then has a failure. Its
 * {@code toString()} shows no content.
 *
 * @param <T> the type of the response model
 * @since 0.1
 */
public final class Completion<T> {

	private final String id;

	private final T entity;

	private final CallUsage usage;

	private final List<Attempt> attempts;

	Completion(String id, T entity, CallUsage usage, List<Attempt> attempts) {
		this.id = id;
		this.entity = entity;
		this.usage = usage;
		this.attempts = List.copyOf(attempts);
	}

	/**
	 * The id of the call.
	 * @return a random id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The object.
	 * @return the object, never {@code null}
	 */
	public T entity() {
		return this.entity;
	}

	/**
	 * The response of the accepted attempt as Spring AI gave it.
	 * @return the response
	 */
	public ChatResponse response() {
		return last().response();
	}

	/**
	 * What the whole call cost: every attempt, every round of the caller's tools, and
	 * what models spent that judged semantic rules.
	 * @return the sum
	 */
	public CallUsage usage() {
		return this.usage;
	}

	/**
	 * The answers of the model in their order; the last one is the object.
	 * @return at least one attempt
	 */
	public List<Attempt> attempts() {
		return this.attempts;
	}

	/**
	 * What was mended in the accepted answer, in syntax and in type.
	 * @return the repairs, empty when the answer was right as it came
	 */
	public List<Repair> repairs() {
		return last().repairs();
	}

	/**
	 * What was wrong with the accepted answer and did not make it unacceptable: rules of
	 * severity {@code CHECK}, fillers, and errors that had a remedy.
	 * @return the checks, empty when nothing was wrong
	 */
	public List<Check> checks() {
		return last().checks();
	}

	/**
	 * Where the quotations of the object stand in their sources, see
	 * {@link io.github.instructorspring.validation.Grounded}.
	 * @return the citations, in the order of the object
	 */
	public List<Citation> citations() {
		return last().citations();
	}

	private Attempt last() {
		return this.attempts.get(this.attempts.size() - 1);
	}

	@Override
	public String toString() {
		return "Completion[id=" + this.id + ", attempts=" + this.attempts.size() + ", usage=" + this.usage + "]";
	}

}
