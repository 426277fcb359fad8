package io.github.instructorspring.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatModel;
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

				No InstructorTemplate could be created, because there are 2 ChatModel beans and none of them is \
				primary: anthropic, openai.

				Action:

				Mark one of them as @Primary, or name the model to use in application.yml:

				instructor:
				  provider: openai/gpt-4o-mini
				"""),
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
								known provider; known is: openai. A server that speaks OpenAI's language is reached \
								with openai/<model> and instructor.providers.strong.base-url.
								"""),
				Arguments.of("provider without a model", Application.class,
						new String[] { "--instructor.provider=gpt-4o-mini" }, """
								Description:

								The property instructor.provider is 'gpt-4o-mini', but it is not of the form \
								<provider>/<model>, for example openai/gpt-4o-mini.

								Action:

								Write it as <provider>/<model>, for example instructor.provider=openai/gpt-4o-mini.
								"""),
				Arguments.of("unknown provider", Application.class, new String[] { "--instructor.provider=acme/model" },
						"""
								The property instructor.provider is 'acme/model', but 'acme' is not a known provider; \
								known is: openai. A server that speaks OpenAI's language is reached with \
								openai/<model> and instructor.base-url.
								"""),
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
