package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

/**
 * What has happened in one call so far. Used by one thread at a time.
 */
final class CallLedger {

	private final List<Attempt> attempts = new ArrayList<>();

	private int requests;

	private CallUsage usage = CallUsage.none();

	/**
	 * Count a request, whether it was answered by the response model or by a call of the
	 * caller's own tools.
	 */
	void spend(CallUsage spent) {
		this.requests++;
		this.usage = this.usage.plus(spent);
	}

	int requests() {
		return this.requests;
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
