package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.validation.Violation;

/**
 * An answer that was rejected.
 *
 * @param asked what was asked for
 * @param message the model's turn
 * @param text the answer as text: a turn's own, with all that came before it if that was
 * cut, or the whole that a part was put into
 * @param json the answer as JSON as far as it could be read
 * @param violations what was wrong
 */
record Rejection(Asked asked, AssistantMessage message, String text, @Nullable JsonNode json,
		List<Violation> violations) {

	static Rejection of(Asked asked, AssistantMessage message, Attempt attempt, Judgement<?> judgement) {
		JsonNode json = judgement.json();
		if (json == null && asked instanceof Asked.Parts parts) {
			json = parts.answer();
		}
		String text = (asked instanceof Asked.Parts) ? String.valueOf(json) : asked.text(attempt.text());
		return new Rejection(asked, message, text, json, attempt.violations());
	}

	@Override
	public String toString() {
		return "Rejection[violations=" + this.violations.size() + "]";
	}

	AssistantMessage asText() {
		return new AssistantMessage(this.text);
	}

}
