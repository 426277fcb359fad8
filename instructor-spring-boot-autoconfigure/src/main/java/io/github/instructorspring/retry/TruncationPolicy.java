package io.github.instructorspring.retry;

/**
 * What to do with an answer that hit a length limit. It is never an entity, whatever the
 * policy.
 *
 * @since 0.1
 */
public enum TruncationPolicy {

	/** End the call: the same request would be cut again. */
	FAIL,

	/**
	 * Ask again with twice the limit of output tokens, once per call, if the options
	 * carry such a limit. The cut answer counts as an attempt and in the budgets.
	 */
	RAISE_LIMIT,

	/**
	 * Show the model its cut answer and ask for the rest, as often as retries are left.
	 * The rest is asked for as plain text, with the schema in the prompt: no provider can
	 * go on in the middle of a tool call or of a native schema. Each part counts as an
	 * attempt and in the budgets; an answer whose parts do not fit together is rejected
	 * like any other.
	 */
	CONTINUE

}
