package io.github.instructorspring.mode;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * The tools that a request offers to the model.
 */
final class OfferedTools {

	private OfferedTools() {
	}

	static List<ToolCallback> of(ToolCallingChatOptions options) {
		List<ToolCallback> tools = options.getToolCallbacks();
		return (tools != null) ? tools : List.of();
	}

	static List<ToolCallback> with(ToolCallingChatOptions options, ToolCallback added) {
		List<ToolCallback> tools = new ArrayList<>(of(options));
		tools.add(added);
		return tools;
	}

	static boolean contains(Prompt prompt, String name) {
		return prompt.getOptions() instanceof ToolCallingChatOptions options
				&& of(options).stream().anyMatch((tool) -> tool.getToolDefinition().name().equals(name));
	}

}
