package io.github.instructorspring;

import java.util.List;

import org.springframework.ai.chat.messages.Message;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.bind.AnswerPart;
import io.github.instructorspring.json.ContinuedText;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.ValidationContext;

/**
 * What a request asks for, and so how its answer is to be read.
 */
sealed interface Asked {

	/**
	 * The schema of the answer.
	 */
	ResponseSchema schema();

	/**
	 * The mode of the request.
	 * @param wanted the mode that the caller wants
	 */
	default OutputMode mode(OutputMode wanted) {
		return wanted;
	}

	/**
	 * The text that was answered so far.
	 * @param text the text of this turn
	 */
	default String text(String text) {
		return text;
	}

	<R> Judgement<R> judge(AnswerPipeline<R> pipeline, String text, LoweredSchema sent, ValidationContext context);

	/**
	 * The whole answer.
	 *
	 * @param schema its schema
	 */
	record Whole(ResponseSchema schema) implements Asked {

		@Override
		public <R> Judgement<R> judge(AnswerPipeline<R> pipeline, String text, LoweredSchema sent,
				ValidationContext context) {
			return pipeline.judge(text, sent, context);
		}

	}

	/**
	 * The invalid parts of an answer whose rest is kept.
	 *
	 * @param part the parts
	 * @param answer the answer
	 * @param request the turns that ask for them
	 */
	record Parts(AnswerPart part, JsonNode answer, List<Message> request) implements Asked {

		@Override
		public ResponseSchema schema() {
			return this.part.schema();
		}

		@Override
		public <R> Judgement<R> judge(AnswerPipeline<R> pipeline, String text, LoweredSchema sent,
				ValidationContext context) {
			return pipeline.judge(text, sent, this.part, this.answer, context);
		}

		/**
		 * Reactor logs what it drops, as it does below.
		 */
		@Override
		public String toString() {
			return "Parts[part=" + this.part + "]";
		}

	}

	/**
	 * The rest of an answer that was cut. No provider can go on in the middle of a tool
	 * call or of a native schema, so it is plain text.
	 *
	 * @param whole what was asked for before
	 * @param cut what was answered before
	 */
	record Rest(Asked whole, String cut) implements Asked {

		@Override
		public ResponseSchema schema() {
			return this.whole.schema();
		}

		@Override
		public OutputMode mode(OutputMode wanted) {
			return OutputMode.MD_JSON;
		}

		@Override
		public String text(String text) {
			return ContinuedText.join(this.cut, text);
		}

		@Override
		public <R> Judgement<R> judge(AnswerPipeline<R> pipeline, String text, LoweredSchema sent,
				ValidationContext context) {
			return this.whole.judge(pipeline, text, sent, context);
		}

		@Override
		public String toString() {
			return "Rest[whole=" + this.whole + ", cut=" + this.cut.length() + "]";
		}

	}

}
