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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server on loopback that plays the answers it was given, in their order, and keeps the
 * requests. Its subclasses say how a provider writes them.
 *
 * @param <S> the subclass
 */
public abstract class LoopbackServer<S extends LoopbackServer<S>> implements AutoCloseable {

	protected static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpServer server;

	private final Deque<Reply> replies = new ArrayDeque<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger billedTokens = new AtomicInteger();

	private final AtomicInteger sentPieces = new AtomicInteger();

	private final AtomicInteger openRequests = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final CountDownLatch hungUp = new CountDownLatch(1);

	private volatile int pieceLength = 8;

	private volatile Consumer<Integer> beforePiece = (piece) -> {
	};

	protected LoopbackServer(String path) {
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
		this.server.createContext(path, this::handle);
		this.server.start();
	}

	public final String origin() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** The type of a streamed answer. */
	protected abstract String streamType();

	/** A whole answer as it is streamed. */
	protected abstract List<Frame> frames(JsonNode body);

	/** The tokens of a whole answer. */
	protected abstract int tokens(JsonNode body);

	protected abstract S self();

	protected final S replies(int status, JsonNode body) {
		this.replies.add(new Reply(status, body));
		return self();
	}

	/** Frames that are streamed one by one, possibly without end, or their pieces. */
	protected final S streams(JsonNode body, Iterable<String> pieces, Iterable<Frame> frames) {
		this.replies.add(new Reply(200, body, frames, pieces, false, false));
		return self();
	}

	/** Nothing, until the server is closed. */
	public final S hangs() {
		this.replies.add(new Reply(200, MAPPER.createObjectNode(), null, null, false, true));
		return self();
	}

	/** Bytes that are streamed as they are; torn, if the end is not to be sent. */
	protected final S streams(JsonNode body, byte[] bytes, boolean torn) {
		this.replies.add(new Reply(200, body, List.of(new Frame(bytes, false)), null, torn, false));
		return self();
	}

	protected final int scripted() {
		return this.replies.size();
	}

	public S fails(int status) {
		return fails(status, "scripted failure");
	}

	public S fails(int status, String message) {
		ObjectNode body = MAPPER.createObjectNode().put("type", "error");
		body.putObject("error").put("message", message).put("type", "server_error");
		return replies(status, body);
	}

	/** How many characters each piece of a stream carries; 8 unless told. */
	public S streamsPiecesOf(int characters) {
		this.pieceLength = characters;
		return self();
	}

	/** Called before each piece of a stream with the number of those that were sent. */
	public S beforeEachPiece(Consumer<Integer> action) {
		this.beforePiece = action;
		return self();
	}

	/** How many pieces of answers were sent. */
	public int sentPieces() {
		return this.sentPieces.get();
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
		return this.requests.get(index).body();
	}

	public String path(int index) {
		return this.requests.get(index).path();
	}

	public Headers headers(int index) {
		return this.requests.get(index).headers();
	}

	public String header(int index, String name) {
		String value = headers(index).getFirst(name);
		return (value != null) ? value : "";
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

	/** How many requests are being answered. */
	public int openRequests() {
		return this.openRequests.get();
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
			this.requests.add(new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), request));
			SecretScan.noteKey(exchange.getRequestHeaders().getFirst("Authorization"));
			SecretScan.noteKey(exchange.getRequestHeaders().getFirst("x-api-key"));
			SecretScan.noteTexts(request.path("messages"));
			SecretScan.noteTexts(request.path("system"));
			Reply reply = this.replies.poll();
			if (reply == null) {
				reply = new Reply(500, MAPPER.createObjectNode().put("error", "no answer was scripted"));
			}
			else if (reply.status() == 200) {
				this.billedTokens.addAndGet(tokens(reply.body()));
				SecretScan.noteTexts(reply.body());
			}
			if (reply.hanging()) {
				awaitClose();
				return;
			}
			if (request.path("stream").asBoolean(false) && reply.status() == 200) {
				Iterable<Frame> frames = reply.frames();
				stream(exchange, (frames != null) ? frames : frames(reply.body()), reply.torn());
				return;
			}
			Iterable<String> pieces = reply.pieces();
			if (pieces != null) {
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

	private void drip(HttpExchange exchange, Iterable<String> pieces) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream out = exchange.getResponseBody()) {
			for (String piece : pieces) {
				out.write(piece.getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
		}
		catch (IOException ex) {
			this.hungUp.countDown();
		}
	}

	private void stream(HttpExchange exchange, Iterable<Frame> frames, boolean torn) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", streamType());
		// A length that is not reached tears the connection.
		exchange.sendResponseHeaders(200, (torn) ? Integer.MAX_VALUE : 0);
		try (OutputStream out = exchange.getResponseBody()) {
			for (Frame frame : frames) {
				if (frame.piece()) {
					this.beforePiece.accept(this.sentPieces.get());
				}
				out.write(frame.bytes());
				out.flush();
				if (frame.piece()) {
					this.sentPieces.incrementAndGet();
				}
			}
		}
		catch (IOException ex) {
			if (torn) {
				// The server closes the connection of a handler that throws.
				throw ex;
			}
			this.hungUp.countDown();
		}
	}

	protected final List<String> pieces(String text) {
		List<String> pieces = new ArrayList<>();
		for (int from = 0; from < text.length(); from += this.pieceLength) {
			pieces.add(text.substring(from, Math.min(text.length(), from + this.pieceLength)));
		}
		return pieces;
	}

	/**
	 * What is sent at once.
	 *
	 * @param bytes the bytes
	 * @param piece whether it is a part of the answer
	 */
	protected record Frame(byte[] bytes, boolean piece) {

		protected Frame(String text, boolean piece) {
			this(text.getBytes(StandardCharsets.UTF_8), piece);
		}

	}

	private record Request(String path, Headers headers, JsonNode body) {
	}

	private record Reply(int status, JsonNode body, @Nullable Iterable<Frame> frames, @Nullable Iterable<String> pieces,
			boolean torn, boolean hanging) {

		Reply(int status, JsonNode body) {
			this(status, body, null, null, false, false);
		}

	}

}
