package io.github.instructorspring;

import java.time.Duration;
import java.util.List;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.Ordered;

import io.github.instructorspring.mode.ProviderDialect;

/**
 * A request for the shortest of answers, to see whether there is one.
 *
 * @param timeout the time for the answer
 */
record Ping(Duration timeout) implements CallAdvisor {

	private static final int MAX_TOKENS = 8;

	static void send(ChatClient client, Duration timeout) {
		BareModel.callWith(client, new BareModel(new Ping(timeout), List.of(new UserMessage("Answer: OK"))));
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		Prompt prompt = request.prompt();
		ChatOptions options = (prompt.getOptions() != null) ? prompt.getOptions() : ChatOptions.builder().build();
		ProviderDialect dialect = ProviderDialect.of(options);
		ChatOptions edited = dialect.withTimeout(dialect.withLimit(options, MAX_TOKENS), this.timeout);
		return chain.nextCall(request.mutate().prompt(new Prompt(prompt.getInstructions(), edited)).build());
	}

	@Override
	public String getName() {
		return "instructor-ping";
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
