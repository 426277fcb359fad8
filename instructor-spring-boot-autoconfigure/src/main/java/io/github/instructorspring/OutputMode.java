package io.github.instructorspring;

/**
 * How the schema of a response model goes to the model and its answer comes back.
 *
 * @since 0.1
 */
public enum OutputMode {

	/**
	 * The best mode for the provider and model: its native schema where that is reliable,
	 * else a forced tool, else JSON in the prompt. A stream gets JSON in the prompt in
	 * place of a tool, whose arguments not every client shows before they are whole.
	 */
	AUTO,

	/** The response model is a tool that the model has to call. */
	TOOLS,

	/** The provider is given the schema and answers JSON that conforms to it. */
	JSON_SCHEMA,

	/**
	 * The provider's JSON mode, where it has one; the schema stands in the system
	 * message.
	 */
	JSON,

	/**
	 * The schema stands in the system message and the answer in a Markdown code block:
	 * for models that know nothing else.
	 */
	MD_JSON

}
