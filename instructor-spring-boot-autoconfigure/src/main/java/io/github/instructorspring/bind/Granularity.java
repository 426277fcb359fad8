package io.github.instructorspring.bind;

/**
 * How often what must be copied to be shown is copied while it grows.
 */
final class Granularity {

	/** What is shorter is copied whenever it grows. */
	static final int SHORT = 512;

	/** What is longer is copied when it has grown by 1/64. */
	private static final int GROWTH = 6;

	private Granularity() {
	}

	/**
	 * Whether a text or container that was copied is to be copied again.
	 */
	static boolean hasGrown(int from, int to) {
		return from != to && (from < SHORT || to < from || to - from > from >> GROWTH);
	}

}
