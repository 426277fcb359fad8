package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.json.JsonPaths;
import io.github.instructorspring.json.JsonStream;

/**
 * Stops an answer that passes a limit.
 */
final class StreamGuard {

	private final StreamLimits limits;

	private final JsonStream stream;

	private final PartialStack stack;

	private int blanks;

	private @Nullable StreamLimitException failure;

	StreamGuard(StreamLimits limits, JsonStream stream, PartialStack stack) {
		this.limits = limits;
		this.stream = stream;
		this.stack = stack;
	}

	/**
	 * Whether the answer was stopped.
	 */
	boolean hasStopped() {
		return this.failure != null;
	}

	/**
	 * A piece of text is about to be read.
	 */
	void beforeText(CharSequence chunk) {
		if (this.failure != null) {
			throw this.failure;
		}
		if ((long) this.stream.length() + chunk.length() > this.limits.maxCharacters()) {
			throw stop(StreamLimitException.Limit.CHARACTERS, this.limits.maxCharacters());
		}
		int start = chunk.length();
		while (start > 0 && chunk.charAt(start - 1) <= ' ') {
			start--;
		}
		this.blanks = (start > 0) ? chunk.length() - start : this.blanks + chunk.length();
	}

	/**
	 * A piece of text was read.
	 */
	void afterText() {
		tokenOf(this.stream.openTokenLength());
		if (this.blanks > this.limits.maxBlanks() && !this.stream.isInText()) {
			throw stop(StreamLimitException.Limit.BLANKS, this.limits.maxBlanks());
		}
	}

	void tokenOf(int length) {
		if (length > this.limits.maxTokenLength()) {
			throw stop(StreamLimitException.Limit.TOKEN, this.limits.maxTokenLength());
		}
	}

	void nameOf(int length) {
		if (length > this.limits.maxNameLength()) {
			throw stop(StreamLimitException.Limit.NAME, this.limits.maxNameLength());
		}
	}

	/**
	 * One more value is about to be put to others.
	 */
	void elementAfter(int count) {
		if (count >= this.limits.maxElements()) {
			throw stop(StreamLimitException.Limit.ELEMENTS, this.limits.maxElements());
		}
	}

	/**
	 * One more object or list is about to be opened in others.
	 */
	void levelBelow(int depth) {
		if (depth >= this.limits.maxDepth()) {
			throw tooDeep();
		}
	}

	StreamLimitException tooDeep() {
		return stop(StreamLimitException.Limit.DEPTH, this.limits.maxDepth());
	}

	private StreamLimitException stop(StreamLimitException.Limit limit, int bound) {
		this.failure = new StreamLimitException(limit, bound, this.stream.length(),
				JsonPaths.withoutKeys(this.stack.path()));
		return this.failure;
	}

}
