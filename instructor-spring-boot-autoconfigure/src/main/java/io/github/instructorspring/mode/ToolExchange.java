package io.github.instructorspring.mode;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * The response model as a tool that the model calls.
 */
final class ToolExchange implements Exchange {

	private final ProviderDialect dialect;

	private final ResponseSchema schema;

	private final RetryMessages messages;

	ToolExchange(ProviderDialect dialect, ResponseSchema schema, RetryMessages messages) {
		this.dialect = dialect;
		this.schema = schema;
		this.messages = messages;
	}

	@Override
	public Prompt prepare(Prompt prompt) {
		ChatOptions options = prompt.getOptions();
		Assert.state(options != null, "A tool needs options to go out with");
		return new Prompt(prompt.getInstructions(), this.dialect.withTool(options, this.schema));
	}

	@Override
	public Answer read(AssistantMessage message, Prompt prepared) {
		List<ToolCall> answers = new ArrayList<>();
		List<ToolCall> others = new ArrayList<>();
		message.getToolCalls().forEach((call) -> (isResponse(call) ? answers : others).add(call));
		String unknown = others.stream()
			.map(ToolCall::name)
			.filter((name) -> !OfferedTools.contains(prepared, name))
			.findFirst()
			.orElse(null);
		if (unknown != null) {
			return new Answer.Unusable("must be a call of the tool `" + this.schema.name()
					+ "`; a tool of the name that was called does not exist");
		}
		if (!others.isEmpty()) {
			// What the tools answer may change the result, so an answer beside them
			// waits.
			return new Answer.ToolRound(others);
		}
		if (answers.isEmpty()) {
			return new Answer.Unusable("must be a call of the tool `" + this.schema.name() + "`");
		}
		if (answers.size() > 1) {
			return new Answer.Unusable(
					"must be one call of the tool `" + this.schema.name() + "`, not " + answers.size() + " calls");
		}
		return new Answer.Text(answers.get(0).arguments());
	}

	private boolean isResponse(ToolCall call) {
		return this.schema.name().equals(call.name());
	}

	@Override
	public List<Message> reask(AssistantMessage rejected, List<String> findings) {
		String text = this.messages.toolCorrection(this.schema.name(), findings);
		// The arguments are data by protocol; the text beside them is not.
		String beside = rejected.getText();
		String quoted = (StringUtils.hasText(beside)) ? Fence.aroundUnfenced("", beside) : "";
		if (rejected.hasToolCalls()) {
			List<ToolResponse> responses = rejected.getToolCalls()
				.stream()
				.map((call) -> new ToolResponse(call.id(), call.name(), text))
				.toList();
			return List.of(this.dialect.replay(rejected, quoted),
					ToolResponseMessage.builder().responses(responses).build());
		}
		return (quoted.isEmpty()) ? List.of(new UserMessage(text))
				: List.of(new AssistantMessage(quoted), new UserMessage(text));
	}

}
