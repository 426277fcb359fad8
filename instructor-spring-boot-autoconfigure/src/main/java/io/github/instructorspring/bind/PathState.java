package io.github.instructorspring.bind;

/**
 * How much of a place of an answer has come.
 *
 * @since 0.1
 */
public enum PathState {

	/** Nothing, or nothing that could be bound. */
	MISSING,

	/** Its beginning. */
	PARTIAL,

	/** All of it, or all of what it stands in. */
	COMPLETE

}
