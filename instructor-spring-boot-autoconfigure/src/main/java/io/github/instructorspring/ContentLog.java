package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.MediaContent;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

import io.github.instructorspring.event.CallContext;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionRequestEvent;
import io.github.instructorspring.event.CompletionResponseEvent;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.validation.SensitiveParts;
import io.github.instructorspring.validation.SensitiveTexts;

/**
 * Logs the conversation of one call when it ends: only then are all sensitive values
 * known, which may stand in the prompt as well as in the answers.
 */
final class ContentLog {

	/**
	 * Lets an appender tell content from other lines.
	 */
	static final Marker MARKER = MarkerFactory.getMarker("INSTRUCTOR_CONTENT");

	private static final Logger logger = LoggerFactory.getLogger(InstructorTemplate.class);

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

	private final SensitiveParts sensitive;

	private final @Nullable String wrapper;

	private final List<Turn> turns = new ArrayList<>();

	private ContentLog(SensitiveParts sensitive, @Nullable String wrapper) {
		this.sensitive = sensitive;
		this.wrapper = wrapper;
	}

	/**
	 * Whether lines of this log are written at all.
	 */
	static boolean isEnabled() {
		return logger.isTraceEnabled(MARKER);
	}

	/**
	 * Hear a call.
	 * @param hooks who hears it besides
	 * @param sensitive the sensitive values of its answers
	 * @param wrapper the property of an answer in which the value stands, if any
	 */
	static InstructorHooks addTo(InstructorHooks hooks, SensitiveParts sensitive, @Nullable String wrapper) {
		ContentLog log = new ContentLog(sensitive, wrapper);
		return hooks.with(CompletionRequestEvent.class, log::sent)
			.with(CompletionResponseEvent.class, log::received)
			.with(CompletionFinishedEvent.class, log::write);
	}

	private synchronized void sent(CompletionRequestEvent event) {
		this.turns.add(new Turn(event.context(), event.prompt().getInstructions(), null));
	}

	private synchronized void received(CompletionResponseEvent event) {
		this.turns.add(new Turn(event.context(), List.of(), ModelTurn.messageOf(event.response())));
	}

	private synchronized void write(CompletionFinishedEvent event) {
		Veil veil = (this.sensitive.isEmpty()) ? null : veil(event);
		List<Message> before = List.of();
		for (Turn turn : this.turns) {
			AssistantMessage answer = turn.answer();
			if (answer != null) {
				log(turn, "received", (veil != null) ? veil.answer(answer) : text(answer));
			}
			else {
				List<Message> messages = turn.messages();
				int known = common(before, messages);
				if (known > 0) {
					log(turn, "sent", known + " message(s) as before");
				}
				messages.subList(known, messages.size())
					.forEach((message) -> log(turn, "sent " + message.getMessageType(),
							(veil != null) ? veil.prompt(text(message)) : text(message)));
				before = messages;
			}
		}
		this.turns.clear();
	}

	private static int common(List<Message> before, List<Message> after) {
		int common = 0;
		while (common < Math.min(before.size(), after.size()) && before.get(common).equals(after.get(common))) {
			common++;
		}
		return common;
	}

	private static void log(Turn turn, String what, String text) {
		String lines = CONTROL.matcher(LINE_BREAK.matcher(text).replaceAll("\n    ")).replaceAll("?");
		logger.trace(MARKER, "Call {}, attempt {}, {}: {}", turn.context().callId(), turn.context().attempt(), what,
				lines);
	}

	private static String text(Message message) {
		StringBuilder text = new StringBuilder();
		if (StringUtils.hasText(message.getText())) {
			text.append(message.getText());
		}
		if (message instanceof AssistantMessage assistant) {
			assistant.getToolCalls()
				.forEach((call) -> text.append((text.isEmpty()) ? "" : "\n")
					.append(call.name())
					.append(' ')
					.append(call.arguments()));
		}
		if (message instanceof ToolResponseMessage responses) {
			responses.getResponses()
				.forEach((response) -> text.append((text.isEmpty()) ? "" : "\n")
					.append(response.name())
					.append(' ')
					.append(response.responseData()));
		}
		if (message instanceof MediaContent media && !CollectionUtils.isEmpty(media.getMedia())) {
			text.append((text.isEmpty()) ? "" : "\n").append(media.getMedia().size()).append(" medium or media");
		}
		return text.toString();
	}

	/**
	 * What hides the sensitive values of this call.
	 */
	private Veil veil(CompletionFinishedEvent event) {
		SensitiveTexts texts = new SensitiveTexts();
		boolean readable = false;
		for (Turn turn : this.turns) {
			AssistantMessage answer = turn.answer();
			if (answer != null) {
				List<JsonText> read = read(answer);
				if (!isReadable(read)) {
					return new Veil(null, true);
				}
				readable = true;
				read.stream()
					.flatMap((text) -> text.candidates().stream())
					.forEach((candidate) -> this.sensitive.collect(candidate.value(), this.wrapper, texts));
			}
		}
		boolean known = event.outcome() == CompletionFinishedEvent.Outcome.SUCCESS;
		return new Veil((readable) ? texts : null, !known);
	}

	private static List<JsonText> read(AssistantMessage answer) {
		List<JsonText> read = new ArrayList<>();
		String text = answer.getText();
		read.add(JsonText.parse((text != null) ? text : ""));
		for (ToolCall call : answer.getToolCalls()) {
			read.add(JsonText.parse(call.arguments()));
		}
		return read;
	}

	/**
	 * Whether there is JSON, and nothing that could be more of it.
	 */
	private static boolean isReadable(List<JsonText> read) {
		return read.stream().anyMatch((text) -> text.outcome() == JsonText.Outcome.FOUND)
				&& read.stream().map(JsonText::outcome).allMatch((outcome) -> switch (outcome) {
					case FOUND, EMPTY, NO_JSON -> true;
					default -> false;
				});
	}

	/**
	 * Hides what is sensitive.
	 *
	 * @param texts the values to mask, {@code null} if they are not known
	 * @param withholdsPrompts whether prompts may hold more than is known
	 */
	private record Veil(@Nullable SensitiveTexts texts, boolean withholdsPrompts) {

		String prompt(String text) {
			return (this.texts != null && !this.withholdsPrompts) ? this.texts.mask(text) : withheld(text);
		}

		/**
		 * Of an answer with sensitive values, its JSON: what a model says around it, it
		 * says in words of its own.
		 */
		String answer(AssistantMessage answer) {
			if (this.texts == null) {
				return withheld(text(answer));
			}
			return this.texts.mask(read(answer).stream()
				.flatMap((json) -> json.candidates().stream())
				.map((candidate) -> candidate.value().toString())
				.collect(Collectors.joining("\n")));
		}

		private static String withheld(String text) {
			return "withheld, " + text.length() + " characters";
		}

	}

	/**
	 * A request, or the answer to one.
	 *
	 * @param context which call and attempt it is of
	 * @param messages what was sent
	 * @param answer what was received, {@code null} for a request
	 */
	private record Turn(CallContext context, List<Message> messages, @Nullable AssistantMessage answer) {
	}

}
