package io.github.instructorspring.mode;

import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;

/**
 * What a model's turn amounts to.
 *
 * @since 0.1
 */
public sealed interface Answer {

	/**
	 * A text that should hold the JSON of the response model.
	 *
	 * @param text the text
	 */
	record Text(String text) implements Answer {
	}

	/**
	 * Calls of the caller's own tools, to be executed before the model answers.
	 *
	 * @param calls the calls, without any of the response model
	 */
	record ToolRound(List<AssistantMessage.ToolCall> calls) implements Answer {
	}

	/**
	 * No answer that could be read.
	 *
	 * @param problem what the model must do instead, such as {@code must not be empty}
	 */
	record Unusable(String problem) implements Answer {
	}

}
