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
	RAISE_LIMIT

}
