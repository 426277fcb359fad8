package io.github.instructorspring;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

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

	private final AtomicInteger sentPieces = new AtomicInteger();

	private final AtomicInteger openRequests = new AtomicInteger();

	private final CountDownLatch hungUp = new CountDownLatch(1);

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile int pieceLength = 8;

	private volatile Consumer<Integer> beforePiece = (piece) -> {
	};

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

	/** Pieces of a streamed text, possibly without end; nothing follows the last one. */
	public LoopbackModel answersPieces(Iterable<String> pieces) {
		this.replies.add(new Reply(200, message("", "stop"), new Pieces(pieces, null)));
		return this;
	}

	/** Pieces of the streamed arguments of a tool, possibly without end. */
	public LoopbackModel answersToolPieces(String name, Iterable<String> pieces) {
		this.replies.add(new Reply(200, message("", "stop"), new Pieces(pieces, name)));
		return this;
	}

	/** The bytes of an event stream as they are; torn, if its end is not to be sent. */
	public LoopbackModel answersBytes(byte[] bytes, boolean torn) {
		this.replies.add(new Reply(200, message("", "stop"), new Bytes(bytes, torn)));
		return this;
	}

	/** Nothing, until the server is closed. */
	public LoopbackModel hangs() {
		this.replies.add(new Reply(200, message("", "stop"), this.closed));
		return this;
	}

	/** How many characters each event of a stream carries; 8 unless told. */
	public LoopbackModel streamsPiecesOf(int characters) {
		this.pieceLength = characters;
		return this;
	}

	/** Called before each event of a stream with the number of those that were sent. */
	public LoopbackModel beforeEachPiece(Consumer<Integer> action) {
		this.beforePiece = action;
		return this;
	}

	/** How many events with a part of an answer were sent. */
	public int sentPieces() {
		return this.sentPieces.get();
	}

	/** How many requests are being answered. */
	public int openRequests() {
		return this.openRequests.get();
	}

	/** Wait until a client has closed its connection in the middle of a stream. */
	public boolean awaitsHangUp(Duration atMost) throws InterruptedException {
		return this.hungUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
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
		this.closed.countDown();
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
		this.openRequests.incrementAndGet();
		try {
			answer(exchange);
		}
		finally {
			this.openRequests.decrementAndGet();
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			JsonNode request = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
			this.requests.add(request);
			this.headers.add(exchange.getRequestHeaders());
			Reply reply = this.replies.poll();
			if (reply != null) {
				this.billedTokens.addAndGet(reply.body().at("/usage/total_tokens").asInt(0));
			}
			if (reply == null) {
				reply = new Reply(500, MAPPER.createObjectNode().put("error", "no answer was scripted"));
			}
			if (reply.wire() == this.closed) {
				awaitClose();
				return;
			}
			if (request.path("stream").asBoolean(false) && reply.status() == 200) {
				stream(exchange, reply);
				return;
			}
			if (reply.wire() instanceof Pieces pieces) {
				drip(exchange, pieces);
				return;
			}
			byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(reply.status(), bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

	private void awaitClose() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void stream(HttpExchange exchange, Reply reply) throws IOException {
		boolean torn = reply.wire() instanceof Bytes bytes && bytes.torn();
		exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
		// A length that is not reached tears the connection.
		exchange.sendResponseHeaders(200, (torn) ? Integer.MAX_VALUE : 0);
		if (reply.wire() instanceof Pieces pieces) {
			stream(exchange, reply.body(), pieces);
		}
		else if (reply.wire() instanceof Bytes bytes) {
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(bytes.bytes());
				out.flush();
			}
		}
		else {
			stream(exchange, reply.body());
		}
	}

	private void drip(HttpExchange exchange, Pieces pieces) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream out = exchange.getResponseBody()) {
			for (String piece : pieces.pieces()) {
				out.write(piece.getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
		}
		catch (IOException ex) {
			this.hungUp.countDown();
		}
	}

	private void stream(HttpExchange exchange, JsonNode body, Pieces pieces) throws IOException {
		try (OutputStream out = exchange.getResponseBody()) {
			if (pieces.tool() != null) {
				send(out, chunk(body, toolCall(0, "call_1", pieces.tool()), null));
			}
			for (String piece : pieces.pieces()) {
				this.beforePiece.accept(this.sentPieces.get());
				send(out, chunk(body, (pieces.tool() != null) ? arguments(0, piece) : content(piece), null));
				this.sentPieces.incrementAndGet();
			}
		}
		catch (IOException ex) {
			this.hungUp.countDown();
		}
	}

	private void stream(HttpExchange exchange, JsonNode body) throws IOException {
		try (OutputStream out = exchange.getResponseBody()) {
			for (JsonNode delta : deltas(body.at("/choices/0/message"))) {
				this.beforePiece.accept(this.sentPieces.get());
				send(out, chunk(body, delta, null));
				this.sentPieces.incrementAndGet();
			}
			String finish = body.at("/choices/0/finish_reason").asString(null);
			if (finish != null) {
				send(out, chunk(body, MAPPER.createObjectNode(), finish));
			}
			ObjectNode usage = chunk(body, MAPPER.createObjectNode(), null);
			usage.putArray("choices");
			usage.set("usage", body.path("usage"));
			send(out, usage);
			out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			this.hungUp.countDown();
		}
	}

	private List<JsonNode> deltas(JsonNode message) {
		List<JsonNode> deltas = new ArrayList<>();
		for (String piece : pieces(message.path("content").asString(""))) {
			deltas.add(content(piece));
		}
		if (message.has("refusal")) {
			deltas.add(MAPPER.createObjectNode().put("refusal", message.path("refusal").asString()));
		}
		int index = 0;
		for (JsonNode call : message.path("tool_calls")) {
			deltas.add(toolCall(index, call.path("id").asString(), call.at("/function/name").asString()));
			for (String piece : pieces(call.at("/function/arguments").asString())) {
				deltas.add(arguments(index, piece));
			}
			index++;
		}
		return deltas;
	}

	private static JsonNode content(String piece) {
		return MAPPER.createObjectNode().put("role", "assistant").put("content", piece);
	}

	private static JsonNode toolCall(int index, String id, String name) {
		ObjectNode delta = MAPPER.createObjectNode();
		ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
		call.put("id", id).put("type", "function");
		call.putObject("function").put("name", name).put("arguments", "");
		return delta;
	}

	private static JsonNode arguments(int index, String piece) {
		ObjectNode delta = MAPPER.createObjectNode();
		ObjectNode part = delta.putArray("tool_calls").addObject().put("index", index);
		part.putObject("function").put("arguments", piece);
		return delta;
	}

	private List<String> pieces(String text) {
		List<String> pieces = new ArrayList<>();
		for (int from = 0; from < text.length(); from += this.pieceLength) {
			pieces.add(text.substring(from, Math.min(text.length(), from + this.pieceLength)));
		}
		return pieces;
	}

	private static ObjectNode chunk(JsonNode body, JsonNode delta, String finishReason) {
		ObjectNode chunk = MAPPER.createObjectNode()
			.put("id", body.path("id").asString())
			.put("object", "chat.completion.chunk")
			.put("created", 1)
			.put("model", "fake-model");
		ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
		choice.set("delta", delta);
		choice.put("finish_reason", finishReason);
		return chunk;
	}

	private static void send(OutputStream out, JsonNode event) throws IOException {
		out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	public record Call(String id, String name, String arguments) {
	}

	private record Reply(int status, JsonNode body, @Nullable Object wire) {

		Reply(int status, JsonNode body) {
			this(status, body, null);
		}

	}

	private record Pieces(Iterable<String> pieces, @Nullable String tool) {
	}

	private record Bytes(byte[] bytes, boolean torn) {
	}

}
