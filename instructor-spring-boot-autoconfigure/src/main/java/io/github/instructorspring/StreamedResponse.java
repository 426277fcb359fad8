package io.github.instructorspring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Puts the chunks of a streamed response together. Spring AI's own aggregator loses the
 * cached tokens and the provider's own usage.
 */
final class StreamedResponse {

	private final ChatClientRequest request;

	private final StringBuilder text = new StringBuilder();

	private final List<ToolCall> toolCalls = new ArrayList<>();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private @Nullable ChatGenerationMetadata generation;

	private @Nullable ChatResponseMetadata metadata;

	private Map<String, Object> context = Map.of();

	StreamedResponse(ChatClientRequest request) {
		this.request = request;
	}

	/**
	 * Add a chunk.
	 * @return the text that it adds, possibly empty
	 */
	String add(ChatClientResponse chunk) {
		this.context = chunk.context();
		ChatResponse response = chunk.chatResponse();
		if (response == null) {
			return "";
		}
		if (this.metadata == null || tokens(response.getMetadata()) >= tokens(this.metadata)) {
			this.metadata = response.getMetadata();
		}
		Generation result = response.getResult();
		return (result != null) ? add(result) : "";
	}

	private String add(Generation result) {
		AssistantMessage message = result.getOutput();
		this.toolCalls.addAll(message.getToolCalls());
		message.getMetadata().forEach((name, value) -> {
			if (!"".equals(value) || !this.properties.containsKey(name)) {
				this.properties.put(name, value);
			}
		});
		String reason = result.getMetadata().getFinishReason();
		if (reason != null && !reason.isEmpty()) {
			this.generation = result.getMetadata();
		}
		String delta = message.getText();
		if (delta == null) {
			return "";
		}
		this.text.append(delta);
		return delta;
	}

	private static int tokens(ChatResponseMetadata metadata) {
		Usage usage = metadata.getUsage();
		return (usage != null && usage.getTotalTokens() != null) ? usage.getTotalTokens() : 0;
	}

	ChatClientResponse whole() {
		AssistantMessage message = AssistantMessage.builder()
			.content(this.text.toString())
			.properties(this.properties)
			.toolCalls(this.toolCalls)
			.build();
		Generation result = (this.generation != null) ? new Generation(message, this.generation)
				: new Generation(message);
		ChatResponseMetadata known = (this.metadata != null) ? this.metadata : new ChatResponseMetadata();
		return ChatClientResponse.builder()
			.chatResponse(new ChatResponse(List.of(result), known))
			.context((this.context.isEmpty()) ? this.request.context() : this.context)
			.build();
	}

}
