package io.github.instructorspring.mode;

import java.util.Locale;

/**
 * A parameter of a request that an answer does not depend on, so that it can be left out
 * for a model that does not know it.
 *
 * @since 0.1
 */
public enum RequestParameter {

	/** Whether several tools may be called at once. */
	PARALLEL_TOOL_CALLS,

	/** Whether the provider enforces a schema. */
	STRICT,

	/** The randomness of the answer. */
	TEMPERATURE,

	/** The other randomness of the answer. */
	TOP_P,

	/** The seed of the randomness. */
	SEED,

	/** How much repetition is avoided. */
	FREQUENCY_PENALTY,

	/** How much known topics are avoided. */
	PRESENCE_PENALTY,

	/** The old name of the limit of output tokens, which goes out under its new name. */
	MAX_TOKENS;

	/**
	 * Its name on the wire.
	 * @return the name, such as {@code top_p}
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
