package io.github.instructorspring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import jakarta.validation.ValidatorFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorOperations;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.InstructorTemplateCustomizer;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.provider.ProviderChatModels;
import io.github.instructorspring.stream.ToolArgumentTap;

/**
 * Auto-configuration of {@link InstructorTemplate}: on the provider of
 * {@code instructor.provider}, or else on the application's own chat client.
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
@Conditional(OnChatClientCondition.class)
@EnableConfigurationProperties(InstructorProperties.class)
@Import({ AnthropicTapConfiguration.class, OpenAiTapConfiguration.class })
public final class InstructorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(InstructorOperations.class)
	InstructorTemplate instructorTemplate(InstructorTemplate.Builder instructorTemplateBuilder) {
		return instructorTemplateBuilder.build();
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@ConditionalOnMissingBean
	InstructorTemplate.Builder instructorTemplateBuilder(InstructorProperties properties, ChatClientSource chatClient,
			ObjectProvider<JsonMapper> mapper, ObjectProvider<ValidatorFactory> validatorFactory,
			ResponseValidatorBeans validators, ObjectProvider<RetryMessages> retryMessages,
			ObjectProvider<ModerationModel> moderationModel, ToolArgumentTap toolArgumentTap,
			ObjectProvider<InstructorTemplateCustomizer> customizers) {
		InstructorTemplate.Builder builder = InstructorTemplate.builder(chatClient.get());
		chatClient.named().forEach(builder::provider);
		PropertiesInstructorTemplateBuilder.apply(properties, builder);
		mapper.ifUnique(builder::jsonMapper);
		validatorFactory.ifUnique(builder::validatorFactory);
		validators.addTo(builder);
		retryMessages.ifUnique(builder::retryMessages);
		moderationModel.ifUnique(builder::moderationModel);
		builder.toolArgumentTap(toolArgumentTap);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	@ConditionalOnMissingBean
	ToolArgumentTap instructorToolArgumentTap() {
		return new ToolArgumentTap();
	}

	@Bean
	@ConditionalOnMissingBean
	ChatClientSource instructorChatClientSource(InstructorProperties properties, Environment environment,
			ObjectProvider<ChatClient.Builder> builders, ObjectProvider<ChatModel> models,
			ObjectProvider<ObservationRegistry> observations, ToolArgumentTap toolArgumentTap) {
		ObservationRegistry registry = observations.getIfUnique(() -> ObservationRegistry.NOOP);
		return new ChatClientSource(properties, environment, builders, models, registry,
				new ProviderChatModels(registry, (model) -> OpenAiTapConfiguration.install(toolArgumentTap, model)));
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
