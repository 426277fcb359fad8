package io.github.instructorspring.mode;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.util.StringUtils;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * The answer is the model's text. The schema goes to the provider or into the system
 * message.
 */
final class TextExchange implements Exchange {

	private static final String JSON_INSTRUCTION = """
			Answer with one JSON object and nothing else. It must conform to this JSON Schema:
			""";

	private static final String MARKDOWN_INSTRUCTION = """
			Answer with one JSON object inside a ```json code block. It must conform to this JSON Schema:
			""";

	private final WireMode mode;

	private final ProviderDialect dialect;

	private final ResponseSchema schema;

	private final RetryMessages messages;

	TextExchange(WireMode mode, ProviderDialect dialect, ResponseSchema schema, RetryMessages messages) {
		this.mode = mode;
		this.dialect = dialect;
		this.schema = schema;
		this.messages = messages;
	}

	@Override
	public Prompt prepare(Prompt prompt) {
		ChatOptions options = prompt.getOptions();
		return switch (this.mode) {
			case JSON_SCHEMA -> new Prompt(prompt.getInstructions(),
					(options != null) ? this.dialect.withSchema(options, this.schema) : null);
			case JSON -> new Prompt(instructed(prompt, JSON_INSTRUCTION),
					(options != null) ? this.dialect.withJsonObject(options) : null);
			default -> new Prompt(instructed(prompt, MARKDOWN_INSTRUCTION), options);
		};
	}

	/**
	 * Some chat templates take one system message only, and only in front.
	 */
	private List<Message> instructed(Prompt prompt, String instruction) {
		List<Message> messages = new ArrayList<>(prompt.getInstructions());
		String text = instruction + this.schema.text();
		if (!messages.isEmpty() && messages.get(0) instanceof SystemMessage system) {
			messages.set(0, system.mutate().text(system.getText() + "\n\n" + text).build());
		}
		else {
			messages.add(0, new SystemMessage(text));
		}
		return messages;
	}

	@Override
	public Answer read(AssistantMessage message, Prompt prepared) {
		if (message.hasToolCalls()) {
			boolean offered = message.getToolCalls()
				.stream()
				.allMatch((call) -> OfferedTools.contains(prepared, call.name()));
			if (!offered) {
				return new Answer.Unusable("must be JSON text; a tool of the name that was called does not exist");
			}
			return new Answer.ToolRound(message.getToolCalls());
		}
		String text = message.getText();
		return StringUtils.hasText(text) ? new Answer.Text(text) : new Answer.Unusable("must not be empty");
	}

	@Override
	public List<Message> reask(AssistantMessage rejected, List<String> findings) {
		UserMessage correction = new UserMessage(this.messages.textCorrection(findings));
		String text = rejected.getText();
		return StringUtils.hasText(text) ? List.of(new AssistantMessage(Fence.aroundUnfenced("json", text)), correction)
				: List.of(correction);
	}

}
