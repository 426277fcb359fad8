package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.bind.AnswerPart;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.Violation;

/**
 * Decides what is asked after an answer that was rejected or cut.
 */
final class FollowUps {

	private final ResponseSchema schema;

	private final Keeping keeping;

	private final ViolationLines lines;

	private final RetryMessages messages;

	/**
	 * Create the follow-ups of one call.
	 * @param schema what the call asks for
	 * @param keeping whether the valid parts of a rejected answer are kept
	 * @param lines says violations
	 * @param messages the words
	 */
	FollowUps(ResponseSchema schema, Keeping keeping, ViolationLines lines, RetryMessages messages) {
		this.schema = schema;
		this.keeping = keeping;
		this.lines = lines;
		this.messages = messages;
	}

	FollowUp first() {
		return new FollowUp(new Asked.Whole(this.schema), Correction.none());
	}

	/**
	 * Ask the same model again.
	 * @param rejection what was rejected
	 * @param position how many messages of the caller the model has seen
	 */
	FollowUp afterRejection(Rejection rejection, int position) {
		List<String> findings = findings(rejection);
		if (rejection.asked() instanceof Asked.Parts parts && parts.answer().equals(rejection.json())) {
			return new FollowUp(parts, new Correction(position, (exchange) -> {
				List<Message> turns = new ArrayList<>(parts.request());
				turns.addAll(exchange.reask(rejection.message(), findings));
				return turns;
			}));
		}
		AssistantMessage rejected = (rejection.asked() instanceof Asked.Whole) ? rejection.message()
				: rejection.asText();
		return parts(rejection, findings)
			.map((parts) -> new FollowUp(parts, new Correction(position, (exchange) -> parts.request())))
			.orElseGet(() -> whole(rejected, findings, position));
	}

	/**
	 * Ask another model, which has not called a tool yet.
	 */
	FollowUp toOtherModel(Rejection rejection, int position) {
		FollowUp same = afterRejection(rejection, position);
		return (same.asked() instanceof Asked.Whole) ? whole(rejection.asText(), findings(rejection), position) : same;
	}

	private FollowUp whole(AssistantMessage rejected, List<String> findings, int position) {
		return new FollowUp(new Asked.Whole(this.schema),
				new Correction(position, (exchange) -> exchange.reask(rejected, findings)));
	}

	/**
	 * Ask a model that only mends a rejected answer.
	 */
	FollowUp toFix(Rejection rejection) {
		return new FollowUp(new Asked.Whole(this.schema),
				Correction.alone(List.of(new SystemMessage(this.messages.fixSystem()),
						new UserMessage(this.messages.fixUser(rejection.text(), findings(rejection))))));
	}

	/**
	 * Ask for the rest of an answer.
	 */
	FollowUp afterCut(Asked asked, String cut, int position) {
		Asked whole = (asked instanceof Asked.Rest rest) ? rest.whole() : asked;
		List<Message> turns = List.of(new AssistantMessage(cut), new UserMessage(this.messages.continuation("")));
		return new FollowUp(new Asked.Rest(whole, cut), new Correction(position, (exchange) -> turns));
	}

	private List<String> findings(Rejection rejection) {
		return this.lines.of(rejection.violations());
	}

	private Optional<Asked.Parts> parts(Rejection rejection, List<String> findings) {
		JsonNode json = rejection.json();
		if (this.keeping == Keeping.NOTHING || json == null) {
			return Optional.empty();
		}
		List<String> paths = rejection.violations().stream().map(Violation::path).toList();
		return AnswerPart.of(this.schema, json, paths).filter(this::isSmaller).map((part) -> {
			String request = this.messages.partCorrection(findings, surroundings(part));
			return new Asked.Parts(part, json, List.of(new UserMessage(request)));
		});
	}

	/**
	 * With very many places, a part can say more than the whole.
	 */
	private boolean isSmaller(AnswerPart part) {
		return this.keeping == Keeping.ALWAYS || part.schema().text().length() < this.schema.text().length();
	}

	private static String surroundings(AnswerPart part) {
		ObjectNode places = JsonNodeFactory.instance.objectNode();
		part.surroundings().forEach(places::set);
		return (places.isEmpty()) ? "" : places.toString();
	}

	/**
	 * What is kept of a rejected answer.
	 */
	enum Keeping {

		/** Nothing, the whole is asked for again. */
		NOTHING,

		/** The valid parts, if less is to be said then. */
		IF_SMALLER,

		/** The valid parts, since they were delivered. */
		ALWAYS

	}

}
