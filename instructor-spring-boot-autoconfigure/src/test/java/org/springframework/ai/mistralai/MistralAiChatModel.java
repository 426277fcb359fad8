package org.springframework.ai.mistralai;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * In place of the chat model of Spring AI's starter, which is found by its name.
 */
public class MistralAiChatModel implements ChatModel {

	private final ChatModel delegate;

	public MistralAiChatModel(ChatModel delegate) {
		this.delegate = delegate;
	}

	@Override
	public ChatResponse call(Prompt prompt) {
		return this.delegate.call(prompt);
	}

	@Override
	public ChatOptions getOptions() {
		return this.delegate.getOptions();
	}

}
