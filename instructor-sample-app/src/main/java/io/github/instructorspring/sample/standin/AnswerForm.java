package io.github.instructorspring.sample.standin;

import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/**
 * The form in which a request wants its answer.
 */
sealed interface AnswerForm {

	/**
	 * Give the answer in this form.
	 * @param filler fills a schema and returns JSON text
	 * @return the answer
	 */
	Answer answer(Function<JsonNode, String> filler);

	/**
	 * The call of a tool.
	 *
	 * @param name the name of the tool
	 * @param schema the schema of its arguments
	 * @param named whether the request named this tool
	 */
	record ToolCall(String name, JsonNode schema, boolean named) implements AnswerForm {

		@Override
		public Answer answer(Function<JsonNode, String> filler) {
			return Answer.toolCall(this.name, filler.apply(this.schema), this.named);
		}

	}

	/**
	 * Nothing but JSON.
	 *
	 * @param schema the schema of the JSON
	 */
	record Json(JsonNode schema) implements AnswerForm {

		@Override
		public Answer answer(Function<JsonNode, String> filler) {
			return Answer.content(filler.apply(this.schema));
		}

	}

	/**
	 * JSON in a fenced code block, among prose.
	 *
	 * @param schema the schema of the JSON
	 */
	record Fenced(JsonNode schema) implements AnswerForm {

		@Override
		public Answer answer(Function<JsonNode, String> filler) {
			return Answer.content("```json\n" + filler.apply(this.schema) + "\n```");
		}

	}

	/**
	 * JSON after a line of prose, as chatty models give it.
	 *
	 * @param schema the schema of the JSON
	 */
	record Chatty(JsonNode schema) implements AnswerForm {

		@Override
		public Answer answer(Function<JsonNode, String> filler) {
			return Answer.content("Here is what I found in the text:\n" + filler.apply(this.schema));
		}

	}

	// No schema at all: there is nothing that the stand-in could do.
	record Plain() implements AnswerForm {

		@Override
		public Answer answer(Function<JsonNode, String> filler) {
			return Answer.content("I am a rule-based stand-in, no language model: I only fill the fields of a JSON "
					+ "Schema, and this request has none.");
		}

	}

}
