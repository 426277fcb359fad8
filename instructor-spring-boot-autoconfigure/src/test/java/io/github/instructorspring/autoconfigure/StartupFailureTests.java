package io.github.instructorspring.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import io.github.instructorspring.InstructorTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;

/**
 * What an application with a broken configuration prints when it starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	static Stream<Arguments> brokenConfigurations() {
		return Stream.of(Arguments.of("no model", Application.class, new String[0], """
				Description:

				No InstructorTemplate could be created, because there is no model to ask: instructor.provider is not \
				set and there is no ChatModel bean.

				Action:

				Name a model in application.yml:

				instructor:
				  provider: openai/gpt-4o-mini

				and set the environment variable OPENAI_API_KEY. Or declare a ChatModel bean, for example by adding \
				org.springframework.ai:spring-ai-starter-model-openai.
				"""), Arguments.of("two models and none is primary", TwoModels.class, new String[0], """
				Description:

				No InstructorTemplate could be created, because there are 2 beans that could be asked and none of \
				them is primary: anthropic, openai.

				Action:

				Choose one in application.yml:

				instructor:
				  chat-model: anthropic

				or mark one as @Primary, or name a provider with instructor.provider.
				"""),
				Arguments.of("a provider that is empty", Application.class, new String[] { "--instructor.provider=" },
						"No InstructorTemplate could be created, because there is no model to ask:"),
				Arguments.of("two starters of Spring AI", TwoStarters.class,
						new String[] { "--spring.ai.openai.api-key=k" },
						"none of them is primary: anthropic, openAiChatModel."),
				Arguments.of("a chosen model that is not there", TwoModels.class,
						new String[] { "--instructor.chat-model=google" }, """
								The property instructor.chat-model is 'google', and no ChatModel, ChatClient.Builder \
								or ChatClient bean has this name.

								Action:

								Set instructor.chat-model to one of: anthropic, openai.
								"""),
				Arguments.of("a chosen model where there is none", Application.class,
						new String[] { "--instructor.chat-model=google" },
						"Declare such a bean, or set instructor.provider."),
				Arguments.of("a provider and a chosen model", TwoModels.class,
						new String[] { "--instructor.chat-model=openai", "--instructor.provider=openai/m" }, """
								The following configuration properties are mutually exclusive:

									instructor.chat-model
									instructor.provider
								"""),
				Arguments.of("options of a model of the application", TwoModels.class,
						new String[] { "--instructor.chat-model=openai", "--instructor.options.temperature=0" }, """
								Options are those of instructor.provider, which is not set; a chat model of the \
								application has its own.
								"""),
				Arguments.of("only named providers", Application.class,
						new String[] { "--instructor.providers.strong.provider=openai/m",
								"--instructor.providers.strong.api-key=k" },
						"""
								No InstructorTemplate could be created without a qualifier, because \
								instructor.provider is not set: there are only those of instructor.providers: strong.

								Action:

								Inject one of them with @Qualifier("strong"), or set instructor.provider for the one \
								without a qualifier.
								"""),
				Arguments.of("a qualifier that no provider has", NeedsStrong.class,
						new String[] { "--instructor.provider=openai/m", "--instructor.api-key=k",
								"--instructor.providers.cheap.provider=openai/m",
								"--instructor.providers.cheap.api-key=k" },
						"""
								There is no InstructorTemplate with the qualifier that is asked for; those of \
								instructor.providers are: cheap.
								"""),
				Arguments.of("no library for the provider's own starter", Application.class,
						new String[] { "--instructor.provider=bedrock/amazon.nova-lite-v1:0" },
						"""
								The provider 'bedrock/amazon.nova-lite-v1:0' of instructor.provider cannot be asked with \
								what is on the class path.

								Action:

								Add the dependency org.springframework.ai:spring-ai-starter-model-bedrock-converse, or \
								set AWS_BEARER_TOKEN_BEDROCK for the models that are served as OpenAI's are.
								"""),
				Arguments.of("no address", Application.class,
						new String[] { "--instructor.provider=databricks/m", "--instructor.api-key=k" }, """
								The property instructor.provider is 'databricks/m', but 'databricks' has no address of \
								its own.

								Action:

								Set instructor.base-url, or the environment variable DATABRICKS_BASE_URL or \
								DATABRICKS_HOST or DATABRICKS_WORKSPACE_URL.
								"""),
				Arguments.of("an option that the provider does not take", Application.class,
						new String[] { "--instructor.provider=anthropic/claude-haiku-4-5", "--instructor.api-key=k",
								"--instructor.options.seed=7" },
						"""
								The property instructor.provider is 'anthropic/claude-haiku-4-5', but it does not take \
								these options: seed.

								Action:

								Remove instructor.options.seed.
								"""),
				Arguments.of("no key, of several variables", Application.class,
						new String[] { "--instructor.provider=google/gemini-2.5-flash" },
						"Set the environment variable GOOGLE_API_KEY or GEMINI_API_KEY, or the property "),
				Arguments.of("no key", Application.class, new String[] { "--instructor.provider=openai/gpt-4o-mini" },
						"""
								Description:

								The provider 'openai/gpt-4o-mini' needs an API key, and none is set.

								Action:

								Set the environment variable OPENAI_API_KEY, or the property instructor.api-key (from a \
								secret, not in a file that is committed). For a server that takes no key, set \
								instructor.api-key to an empty value.
								"""),
				Arguments.of("no key of a named provider", Application.class,
						new String[] { "--instructor.provider=openai/m", "--instructor.api-key=k",
								"--instructor.providers.strong.provider=openai/gpt-4.1" },
						"""
								The provider 'openai/gpt-4.1' needs an API key, and none is set.

								Action:

								Set the environment variable OPENAI_API_KEY, or the property \
								instructor.providers.strong.api-key (from a secret, not in a file that is committed). \
								For a server that takes no key, set instructor.providers.strong.api-key to an empty \
								value.
								"""),
				Arguments.of("unknown named provider", Application.class,
						new String[] { "--instructor.provider=openai/m", "--instructor.api-key=k",
								"--instructor.providers.strong.provider=acme/model" },
						"""
								The property instructor.providers.strong.provider is 'acme/model', but 'acme' is not a \
								known provider.

								Action:

								Known are: openai, azure_openai, anthropic, google, mistral, cohere, perplexity, groq, \
								writer, bedrock, cerebras, fireworks, deepseek, xai, together, anyscale, databricks, \
								openrouter, litellm, requesty, ollama, vllm, lm-studio, llama-cpp, sambanova, custom. \
								Any other server that speaks OpenAI's language is custom/<model>, with \
								instructor.providers.strong.base-url.
								"""),
				Arguments.of("provider without a model", Application.class,
						new String[] { "--instructor.provider=gpt-4o-mini" }, """
								Description:

								The property instructor.provider is 'gpt-4o-mini', but it is not of the form \
								<provider>/<model>, for example openai/gpt-4o-mini.

								Action:

								Write it as <provider>/<model>, for example instructor.provider=openai/gpt-4o-mini.
								"""),
				Arguments.of("unknown provider", Application.class,
						new String[] { "--instructor.provider=antropic/claude-haiku-4-5" }, """
								The property instructor.provider is 'antropic/claude-haiku-4-5', but 'antropic' is not \
								a known provider.

								Action:

								Did you mean 'anthropic/claude-haiku-4-5'? Known are: openai,"""),
				Arguments.of("unknown mode", Application.class,
						new String[] { "--instructor.provider=openai/m", "--instructor.mode=xml" }, """
								The following values are valid:

								    AUTO
								    JSON
								    JSON_SCHEMA
								    MD_JSON
								    TOOLS
								"""),
				Arguments.of("unknown coercion", Application.class,
						new String[] { "--instructor.provider=openai/m",
								"--instructor.repair.forbid-coercions=enum-case,guess" },
						"""
								The following values are valid:

								    BOOLEAN_TO_TEXT
								"""),
				Arguments.of("switched off", Application.class, new String[] { "--instructor.enabled=false" }, """
						An InstructorTemplate is needed, but Instructor is switched off by instructor.enabled=false.
						"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("brokenConfigurations")
	void startUpPrintsWhatIsWrongAndWhichLineToAdd(String title, Class<?> application, String[] arguments,
			String analysis, CapturedOutput output) {
		SpringApplication springApplication = new SpringApplication(application);
		springApplication.setWebApplicationType(WebApplicationType.NONE);
		springApplication.setEnvironment(environmentWithoutVariables());
		assertThat(catchThrowable(() -> springApplication.run(arguments))).isNotNull();
		assertThat(output.getErr() + output.getOut()).contains("APPLICATION FAILED TO START").contains(analysis);
	}

	private static ConfigurableEnvironment environmentWithoutVariables() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		return environment;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(InstructorAutoConfiguration.class)
	static class Application {

		@Bean
		Object needsInstructor(InstructorTemplate instructor) {
			return instructor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ InstructorAutoConfiguration.class, ChatClientAutoConfiguration.class,
			OpenAiChatAutoConfiguration.class, ToolCallingAutoConfiguration.class })
	static class TwoStarters {

		@Bean
		ChatModel anthropic() {
			return mock(ChatModel.class);
		}

		@Bean
		Object needsInstructor(InstructorTemplate instructor) {
			return instructor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(InstructorAutoConfiguration.class)
	static class NeedsStrong {

		@Bean
		Object needsInstructor(@Qualifier("strong") InstructorTemplate instructor) {
			return instructor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(InstructorAutoConfiguration.class)
	static class TwoModels {

		@Bean
		ChatModel openai() {
			return mock(ChatModel.class);
		}

		@Bean
		ChatModel anthropic() {
			return mock(ChatModel.class);
		}

		@Bean
		Object needsInstructor(InstructorTemplate instructor) {
			return instructor;
		}

	}

}
