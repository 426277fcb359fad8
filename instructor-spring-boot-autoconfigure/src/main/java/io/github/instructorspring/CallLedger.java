package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What has happened in one call so far. Used by one thread at a time.
 */
final class CallLedger {

	private final List<Attempt> attempts = new ArrayList<>();

	private int requests;

	private CallUsage usage = CallUsage.none();

	private @Nullable ModelTurn judging;

	/**
	 * Count a request, whether it was answered by the response model or by a call of the
	 * caller's own tools.
	 */
	void spend(CallUsage spent) {
		this.requests++;
		this.usage = this.usage.plus(spent);
	}

	/**
	 * Count the requests of another call, made for this one.
	 */
	void add(CallLedger other) {
		this.requests += other.requests;
		this.usage = this.usage.plus(other.usage);
	}

	int requests() {
		return this.requests;
	}

	/**
	 * Note an answer that is being judged.
	 */
	void judging(ModelTurn turn) {
		this.judging = turn;
	}

	/**
	 * Record the answer that is being judged when the models that judge fail.
	 * @param reviewed how far it got
	 */
	void recordUnjudged(Judgement<?> reviewed) {
		Assert.state(this.judging != null, "Only an answer can be judged");
		record(this.judging, reviewed.invalid(List.of()));
	}

	void record(ModelTurn turn, Judgement<?> judgement) {
		this.attempts.add(new Attempt(this.attempts.size() + 1, turn, judgement));
	}

	int rejections() {
		return (int) this.attempts.stream().filter((attempt) -> attempt.failure().isPresent()).count();
	}

	/**
	 * Whether the last two attempts gave the same answer, rejected for the same reasons.
	 */
	boolean isRepeated() {
		int size = this.attempts.size();
		return size > 1 && this.attempts.get(size - 1).repeats(this.attempts.get(size - 2));
	}

	List<Attempt> attempts() {
		return this.attempts;
	}

	CallUsage usage() {
		return this.usage;
	}

}
