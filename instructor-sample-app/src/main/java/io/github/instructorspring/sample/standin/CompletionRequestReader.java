package io.github.instructorspring.sample.standin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a chat completion request.
 */
class CompletionRequestReader {

	private final JsonMapper jsonMapper;

	private final SchemaInProse schemaInProse;

	CompletionRequestReader(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		this.schemaInProse = new SchemaInProse(jsonMapper);
	}

	CompletionRequest read(String body) {
		JsonNode request = parse(body);
		Conversation conversation = Conversation.of(request.path("messages"));
		String id = UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
		return new CompletionRequest(id, request.path("model").asString("stand-in"), conversation.text(),
				conversation.wantsMistake(), form(request, conversation.systemText()),
				request.path("stream").asBoolean(false),
				request.path("stream_options").path("include_usage").asBoolean(false), Tokens.count(body));
	}

	private JsonNode parse(String body) {
		try {
			JsonNode request = this.jsonMapper.readTree(body);
			if (!request.isObject()) {
				throw new InvalidRequestException("The request body must be a JSON object.");
			}
			return request;
		}
		catch (JacksonException ex) {
			throw new InvalidRequestException("The request body is not JSON.");
		}
	}

	private AnswerForm form(JsonNode request, String systemText) {
		JsonNode choice = request.path("tool_choice");
		if (!request.path("tools").isEmpty() && !choice.asString("").equals("none")) {
			return toolCall(request.path("tools"), choice);
		}
		JsonNode format = request.path("response_format");
		return switch (format.path("type").asString("")) {
			case "json_schema" -> new AnswerForm.Json(format.path("json_schema").path("schema"));
			case "json_object" -> new AnswerForm.Json(this.schemaInProse.find(systemText));
			default -> formOfPrompt(systemText);
		};
	}

	// An application's own tools come first in the request, the response tool last.
	private AnswerForm toolCall(JsonNode tools, JsonNode choice) {
		String wanted = choice.path("function").path("name").asString("");
		if (wanted.isEmpty()) {
			return toolCall(tools.get(tools.size() - 1).path("function"), false);
		}
		for (JsonNode tool : tools) {
			if (tool.path("function").path("name").asString("").equals(wanted)) {
				return toolCall(tool.path("function"), true);
			}
		}
		throw new InvalidRequestException("Tool choice '" + wanted + "' is not among the tools.");
	}

	private AnswerForm toolCall(JsonNode function, boolean named) {
		return new AnswerForm.ToolCall(function.path("name").asString(""), function.path("parameters"), named);
	}

	private AnswerForm formOfPrompt(String systemText) {
		JsonNode schema = this.schemaInProse.find(systemText);
		if (schema.isMissingNode()) {
			return new AnswerForm.Plain();
		}
		return mentionsFence(systemText) ? new AnswerForm.Fenced(schema) : new AnswerForm.Chatty(schema);
	}

	private boolean mentionsFence(String systemText) {
		String text = systemText.toLowerCase(Locale.ROOT);
		return text.contains("```") || text.contains("code block") || text.contains("codeblock")
				|| text.contains("fence");
	}

}
