package io.github.instructorspring;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;

/**
 * Makes the attempts of one call inside the advisor chain: memory and RAG, which stand
 * before it, run once, and what leaves it is clean JSON text. Belongs to one call;
 * entered again after each round of the caller's own tools, and joined by another one in
 * the chain of each model that takes over.
 *
 * @param <R> the type of the result
 */
final class InstructorAdvisor<R> implements CallAdvisor {

	static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final CallAttempts<R> attempts;

	private final boolean first;

	/**
	 * Create the advisor of a call.
	 * @param attempts the attempts of the call
	 */
	InstructorAdvisor(CallAttempts<R> attempts) {
		this(attempts, true);
	}

	private InstructorAdvisor(CallAttempts<R> attempts, boolean first) {
		this.attempts = attempts;
		this.first = first;
	}

	@Override
	public String getName() {
		return "instructor";
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		try {
			return ask(request, chain);
		}
		catch (RuntimeException ex) {
			if (this.first) {
				this.attempts.interruptedBy(ex);
			}
			throw ex;
		}
	}

	private ChatClientResponse ask(ChatClientRequest request, CallAdvisorChain chain) {
		ModelLane<R> lane = new ModelLane<>(this.attempts, request, options(request));
		while (true) {
			ModelLane.Step step = step(lane, chain);
			if (step instanceof ModelLane.Step.Leave leave) {
				return leave.response();
			}
			if (step instanceof ModelLane.Step.TakeOver takeOver) {
				return lane.afterTakeOver(call(takeOver));
			}
		}
	}

	private ModelLane.Step step(ModelLane<R> lane, CallAdvisorChain chain) {
		ChatClientRequest request = lane.next();
		return this.attempts.observation().inAttempt(() -> step(lane, request, chain));
	}

	private ModelLane.Step step(ModelLane<R> lane, ChatClientRequest request, CallAdvisorChain chain) {
		ChatClientResponse response;
		try {
			response = chain.copy(this).nextCall(request);
		}
		catch (RuntimeException ex) {
			return lane.recover(ex).orElseThrow(() -> ex);
		}
		return lane.settle(response);
	}

	/**
	 * The caller's edits are those of the model that was meant.
	 */
	private ChatOptions options(ChatClientRequest request) {
		ChatOptions options = ModelLane.optionsOf(request);
		return (this.first) ? this.attempts.call().edit(options) : options;
	}

	private ChatClientResponse call(ModelLane.Step.TakeOver takeOver) {
		ChatClientResponse response = takeOver.spec()
			.advisors(new InstructorAdvisor<>(this.attempts, false))
			.call()
			.chatClientResponse();
		Assert.state(response != null, "A call that was completed has a response");
		return response;
	}

}
