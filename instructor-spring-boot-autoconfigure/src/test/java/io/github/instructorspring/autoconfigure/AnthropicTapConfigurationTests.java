package io.github.instructorspring.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackAnthropic;
import io.github.instructorspring.OutputMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tap of Anthropic's models in a Spring Boot application.
 */
class AnthropicTapConfigurationTests {

	private static final String ANSWER = "{\"name\":\"Ada Lovelace, Countess\"}";

	private final LoopbackAnthropic server = new LoopbackAnthropic().answersToolCall("Name", ANSWER);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class));

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void modelThatTakesTheCustomizersIsTapped() {
		this.contextRunner.withBean(LoopbackAnthropic.class, () -> this.server)
			.withUserConfiguration(AsSpringAiDoes.class)
			.run((context) -> assertThat(names(context.getBean(InstructorTemplate.class))).hasSizeGreaterThan(2));
		assertThat(this.server.header(0, "Content-Type")).isEqualTo("application/json");
	}

	@Test
	void modelThatIsBuiltWithoutThemSendsNoMark() {
		this.contextRunner
			.withBean(AnthropicChatModel.class, () -> this.server.chatModelBuilder("claude-haiku-4-5").build())
			.run((context) -> assertThat(names(context.getBean(InstructorTemplate.class))).hasSize(1));
		assertThat(this.server.header(0, "Content-Type")).isEqualTo("application/json");
	}

	@Test
	void applicationWithoutAnthropicHasNoCustomizer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.ai.anthropic", "com.anthropic"))
			.withPropertyValues("instructor.provider=openai/some-model", "instructor.api-key=a-key")
			.run((context) -> {
				assertThat(context).hasSingleBean(InstructorTemplate.class);
				assertThat(context.getBeanFactory().containsBean("instructorAnthropicToolArgumentTapCustomizer"))
					.isFalse();
			});
	}

	private static List<Name> names(InstructorTemplate instructor) {
		return instructor.prompt()
			.user("Who?")
			.mode(OutputMode.TOOLS)
			.responseModel(Name.class)
			.stream()
			.partials()
			.collectList()
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
	}

	record Name(String name) {
	}

	/**
	 * How Spring AI's auto-configuration of Anthropic, which is not on this class path,
	 * treats customizers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AsSpringAiDoes {

		@Bean
		AnthropicChatModel anthropicChatModel(LoopbackAnthropic server,
				ObjectProvider<AnthropicHttpClientBuilderCustomizer> customizers) {
			return server.chatModelBuilder("claude-haiku-4-5")
				.httpClientBuilderCustomizers(customizers.orderedStream().toList())
				.build();
		}

	}

}
