package io.github.instructorspring;

import java.time.Duration;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * One answered request to the model.
 *
 * @param text the raw text of the answer
 * @param response the response
 * @param usage what it cost
 * @param duration how long it took
 */
record ModelTurn(String text, ChatResponse response, CallUsage usage, Duration duration) {

	ModelTurn withText(String newText) {
		return new ModelTurn(newText, this.response, this.usage, this.duration);
	}

	@Override
	public String toString() {
		return "ModelTurn[length=" + this.text.length() + ", usage=" + this.usage + "]";
	}

	AssistantMessage message() {
		return messageOf(this.response);
	}

	static AssistantMessage messageOf(ChatResponse response) {
		Generation generation = response.getResult();
		return (generation != null) ? generation.getOutput() : new AssistantMessage("");
	}

}
