package io.github.instructorspring.sample.standin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stand-in itself: fills the schema of a request with the facts of its text.
 */
class StandInModel {

	private final SchemaFiller filler;

	// Stands in for a schema that a request does not give although it wants JSON.
	private final JsonNode anyObject;

	private final DeliberateMistake mistake = new DeliberateMistake();

	StandInModel(JsonMapper jsonMapper) {
		this.anyObject = jsonMapper.createObjectNode().put("type", "object");
		this.filler = new SchemaFiller(jsonMapper.getNodeFactory());
	}

	Answer answer(CompletionRequest request) {
		return request.form().answer((schema) -> fill(schema, request).toString());
	}

	private JsonNode fill(JsonNode schemaNode, CompletionRequest request) {
		Schema schema = Schema.root(schemaNode.isMissingNode() ? this.anyObject : schemaNode);
		JsonNode value = this.filler.fill(schema, new TextFacts(request.text()));
		if (request.mistaken()) {
			this.mistake.make(schema, value);
		}
		return value;
	}

}
