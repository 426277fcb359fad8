package io.github.instructorspring.sample.standin;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the model: some content, or the call of a tool.
 *
 * @param text the content, or the arguments of the call
 * @param toolName the name of the called tool, {@code null} for content
 * @param finishReason why the answer ended
 */
record Answer(String text, @Nullable String toolName, String finishReason) {

	static Answer content(String text) {
		return new Answer(text, null, "stop");
	}

	// As OpenAI does: a call that the request named ends with "stop".
	static Answer toolCall(String toolName, String arguments, boolean named) {
		return new Answer(arguments, toolName, named ? "stop" : "tool_calls");
	}

}
