package io.github.instructorspring.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The chat models and clients that the application has of its own. They are used as they
 * are.
 */
class ApplicationModels {

	private final ConfigurableListableBeanFactory beans;

	private final ObservationRegistry observations;

	ApplicationModels(ConfigurableListableBeanFactory beans, ObservationRegistry observations) {
		this.beans = beans;
		this.observations = observations;
	}

	/**
	 * The one that is meant when nobody chooses: a client, before a builder of clients,
	 * before a model.
	 */
	ChatClient single() {
		ChatClient client = this.beans.getBeanProvider(ChatClient.class).getIfUnique();
		if (client != null) {
			return client;
		}
		ChatModel model = this.beans.getBeanProvider(ChatModel.class).getIfUnique();
		var builders = this.beans.getBeanProvider(ChatClient.Builder.class);
		ChatClient.Builder builder = (model != null) ? builders.getIfUnique() : builders.getObject();
		return (builder != null) ? builder.build() : clientOf(this.beans.getBean(ChatModel.class));
	}

	/**
	 * The one that a property chooses.
	 * @param property the property
	 * @param name the name of a bean
	 */
	ChatClient named(String property, String name) {
		Object bean = (this.beans.containsBean(name)) ? this.beans.getBean(name) : null;
		if (bean instanceof ChatClient client) {
			return client;
		}
		if (bean instanceof ChatClient.Builder builder) {
			return builder.build();
		}
		if (bean instanceof ChatModel model) {
			return clientOf(model);
		}
		throw new InvalidChatModelException(property, name, names(this.beans));
	}

	/**
	 * The chat model of a class, if there is one that can be meant.
	 */
	Optional<ChatModel> ofType(String className) {
		ClassLoader classLoader = this.beans.getBeanClassLoader();
		if (!ClassUtils.isPresent(className, classLoader)) {
			return Optional.empty();
		}
		Class<?> type = ClassUtils.resolveClassName(className, classLoader);
		return Optional.ofNullable(this.beans.getBeanProvider(type.asSubclass(ChatModel.class)).getIfUnique());
	}

	private ChatClient clientOf(ChatModel model) {
		return ChatClient.builder(model, this.observations, null, null).build();
	}

	/**
	 * The names of all that could be chosen. Spring AI's own builder is none: it is
	 * another word for the only chat model.
	 */
	static List<String> names(ConfigurableListableBeanFactory beans) {
		return Stream.of(ChatModel.class, ChatClient.class, ChatClient.Builder.class)
			.flatMap((type) -> Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type)))
			.filter((name) -> !OnOwnChatClientBuilderCondition.isOfSpringAi(beans, name))
			.distinct()
			.sorted()
			.toList();
	}

}
