package io.github.instructorspring.sample.standin;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the stand-in model has answered. Thread-safe.
 *
 * @since 0.1
 */
public final class ServedCompletions {

	private final LongAdder requests = new LongAdder();

	private final LongAdder promptTokens = new LongAdder();

	private final LongAdder completionTokens = new LongAdder();

	ServedCompletions() {
	}

	void add(int prompt, int completion) {
		this.requests.increment();
		this.promptTokens.add(prompt);
		this.completionTokens.add(completion);
	}

	/**
	 * How many requests were answered.
	 * @return the number
	 */
	public long requests() {
		return this.requests.sum();
	}

	/**
	 * The tokens of the requests.
	 * @return the number
	 */
	public long promptTokens() {
		return this.promptTokens.sum();
	}

	/**
	 * The tokens of the answers.
	 * @return the number
	 */
	public long completionTokens() {
		return this.completionTokens.sum();
	}

}
