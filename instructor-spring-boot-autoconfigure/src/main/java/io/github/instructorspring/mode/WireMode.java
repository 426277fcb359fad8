package io.github.instructorspring.mode;

/**
 * The ways in which a schema can go out and an answer come back.
 *
 * @since 0.1
 */
public enum WireMode {

	/** The schema is the input of a tool that the model calls. */
	TOOLS,

	/** The schema is given to the provider, which answers JSON that conforms. */
	JSON_SCHEMA,

	/** The provider answers some JSON object; the schema stands in the prompt. */
	JSON,

	/** The schema stands in the prompt; the answer is JSON in a Markdown code block. */
	MD_JSON

}
