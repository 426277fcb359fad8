package io.github.instructorspring.docs;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;

/**
 * What the tests of the pages share: a model that plays answers, and a look at what it
 * was sent.
 */
abstract class PageTests {

	protected final LoopbackModel model = new LoopbackModel();

	protected final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient("gpt-4o-mini"));

	@AfterEach
	void stop() {
		this.model.close();
	}

	/**
	 * The schema of the first request.
	 */
	protected JsonNode sentSchema() {
		JsonNode request = this.model.request(0);
		JsonNode tool = request.at("/tools/0/function/parameters");
		return (tool.isMissingNode()) ? request.at("/response_format/json_schema/schema") : tool;
	}

	/**
	 * The schema of a property in the first request.
	 */
	protected ObjectNode sentProperty(String name) {
		return (ObjectNode) sentSchema().path("properties").path(name);
	}

	/**
	 * What the model was told when it was asked again, the last time.
	 */
	protected String asked() {
		return sent(this.model.calls() - 1);
	}

	/**
	 * The last message of a request.
	 */
	protected String sent(int request) {
		JsonNode messages = this.model.request(request).path("messages");
		return messages.path(messages.size() - 1).path("content").asString();
	}

	/**
	 * A message that names a class of these tests, as if it were one of a user's.
	 */
	protected String asInAcme(@Nullable String message) {
		return String.valueOf(message).replace(getClass().getName() + "$", "com.acme.");
	}

	protected static String json(Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

}
