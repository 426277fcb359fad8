package io.github.instructorspring.autoconfigure;

import java.util.Optional;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

import io.github.instructorspring.InstructorOperations;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.provider.InstructorTemplateFactory;
import io.github.instructorspring.provider.ProviderClients;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Auto-configuration of {@link InstructorTemplate}: on the provider of
 * {@code instructor.provider}, or else on the application's own chat client; one more for
 * each of {@code instructor.providers}; and of {@link InstructorTemplateFactory}.
 *
 * @since 0.1
 */
@AutoConfiguration(afterName = { "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration",
		"org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration",
		"org.springframework.ai.model.anthropic.autoconfigure.AnthropicChatAutoConfiguration",
		"org.springframework.ai.model.ollama.autoconfigure.OllamaChatAutoConfiguration",
		"org.springframework.ai.model.mistralai.autoconfigure.MistralAiChatAutoConfiguration",
		"org.springframework.ai.model.deepseek.autoconfigure.DeepSeekChatAutoConfiguration",
		"org.springframework.ai.model.google.genai.autoconfigure.chat.GoogleGenAiChatAutoConfiguration",
		"org.springframework.ai.model.bedrock.converse.autoconfigure.BedrockConverseProxyChatAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration",
		"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnClass(ChatClient.class)
@ConditionalOnBooleanProperty(name = "instructor.enabled", matchIfMissing = true)
@EnableConfigurationProperties(InstructorProperties.class)
@Import({ AnthropicTapConfiguration.class, OpenAiTapConfiguration.class, WebClientCancellationConfiguration.class,
		NamedTemplatesRegistrar.class })
public final class InstructorAutoConfiguration {

	@Bean
	@Conditional(OnChatClientCondition.class)
	@ConditionalOnMissingBean(InstructorOperations.class)
	InstructorTemplate instructorTemplate(InstructorTemplate.Builder instructorTemplateBuilder) {
		return instructorTemplateBuilder.build();
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@Conditional(OnChatClientCondition.class)
	@ConditionalOnMissingBean
	InstructorTemplate.Builder instructorTemplateBuilder(InstructorTemplates templates) {
		return templates.builder();
	}

	@Bean(NamedTemplatesRegistrar.FACTORY_BEAN)
	InstructorTemplates instructorTemplates(InstructorProperties properties, ChatClientSource clients,
			ResponseValidatorBeans validators, BeanFactory beanFactory, ApplicationEventPublisher publisher) {
		return new InstructorTemplates(properties, clients, validators, beanFactory, publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	InstructorTemplateFactory instructorTemplateFactory(ProviderClients providerClients, ChatClientSource clients,
			InstructorTemplates templates) {
		return new InstructorTemplateFactory(providerClients, clients::settings, templates::builder);
	}

	@Bean
	@ConditionalOnMissingBean
	ToolArgumentTap instructorToolArgumentTap() {
		return new ToolArgumentTap();
	}

	@Bean
	ApplicationModels instructorApplicationModels(ListableBeanFactory beanFactory,
			ObjectProvider<ObservationRegistry> observations) {
		return new ApplicationModels((ConfigurableListableBeanFactory) beanFactory,
				observations.getIfUnique(() -> ObservationRegistry.NOOP));
	}

	@Bean
	@ConditionalOnMissingBean
	ProviderClients instructorProviderClients(ApplicationModels models, Environment environment,
			ObjectProvider<ObservationRegistry> observations, ListableBeanFactory beanFactory) {
		ProviderClients.Builder clients = ProviderClients.builder()
			.classLoader(((ConfigurableListableBeanFactory) beanFactory).getBeanClassLoader())
			.observations(observations.getIfUnique(() -> ObservationRegistry.NOOP))
			.variables((name) -> Optional.ofNullable(environment.getProperty(name)))
			.nativeModels(models::ofType);
		ProviderTransports.addTo(clients, (ConfigurableListableBeanFactory) beanFactory, environment);
		return clients.build();
	}

	@Bean
	ChatClientSource instructorChatClientSource(InstructorProperties properties, ProviderClients providerClients,
			ApplicationModels models) {
		return new ChatClientSource(properties, providerClients, models);
	}

	@Bean
	@ConditionalOnMissingBean
	ResponseValidatorBeans instructorResponseValidatorBeans(ListableBeanFactory beanFactory) {
		return new ResponseValidatorBeans((ConfigurableListableBeanFactory) beanFactory);
	}

	@Bean
	ResponseModelPreflight instructorResponseModelPreflight(InstructorProperties properties,
			ObjectProvider<InstructorTemplate> templates, ResponseValidatorBeans validators) {
		return new ResponseModelPreflight(templates, properties.preflight().packages(), validators);
	}

}
