package io.github.instructorspring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.springframework.ai.openai.OpenAiModerationModel;
import org.springframework.ai.openai.OpenAiModerationOptions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server on a loopback port that moderates like OpenAI, by words.
 */
public final class LoopbackModeration implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final List<String> CATEGORIES = List.of("harassment", "harassment/threatening", "hate",
			"hate/threatening", "illicit", "illicit/violent", "self-harm", "self-harm/instructions", "self-harm/intent",
			"sexual", "sexual/minors", "violence", "violence/graphic");

	private final HttpServer server;

	private final Map<String, List<String>> flags = new LinkedHashMap<>();

	private final List<String> texts = new CopyOnWriteArrayList<>();

	public LoopbackModeration() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/moderations", this::handle);
		this.server.start();
	}

	public LoopbackModeration flags(String text, String... categories) {
		this.flags.put(text, List.of(categories));
		return this;
	}

	public OpenAiModerationModel model() {
		return OpenAiModerationModel.builder()
			.options(OpenAiModerationOptions.builder()
				.baseUrl("http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1")
				.apiKey("test-key")
				.model("omni-moderation-latest")
				.build())
			.build();
	}

	/** The texts that were moderated. */
	public List<String> texts() {
		return this.texts;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String text = MAPPER.readTree(exchange.getRequestBody().readAllBytes()).path("input").asString();
			this.texts.add(text);
			List<String> flagged = this.flags.getOrDefault(text, List.of());
			ObjectNode body = MAPPER.createObjectNode().put("id", "modr-1").put("model", "omni-moderation-latest");
			ObjectNode result = body.putArray("results").addObject().put("flagged", this.flags.containsKey(text));
			ObjectNode categories = result.putObject("categories");
			ObjectNode scores = result.putObject("category_scores");
			CATEGORIES.forEach((category) -> {
				categories.put(category, flagged.contains(category));
				scores.put(category, 0.5);
			});
			result.putObject("category_applied_input_types");
			byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

}
