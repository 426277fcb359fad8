package io.github.instructorspring.autoconfigure;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the builder is that of Spring AI, and there are several chat models for
 * it, on which it would fail.
 */
class OnOwnChatClientBuilderCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String SPRING_AI = "org.springframework.ai.model.chat.client.autoconfigure."
			+ "ChatClientAutoConfiguration";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("own ChatClient.Builder");
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (beans == null) {
			return ConditionOutcome.noMatch(message.because("there is no bean factory"));
		}
		String[] models = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, ChatModel.class, true, false);
		String[] builders = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, ChatClient.Builder.class, true,
				false);
		for (String builder : builders) {
			if (models.length > 1 && isOfSpringAi(beans, builder)) {
				return ConditionOutcome.noMatch(message.because("there are several chat models for it"));
			}
		}
		return ConditionOutcome.match(message.because("it can be used"));
	}

	/**
	 * Whether a builder of clients is the one that Spring AI configures, on whatever chat
	 * model there is.
	 */
	static boolean isOfSpringAi(ConfigurableListableBeanFactory beans, String name) {
		return beans.containsBeanDefinition(name)
				&& SPRING_AI.equals(beans.getBeanDefinition(name).getFactoryBeanName());
	}

}
