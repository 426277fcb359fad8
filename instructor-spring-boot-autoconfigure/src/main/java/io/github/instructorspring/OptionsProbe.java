package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.core.Ordered;

/**
 * Learns the options of a chat client, which shows them to its advisors only. Stands
 * before all others and answers itself, so that neither they nor the model see anything.
 */
final class OptionsProbe implements CallAdvisor {

	private @Nullable ChatOptions options;

	private ProviderModes modes = ProviderModes.UNKNOWN;

	/**
	 * What a client's requests are like. Makes none.
	 */
	static OptionsProbe of(ChatClient client) {
		OptionsProbe probe = new OptionsProbe();
		BareModel.callWith(client, probe);
		return probe;
	}

	/**
	 * The options of a client's requests. Makes none.
	 */
	static ChatOptions optionsOf(ChatClient client) {
		return of(client).options();
	}

	ProviderModes modes() {
		return this.modes;
	}

	ChatOptions options() {
		return (this.options != null) ? this.options : ChatOptions.builder().build();
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		this.options = request.prompt().getOptions();
		this.modes = ProviderModes.of(request);
		return ChatClientResponse.builder()
			.chatResponse(new ChatResponse(List.of(new Generation(new AssistantMessage("")))))
			.context(request.context())
			.build();
	}

	@Override
	public String getName() {
		return "instructor-options";
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
