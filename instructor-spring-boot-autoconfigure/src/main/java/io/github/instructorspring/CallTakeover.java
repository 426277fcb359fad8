package io.github.instructorspring;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;

/**
 * Continues a call inside the advisor chain of another client.
 *
 * @param attempts the attempts of the call
 */
record CallTakeover(Attempts attempts) implements CallAdvisor {

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		return this.attempts.ask(request, chain, this);
	}

	@Override
	public String getName() {
		return "instructor-takeover";
	}

	@Override
	public int getOrder() {
		return InstructorAdvisor.ORDER;
	}

	/**
	 * What goes on in the other chain.
	 */
	@FunctionalInterface
	interface Attempts {

		ChatClientResponse ask(ChatClientRequest request, CallAdvisorChain chain, CallAdvisor self);

	}

}
