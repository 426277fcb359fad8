package io.github.instructorspring;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.stream.OpenAiTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * An OpenAI-compatible server. Each answer bills 100 prompt and 20 completion tokens, 40
 * of the former cached and 5 of the latter spent on reasoning.
 */
public final class LoopbackModel extends LoopbackServer<LoopbackModel> {

	public LoopbackModel() {
		super("/v1/chat/completions");
	}

	public String baseUrl() {
		return origin() + "/v1";
	}

	public ChatClient chatClient() {
		return chatClient("fake-model");
	}

	public ChatClient chatClient(String model) {
		return ChatClient.create(chatModel(model));
	}

	public OpenAiChatModel chatModel(String model) {
		return OpenAiChatModel.builder().options(options(model)).build();
	}

	public OpenAiChatModel.Builder chatModelBuilder() {
		return OpenAiChatModel.builder().options(options("fake-model"));
	}

	private OpenAiChatOptions options(String model) {
		return OpenAiChatOptions.builder().baseUrl(baseUrl()).apiKey("test-key").model(model).maxRetries(0).build();
	}

	/**
	 * A template as Spring Boot's is: its client has a tap.
	 */
	public InstructorTemplate tapped() {
		ToolArgumentTap tap = new ToolArgumentTap();
		return InstructorTemplate.builder(chatClient("gpt-4o-mini", tap)).toolArgumentTap(tap).build();
	}

	/** A client with a tap. */
	public ChatClient chatClient(String model, ToolArgumentTap tap) {
		return ChatClient.create(OpenAiChatModel.builder()
			.options(options(model))
			.httpClientBuilderCustomizer((client) -> client.interceptor(new OpenAiTapInterceptor(tap)))
			.build());
	}

	public LoopbackModel answersText(String... texts) {
		for (String text : texts) {
			replies(200, message(text, "stop"));
		}
		return this;
	}

	public LoopbackModel answersToolCall(String name, String arguments) {
		return answersToolCalls(List.of(new Call("call_" + (scripted() + 1), name, arguments)));
	}

	public LoopbackModel answersToolCalls(List<Call> calls) {
		return answersToolCalls(calls, null);
	}

	public LoopbackModel answersToolCalls(List<Call> calls, @Nullable String text) {
		return replies(200, withCalls(message(text, "tool_calls"), calls));
	}

	public LoopbackModel answersCut(String text, String finishReason) {
		return replies(200, message(text, finishReason));
	}

	public LoopbackModel answersCutToolCall(String name, String arguments) {
		return replies(200, withCalls(message(null, "length"), List.of(new Call("call_cut", name, arguments))));
	}

	public LoopbackModel refuses(String refusal) {
		ObjectNode body = message(null, "stop");
		((ObjectNode) body.path("choices").path(0).path("message")).put("refusal", refusal);
		return replies(200, body);
	}

	public LoopbackModel answersNothing() {
		ObjectNode body = message("", "stop");
		body.putArray("choices");
		return replies(200, body);
	}

	/** Pieces of a streamed text, possibly without end; nothing follows the last one. */
	public LoopbackModel answersPieces(Iterable<String> pieces) {
		return answersPieces(pieces, LoopbackModel::content);
	}

	/** Pieces of the streamed arguments of a tool, possibly without end. */
	public LoopbackModel answersToolPieces(String name, Iterable<String> pieces) {
		List<String> whole = List.of("");
		return answersPieces(
				() -> Stream.concat(whole.stream(), StreamSupport.stream(pieces.spliterator(), false)).iterator(),
				(piece) -> (piece.isEmpty()) ? toolCall(0, "call_1", name) : arguments(0, piece));
	}

	private LoopbackModel answersPieces(Iterable<String> pieces, Function<String, JsonNode> delta) {
		ObjectNode body = message("", "stop");
		return streams(body, pieces,
				() -> StreamSupport.stream(pieces.spliterator(), false)
					.map((piece) -> event(chunk(body, delta.apply(piece), null), true))
					.iterator());
	}

	/** The bytes of an event stream as they are; torn, if its end is not to be sent. */
	public LoopbackModel answersBytes(byte[] bytes, boolean torn) {
		return streams(message("", "stop"), bytes, torn);
	}

	/** A streamed text after whose last piece the connection breaks. */
	public LoopbackModel breaksAfter(String text) {
		ObjectNode body = message(text, "stop");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		pieces(text).forEach((piece) -> bytes.writeBytes(event(chunk(body, content(piece), null), true).bytes()));
		return answersBytes(bytes.toByteArray(), true);
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

	private static ObjectNode withCalls(ObjectNode body, List<Call> calls) {
		ObjectNode message = (ObjectNode) body.path("choices").path(0).path("message");
		for (Call call : calls) {
			ObjectNode node = message.withArray("tool_calls").addObject().put("id", call.id()).put("type", "function");
			node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
		}
		return body;
	}

	@Override
	protected LoopbackModel self() {
		return this;
	}

	@Override
	protected int tokens(JsonNode body) {
		return body.at("/usage/total_tokens").asInt(0);
	}

	@Override
	protected String streamType() {
		return "text/event-stream";
	}

	@Override
	protected List<Frame> frames(JsonNode body) {
		List<Frame> frames = new ArrayList<>();
		deltas(body.at("/choices/0/message")).forEach((delta) -> frames.add(event(chunk(body, delta, null), true)));
		String finish = body.at("/choices/0/finish_reason").asString(null);
		if (finish != null) {
			frames.add(event(chunk(body, MAPPER.createObjectNode(), finish), false));
		}
		ObjectNode usage = chunk(body, MAPPER.createObjectNode(), null);
		usage.putArray("choices");
		usage.set("usage", body.path("usage"));
		frames.add(event(usage, false));
		frames.add(new Frame("data: [DONE]\n\n", false));
		return frames;
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

	private static Frame event(JsonNode event, boolean piece) {
		return new Frame("data: " + event + "\n\n", piece);
	}

	/**
	 * A call of a tool.
	 *
	 * @param id its id
	 * @param name the name of the tool
	 * @param arguments its arguments, as JSON
	 */
	public record Call(String id, String name, String arguments) {
	}

}
