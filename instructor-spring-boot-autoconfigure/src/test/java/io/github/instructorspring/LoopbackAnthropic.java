package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.LoopbackModel.Call;

/**
 * A server that speaks Anthropic's Messages API, as far as answers of text, thoughts and
 * tools go. Each answer bills 100 input and 20 output tokens, 5 of the latter spent on
 * thinking; 40 more were read from the cache and 10 written to it.
 */
public final class LoopbackAnthropic extends LoopbackServer<LoopbackAnthropic> {

	/** The input of a call as it is streamed, which may be cut. */
	private static final String STREAMED = "streamed_input";

	private String thought = "";

	public LoopbackAnthropic() {
		super("/v1/messages");
	}

	public ChatClient chatClient() {
		return ChatClient.create(chatModelBuilder("claude-haiku-4-5").build());
	}

	public AnthropicChatModel.Builder chatModelBuilder(String model) {
		return AnthropicChatModel.builder().options(options(model).build());
	}

	public AnthropicChatOptions.Builder options(String model) {
		return AnthropicChatOptions.builder().baseUrl(origin()).apiKey("test-key").model(model).maxRetries(0);
	}

	/** The next answer begins with a thought. */
	public LoopbackAnthropic thinks(String text) {
		this.thought = text;
		return this;
	}

	public LoopbackAnthropic answersText(String... texts) {
		for (String text : texts) {
			answersText(text, "end_turn");
		}
		return this;
	}

	public LoopbackAnthropic answersCut(String text) {
		return answersText(text, "max_tokens");
	}

	public LoopbackAnthropic refuses(String text) {
		return answersText(text, "refusal");
	}

	private LoopbackAnthropic answersText(String text, String stopReason) {
		ObjectNode body = message(stopReason);
		content(body).addObject().put("type", "text").put("text", text);
		return replies(200, body);
	}

	public LoopbackAnthropic answersToolCall(String name, String arguments) {
		return answersToolCalls("", new Call("toolu_" + (scripted() + 1), name, arguments));
	}

	public LoopbackAnthropic answersToolCalls(String text, Call... calls) {
		ObjectNode body = message("tool_use");
		if (!text.isEmpty()) {
			content(body).addObject().put("type", "text").put("text", text);
		}
		for (Call call : calls) {
			addCall(body, call, MAPPER.readTree(call.arguments()));
		}
		return replies(200, body);
	}

	/** What came of the input does not show in an answer that is not streamed. */
	public LoopbackAnthropic answersCutToolCall(String name, String arguments) {
		ObjectNode body = message("max_tokens");
		addCall(body, new Call("toolu_cut", name, arguments), MAPPER.createObjectNode());
		return replies(200, body);
	}

	private static void addCall(ObjectNode body, Call call, JsonNode input) {
		ObjectNode block = content(body).addObject().put("type", "tool_use").put("id", call.id());
		block.put("name", call.name()).put(STREAMED, call.arguments()).set("input", input);
	}

	private static ArrayNode content(ObjectNode body) {
		return body.withArray("content");
	}

	private ObjectNode message(String stopReason) {
		ObjectNode body = MAPPER.createObjectNode().put("id", "msg_" + (scripted() + 1)).put("type", "message");
		body.put("role", "assistant").put("model", "claude-fake").put("stop_reason", stopReason);
		body.putNull("stop_sequence");
		if (!this.thought.isEmpty()) {
			content(body).addObject().put("type", "thinking").put("thinking", this.thought).put("signature", "signed");
			this.thought = "";
		}
		body.set("usage", usage(20).put("input_tokens", 100));
		return body;
	}

	private static ObjectNode usage(int outputTokens) {
		ObjectNode usage = MAPPER.createObjectNode()
			.put("output_tokens", outputTokens)
			.put("cache_read_input_tokens", 40)
			.put("cache_creation_input_tokens", 10);
		usage.putObject("output_tokens_details").put("thinking_tokens", 5);
		return usage;
	}

	@Override
	protected LoopbackAnthropic self() {
		return this;
	}

	@Override
	protected int tokens(JsonNode body) {
		return body.at("/usage/input_tokens").asInt(0) + body.at("/usage/output_tokens").asInt(0);
	}

	@Override
	protected String streamType() {
		return "text/event-stream";
	}

	@Override
	protected List<Frame> frames(JsonNode body) {
		List<Frame> frames = new ArrayList<>();
		ObjectNode message = ((ObjectNode) body.deepCopy()).putNull("stop_reason");
		message.putArray("content");
		message.set("usage", usage(1).put("input_tokens", 100));
		ObjectNode start = event("message_start");
		start.set("message", message);
		frames.add(frame(start, false));
		frames.add(frame(event("ping"), false));
		int index = 0;
		for (JsonNode block : body.path("content")) {
			frames.addAll(frames(block, index));
			index++;
		}
		ObjectNode end = event("message_delta");
		ObjectNode delta = end.putObject("delta");
		delta.putNull("stop_sequence").put("stop_reason", body.path("stop_reason").asString());
		end.set("usage", usage(20));
		frames.add(frame(end, false));
		frames.add(frame(event("message_stop"), false));
		return frames;
	}

	private List<Frame> frames(JsonNode block, int index) {
		List<Frame> frames = new ArrayList<>();
		String type = block.path("type").asString();
		ObjectNode opening = ((ObjectNode) block.deepCopy()).without(STREAMED);
		switch (type) {
			case "text" -> {
				frames.add(opening(opening.put("text", ""), index));
				deltas("text_delta", "text", block.path("text").asString(), index, frames);
			}
			case "thinking" -> {
				frames.add(opening(opening.put("thinking", "").put("signature", ""), index));
				deltas("thinking_delta", "thinking", block.path("thinking").asString(), index, frames);
				frames.add(delta("signature_delta", "signature", block.path("signature").asString(), index, false));
			}
			default -> {
				opening.putObject("input");
				frames.add(opening(opening, index));
				frames.add(delta("input_json_delta", "partial_json", "", index, false));
				deltas("input_json_delta", "partial_json", block.path(STREAMED).asString(), index, frames);
			}
		}
		frames.add(frame(event("content_block_stop").put("index", index), false));
		return frames;
	}

	private void deltas(String type, String property, String text, int index, List<Frame> frames) {
		pieces(text).forEach((piece) -> frames.add(delta(type, property, piece, index, true)));
	}

	private static Frame opening(ObjectNode block, int index) {
		ObjectNode event = event("content_block_start").put("index", index);
		event.set("content_block", block);
		return frame(event, false);
	}

	private static Frame delta(String type, String property, String value, int index, boolean piece) {
		ObjectNode event = event("content_block_delta").put("index", index);
		event.putObject("delta").put("type", type).put(property, value);
		return frame(event, piece);
	}

	private static ObjectNode event(String type) {
		return MAPPER.createObjectNode().put("type", type);
	}

	private static Frame frame(ObjectNode event, boolean piece) {
		return new Frame("event: " + event.path("type").asString() + "\ndata: " + event + "\n\n", piece);
	}

}
