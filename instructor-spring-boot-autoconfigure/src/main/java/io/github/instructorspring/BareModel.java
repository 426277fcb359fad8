package io.github.instructorspring;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ChatModelCallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.template.NoOpTemplateRenderer;
import org.springframework.core.Ordered;

/**
 * Makes a call with the model and the options of a chat client, and with nothing else of
 * it: no memory, no search, no tools and no prompts. It is the first advisor of the
 * client's chain and passes over all others.
 *
 * @param call asks the model
 * @param messages all that the model is told
 */
record BareModel(CallAdvisor call, List<Message> messages) implements CallAdvisor {

	/**
	 * Run an advisor that replaces the prompt of its client, which may have templates
	 * whose parameters are not known here.
	 */
	static void callWith(ChatClient client, CallAdvisor advisor) {
		client.prompt()
			.user("instructor")
			.templateRenderer(new NoOpTemplateRenderer())
			.advisors(advisor)
			.call()
			.chatClientResponse();
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		Prompt prompt = new Prompt(this.messages, withoutTools(request.prompt().getOptions()));
		return this.call.adviseCall(request.mutate().prompt(prompt).build(), new ModelChain(chain));
	}

	private static @Nullable ChatOptions withoutTools(@Nullable ChatOptions options) {
		return (options instanceof ToolCallingChatOptions toolOptions)
				? toolOptions.mutate().toolCallbacks(List.of()).toolContext(Map.of()).build() : options;
	}

	@Override
	public String getName() {
		return "instructor-bare-model";
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * A chain in which the model follows on every advisor.
	 */
	private record ModelChain(CallAdvisorChain chain) implements CallAdvisorChain {

		@Override
		public ChatClientResponse nextCall(ChatClientRequest request) {
			return model().nextCall(request);
		}

		@Override
		public List<CallAdvisor> getCallAdvisors() {
			return this.chain.getCallAdvisors();
		}

		@Override
		public CallAdvisorChain copy(CallAdvisor after) {
			return model();
		}

		private CallAdvisorChain model() {
			List<CallAdvisor> advisors = this.chain.getCallAdvisors();
			int model = 1;
			while (model < advisors.size() - 1 && !(advisors.get(model) instanceof ChatModelCallAdvisor)) {
				model++;
			}
			return this.chain.copy(advisors.get(model - 1));
		}

	}

}
