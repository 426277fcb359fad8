package io.github.instructorspring.autoconfigure;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Conditional;

/**
 * Matches when it is clear what to ask: a provider, a bean that was chosen, or one
 * candidate for a chat client.
 */
final class OnChatClientCondition extends AnyNestedCondition {

	OnChatClientCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@Conditional(OnChosenModelCondition.class)
	static class ChosenModel {

	}

	@ConditionalOnSingleCandidate(ChatClient.class)
	static class SingleChatClient {

	}

	@ConditionalOnSingleCandidate(ChatModel.class)
	static class SingleChatModel {

	}

	@ConditionalOnSingleCandidate(ChatClient.Builder.class)
	@Conditional(OnOwnChatClientBuilderCondition.class)
	static class SingleChatClientBuilder {

	}

}
