package io.github.instructorspring.autoconfigure;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;

/**
 * Matches when there is something to ask: a provider, or one candidate for a chat client.
 */
final class OnChatClientCondition extends AnyNestedCondition {

	OnChatClientCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty("instructor.provider")
	static class Provider {

	}

	@ConditionalOnSingleCandidate(ChatModel.class)
	static class SingleChatModel {

	}

	@ConditionalOnSingleCandidate(ChatClient.Builder.class)
	static class SingleChatClientBuilder {

	}

}
