package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.stream.StreamCancellationFilter;

/**
 * A server that speaks Ollama's chat API. Each answer bills 100 tokens of the prompt and
 * 20 of the answer. It gives its tool calls no ids, and each of them as a whole.
 */
public final class LoopbackOllama extends LoopbackServer<LoopbackOllama> {

	public LoopbackOllama() {
		super("/api/chat");
	}

	public ChatClient chatClient() {
		return chatClient(OllamaChatOptions.builder().model("llama3.1").build());
	}

	public ChatClient chatClient(OllamaChatOptions options) {
		WebClient.Builder streams = WebClient.builder().filter(new StreamCancellationFilter());
		return ChatClient.create(OllamaChatModel.builder()
			.ollamaApi(OllamaApi.builder().baseUrl(origin()).webClientBuilder(streams).build())
			.options(options)
			.retryTemplate(new RetryTemplate(RetryPolicy.withMaxRetries(0)))
			.build());
	}

	public LoopbackOllama answersText(String... texts) {
		for (String text : texts) {
			replies(200, message(text, "stop"));
		}
		return this;
	}

	public LoopbackOllama answersCut(String text) {
		return replies(200, message(text, "length"));
	}

	public LoopbackOllama answersToolCall(String name, String arguments) {
		ObjectNode body = message("", "stop");
		ObjectNode message = (ObjectNode) body.path("message");
		ObjectNode function = message.putArray("tool_calls").addObject().putObject("function");
		function.put("name", name).set("arguments", MAPPER.readTree(arguments));
		return replies(200, body);
	}

	@Override
	public LoopbackOllama fails(int status, String message) {
		return replies(status, MAPPER.createObjectNode().put("error", message));
	}

	private static ObjectNode message(String text, String doneReason) {
		ObjectNode body = opening(text);
		return body.put("done", true)
			.put("done_reason", doneReason)
			.put("total_duration", 5_000_000)
			.put("prompt_eval_count", 100)
			.put("eval_count", 20);
	}

	private static ObjectNode opening(String text) {
		ObjectNode body = MAPPER.createObjectNode().put("model", "llama3.1").put("created_at", "2026-11-27T10:00:00Z");
		body.putObject("message").put("role", "assistant").put("content", text);
		return body;
	}

	@Override
	protected LoopbackOllama self() {
		return this;
	}

	@Override
	protected int tokens(JsonNode body) {
		return body.path("prompt_eval_count").asInt(0) + body.path("eval_count").asInt(0);
	}

	@Override
	protected String streamType() {
		return "application/x-ndjson";
	}

	@Override
	protected List<Frame> frames(JsonNode body) {
		List<Frame> frames = new ArrayList<>();
		for (String piece : pieces(body.at("/message/content").asString())) {
			frames.add(line(opening(piece).put("done", false), true));
		}
		for (JsonNode call : body.at("/message/tool_calls")) {
			ObjectNode line = opening("").put("done", false);
			((ObjectNode) line.path("message")).putArray("tool_calls").add(call);
			frames.add(line(line, true));
		}
		ObjectNode end = (ObjectNode) body.deepCopy();
		end.set("message", opening("").path("message"));
		frames.add(line(end, false));
		return frames;
	}

	private static Frame line(ObjectNode line, boolean piece) {
		return new Frame(line + "\n", piece);
	}

}
