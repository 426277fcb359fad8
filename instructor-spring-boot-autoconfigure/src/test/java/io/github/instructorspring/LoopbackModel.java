package io.github.instructorspring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAI-compatible server on loopback that plays the answers it was given, in their
 * order, and keeps the requests. Each answer bills 100 prompt and 20 completion tokens,
 * 40 of the former cached and 5 of the latter spent on reasoning.
 */
public final class LoopbackModel implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpServer server;

	private final Deque<Reply> replies = new ArrayDeque<>();

	private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger billedTokens = new AtomicInteger();

	private final List<Headers> headers = new CopyOnWriteArrayList<>();

	public LoopbackModel() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "loopback-model");
			thread.setDaemon(true);
			return thread;
		}));
		this.server.createContext("/v1/chat/completions", this::handle);
		this.server.start();
	}

	public String baseUrl() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1";
	}

	public ChatClient chatClient() {
		return chatClient("fake-model");
	}

	public ChatClient chatClient(String model) {
		return ChatClient.create(chatModel(model));
	}

	public OpenAiChatModel chatModel(String model) {
		return OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder()
				.baseUrl(baseUrl())
				.apiKey("test-key")
				.model(model)
				.maxRetries(0)
				.build())
			.build();
	}

	public LoopbackModel answersText(String... texts) {
		for (String text : texts) {
			this.replies.add(new Reply(200, message(text, "stop")));
		}
		return this;
	}

	public LoopbackModel answersToolCall(String name, String arguments) {
		return answersToolCalls(List.of(new Call("call_" + (this.replies.size() + 1), name, arguments)));
	}

	public LoopbackModel answersToolCalls(List<Call> calls) {
		return answersToolCalls(calls, null);
	}

	public LoopbackModel answersToolCalls(List<Call> calls, @Nullable String text) {
		ObjectNode body = message(text, "tool_calls");
		ObjectNode message = (ObjectNode) body.path("choices").path(0).path("message");
		for (Call call : calls) {
			ObjectNode node = message.withArray("tool_calls").addObject().put("id", call.id()).put("type", "function");
			node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
		}
		this.replies.add(new Reply(200, body));
		return this;
	}

	public LoopbackModel answersCut(String text, String finishReason) {
		this.replies.add(new Reply(200, message(text, finishReason)));
		return this;
	}

	public LoopbackModel answersCutToolCall(String name, String arguments) {
		ObjectNode body = message(null, "length");
		ObjectNode call = ((ObjectNode) body.path("choices").path(0).path("message")).withArray("tool_calls")
			.addObject()
			.put("id", "call_cut")
			.put("type", "function");
		call.putObject("function").put("name", name).put("arguments", arguments);
		this.replies.add(new Reply(200, body));
		return this;
	}

	public LoopbackModel refuses(String refusal) {
		ObjectNode body = message(null, "stop");
		((ObjectNode) body.path("choices").path(0).path("message")).put("refusal", refusal);
		this.replies.add(new Reply(200, body));
		return this;
	}

	public LoopbackModel answersNothing() {
		ObjectNode body = message("", "stop");
		body.putArray("choices");
		this.replies.add(new Reply(200, body));
		return this;
	}

	public LoopbackModel fails(int status) {
		ObjectNode body = MAPPER.createObjectNode();
		body.putObject("error").put("message", "scripted failure").put("type", "server_error");
		this.replies.add(new Reply(status, body));
		return this;
	}

	/** The total tokens of all answers that were sent. */
	public int billedTokens() {
		return this.billedTokens.get();
	}

	/** How many requests were billed. */
	public int calls() {
		return this.requests.size();
	}

	public JsonNode request(int index) {
		return this.requests.get(index);
	}

	public String header(int index, String name) {
		String value = this.headers.get(index).getFirst(name);
		return (value != null) ? value : "";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private static ObjectNode message(@Nullable String text, String finishReason) {
		ObjectNode body = MAPPER.createObjectNode()
			.put("id", "chatcmpl-1")
			.put("object", "chat.completion")
			.put("created", 1)
			.put("model", "fake-model");
		ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
		choice.putObject("message").put("role", "assistant").put("content", text);
		choice.put("finish_reason", finishReason);
		ObjectNode usage = body.putObject("usage")
			.put("prompt_tokens", 100)
			.put("completion_tokens", 20)
			.put("total_tokens", 120);
		usage.putObject("prompt_tokens_details").put("cached_tokens", 40);
		usage.putObject("completion_tokens_details").put("reasoning_tokens", 5);
		return body;
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.requests.add(MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
			this.headers.add(exchange.getRequestHeaders());
			Reply reply = this.replies.poll();
			if (reply != null) {
				this.billedTokens.addAndGet(reply.body().at("/usage/total_tokens").asInt(0));
			}
			if (reply == null) {
				reply = new Reply(500, MAPPER.createObjectNode().put("error", "no answer was scripted"));
			}
			byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(reply.status(), bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

	public record Call(String id, String name, String arguments) {
	}

	private record Reply(int status, JsonNode body) {
	}

}
