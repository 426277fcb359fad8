package io.github.instructorspring.sample.standin;

import java.util.Locale;
import java.util.StringJoiner;

import tools.jackson.databind.JsonNode;

/**
 * What a list of messages comes down to.
 *
 * @param systemText the text of the system messages, which may hold a schema
 * @param userText the last text of the user that is no correction
 * @param answered whether the model has answered that text already
 */
record Conversation(String systemText, String userText, boolean answered) {

	/** How the library begins to ask again, in the modes that have no tool message. */
	private static final String CORRECTION = "Validation errors found";

	private static final String MISTAKE_PHRASE = "(wrong first)";

	static Conversation of(JsonNode messages) {
		if (!messages.isArray() || messages.isEmpty()) {
			throw new InvalidRequestException("The request has no messages.");
		}
		StringJoiner system = new StringJoiner("\n");
		String user = "";
		boolean answered = false;
		for (JsonNode message : messages) {
			String text = text(message.path("content"));
			switch (message.path("role").asString("")) {
				case "system", "developer" -> system.add(text);
				case "assistant", "tool" -> {
					answered = true;
				}
				case "user" -> {
					if (!text.startsWith(CORRECTION)) {
						user = text;
						answered = false;
					}
				}
				default -> throw new InvalidRequestException("A message has no known role.");
			}
		}
		return new Conversation(system.toString(), user, answered);
	}

	boolean wantsMistake() {
		return !this.answered && indexOfMistakePhrase(this.userText) >= 0;
	}

	/**
	 * The text of the user without the phrase that asks for a mistake.
	 * @return the text to read facts from
	 */
	String text() {
		StringBuilder text = new StringBuilder(this.userText);
		int index = indexOfMistakePhrase(this.userText);
		if (index >= 0) {
			text.delete(index, index + MISTAKE_PHRASE.length());
		}
		return text.toString().strip();
	}

	private static int indexOfMistakePhrase(String text) {
		return text.toLowerCase(Locale.ROOT).indexOf(MISTAKE_PHRASE);
	}

	private static String text(JsonNode content) {
		if (!content.isArray()) {
			return content.asString("");
		}
		StringJoiner text = new StringJoiner("\n");
		content.forEach((part) -> text.add(part.path("text").asString("")));
		return text.toString();
	}

}
