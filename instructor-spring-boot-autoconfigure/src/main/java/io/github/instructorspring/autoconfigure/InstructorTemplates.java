package io.github.instructorspring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.ValidatorFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.InstructorTemplateCustomizer;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.observation.InstructorAttemptObservationConvention;
import io.github.instructorspring.observation.InstructorCallObservationConvention;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Starts templates with the settings of the application, one for each model.
 */
class InstructorTemplates {

	private final InstructorProperties properties;

	private final ChatClientSource clients;

	private final ResponseValidatorBeans validators;

	private final BeanFactory beans;

	private final ApplicationEventPublisher publisher;

	InstructorTemplates(InstructorProperties properties, ChatClientSource clients, ResponseValidatorBeans validators,
			BeanFactory beans, ApplicationEventPublisher publisher) {
		this.properties = properties;
		this.clients = clients;
		this.validators = validators;
		this.beans = beans;
		this.publisher = publisher;
	}

	/**
	 * Start the template that is injected without a name.
	 */
	InstructorTemplate.Builder builder() {
		return customized(builderWithProperties(this.clients.get()));
	}

	/**
	 * Start a template on another client.
	 */
	InstructorTemplate.Builder builder(ChatClient client) {
		return customized(builderWithProperties(client));
	}

	/**
	 * The template of a named provider. Called by the definitions of
	 * {@link NamedTemplatesRegistrar}.
	 */
	InstructorTemplate named(String name) {
		InstructorProperties.Provider provider = this.properties.providers().get(name);
		ChatClient client = this.clients.named().get(name);
		Assert.state(provider != null && client != null, () -> "There is no 'instructor.providers." + name + "'");
		InstructorTemplate.Builder builder = builderWithProperties(client).name(name);
		if (provider.mode() != null) {
			builder.mode(provider.mode());
		}
		if (provider.maxRetries() != null) {
			builder.maxRetries(provider.maxRetries());
		}
		if (provider.timeout() != null) {
			builder.timeout(provider.timeout());
		}
		return customized(builder).build();
	}

	private InstructorTemplate.Builder builderWithProperties(ChatClient client) {
		InstructorTemplate.Builder builder = InstructorTemplate.builder(client);
		this.clients.named().forEach(builder::provider);
		builder.providerSource(this.clients);
		PropertiesInstructorTemplateBuilder.apply(this.properties, builder);
		this.beans.getBeanProvider(JsonMapper.class).ifUnique(builder::jsonMapper);
		this.beans.getBeanProvider(ValidatorFactory.class).ifUnique(builder::validatorFactory);
		this.validators.addTo(builder);
		this.beans.getBeanProvider(RetryMessages.class).ifUnique(builder::retryMessages);
		this.beans.getBeanProvider(ModerationModel.class).ifUnique(builder::moderationModel);
		builder.toolArgumentTap(this.beans.getBean(ToolArgumentTap.class));
		builder.eventPublisher(this.publisher);
		this.beans.getBeanProvider(ObservationRegistry.class).ifUnique(builder::observationRegistry);
		this.beans.getBeanProvider(InstructorCallObservationConvention.class)
			.ifUnique(builder::callObservationConvention);
		this.beans.getBeanProvider(InstructorAttemptObservationConvention.class)
			.ifUnique(builder::attemptObservationConvention);
		return builder;
	}

	private InstructorTemplate.Builder customized(InstructorTemplate.Builder builder) {
		this.beans.getBeanProvider(InstructorTemplateCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
