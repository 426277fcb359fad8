package io.github.instructorspring.mode;

import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * One way to put a schema to a model, to read its answer and to send an answer back. The
 * messages of the caller are never modified.
 *
 * @since 0.1
 */
public interface Exchange {

	/**
	 * The exchange of a mode.
	 * @param mode the mode
	 * @param dialect the dialect of the model
	 * @param schema what is asked for
	 * @param messages the words to ask again in
	 * @return the exchange
	 */
	static Exchange of(WireMode mode, ProviderDialect dialect, ResponseSchema schema, RetryMessages messages) {
		return (mode == WireMode.TOOLS) ? new ToolExchange(dialect, schema, messages)
				: new TextExchange(mode, dialect, schema, messages);
	}

	/**
	 * Put the schema into a prompt.
	 * @param prompt the caller's prompt, with options
	 * @return a new prompt
	 */
	Prompt prepare(Prompt prompt);

	/**
	 * Read the model's turn.
	 * @param message the turn
	 * @param prepared the prompt that was answered
	 * @return what it amounts to
	 */
	Answer read(AssistantMessage message, Prompt prepared);

	/**
	 * The turns that send a rejected answer back: the answer, as a tool call or between
	 * fences, and what is wrong with it.
	 * @param rejected the model's turn
	 * @param findings what is wrong, one line each
	 * @return the messages to append to the conversation
	 */
	List<Message> reask(AssistantMessage rejected, List<String> findings);

}
