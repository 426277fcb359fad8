package io.github.instructorspring.sample.standin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes answers as chat completions and as chunks of them.
 */
class CompletionWriter {

	/** Small enough that a reader sees the answer grow. */
	private static final int DELTA_LENGTH = 6;

	private final JsonMapper jsonMapper;

	private final InstantSource clock;

	CompletionWriter(JsonMapper jsonMapper, InstantSource clock) {
		this.jsonMapper = jsonMapper;
		this.clock = clock;
	}

	ObjectNode completion(CompletionRequest request, Answer answer) {
		ObjectNode completion = envelope(request, "chat.completion");
		ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
		ObjectNode message = choice.putObject("message").put("role", "assistant");
		if (answer.toolName() != null) {
			message.putNull("content");
			putCall(message.putArray("tool_calls").addObject(), request, answer.toolName(), answer.text());
		}
		else {
			message.put("content", answer.text());
		}
		message.putNull("refusal");
		choice.putNull("logprobs").put("finish_reason", answer.finishReason());
		putUsage(completion, request, answer);
		return completion;
	}

	List<ObjectNode> chunks(CompletionRequest request, Answer answer) {
		List<ObjectNode> chunks = new ArrayList<>();
		String name = answer.toolName();
		String content = (name != null) ? null : "";
		chunks.add(delta(request, (delta) -> delta.put("role", "assistant").put("content", content)));
		if (name != null) {
			chunks.add(delta(request, (delta) -> putCall(call(delta), request, name, "")));
		}
		for (String piece : pieces(answer.text())) {
			chunks.add(delta(request, (delta) -> putPiece(delta, answer, piece)));
		}
		chunks.add(chunk(request, answer.finishReason(), (delta) -> {
		}));
		if (request.includeUsage()) {
			ObjectNode usage = envelope(request, "chat.completion.chunk");
			usage.putArray("choices");
			putUsage(usage, request, answer);
			chunks.add(usage);
		}
		return chunks;
	}

	private ObjectNode delta(CompletionRequest request, Consumer<ObjectNode> content) {
		return chunk(request, "", content);
	}

	private ObjectNode chunk(CompletionRequest request, String finishReason, Consumer<ObjectNode> content) {
		ObjectNode chunk = envelope(request, "chat.completion.chunk");
		ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
		content.accept(choice.putObject("delta"));
		if (finishReason.isEmpty()) {
			choice.putNull("finish_reason");
		}
		else {
			choice.put("finish_reason", finishReason);
		}
		return chunk;
	}

	private void putPiece(ObjectNode delta, Answer answer, String piece) {
		if (answer.toolName() != null) {
			call(delta).putObject("function").put("arguments", piece);
		}
		else {
			delta.put("content", piece);
		}
	}

	private ObjectNode call(ObjectNode delta) {
		return delta.putArray("tool_calls").addObject().put("index", 0);
	}

	private void putCall(ObjectNode call, CompletionRequest request, String name, String arguments) {
		call.put("id", "call_" + request.id().substring(0, 24)).put("type", "function");
		call.putObject("function").put("name", name).put("arguments", arguments);
	}

	private ObjectNode envelope(CompletionRequest request, String type) {
		return this.jsonMapper.createObjectNode()
			.put("id", "chatcmpl-" + request.id())
			.put("object", type)
			.put("created", this.clock.instant().getEpochSecond())
			.put("model", request.model());
	}

	private void putUsage(ObjectNode target, CompletionRequest request, Answer answer) {
		int completionTokens = Tokens.count(answer.text());
		target.putObject("usage")
			.put("prompt_tokens", request.promptTokens())
			.put("completion_tokens", completionTokens)
			.put("total_tokens", request.promptTokens() + completionTokens);
	}

	// Cuts between characters, never within one that takes two Java chars.
	private List<String> pieces(String text) {
		List<String> pieces = new ArrayList<>();
		for (int start = 0, end; start < text.length(); start = end) {
			end = Math.min(start + DELTA_LENGTH, text.length());
			if (Character.isHighSurrogate(text.charAt(end - 1)) && end < text.length()) {
				end++;
			}
			pieces.add(text.substring(start, end));
		}
		return pieces;
	}

}
