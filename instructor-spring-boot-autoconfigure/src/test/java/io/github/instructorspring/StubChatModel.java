package io.github.instructorspring;

import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A model of any provider's options that always answers one text and keeps the prompt.
 */
final class StubChatModel implements ChatModel {

	private final ChatOptions options;

	private final String answer;

	private Prompt prompt = new Prompt("");

	StubChatModel(ChatOptions options, String answer) {
		this.options = options;
		this.answer = answer;
	}

	Prompt prompt() {
		return this.prompt;
	}

	@Override
	public ChatResponse call(Prompt called) {
		this.prompt = called;
		return new ChatResponse(List.of(new Generation(new AssistantMessage(this.answer))));
	}

	@Override
	public ChatOptions getOptions() {
		return this.options;
	}

}
