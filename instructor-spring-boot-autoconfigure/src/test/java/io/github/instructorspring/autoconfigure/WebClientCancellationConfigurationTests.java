package io.github.instructorspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.web.reactive.function.client.WebClient;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.stream.StreamCancellationFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients of Ollama in a Spring Boot application.
 */
class WebClientCancellationConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withPropertyValues("instructor.provider=openai/some-model", "instructor.api-key=a-key");

	@Test
	void clientsOfTheApplicationHearOfCancelledStreams() {
		this.contextRunner.run((context) -> context.getBean(WebClient.Builder.class)
			.filters((filters) -> assertThat(filters).hasAtLeastOneElementOfType(StreamCancellationFilter.class)));
	}

	@Test
	void applicationWithoutTheClientStarts() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebClientCustomizer.class))
			.run((context) -> assertThat(context).hasSingleBean(InstructorTemplate.class)
				.doesNotHaveBean("instructorStreamCancellationCustomizer"));
	}

}
