package io.github.instructorspring.sample;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same application without the stand-in.
 */
class RealProviderTests {

	@Test
	void withoutTheStandInProfileItTalksToTheProviderOfTheEnvironment() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class).run(
				"--server.port=0", "--OPENAI_API_KEY=some-key", "--OPENAI_BASE_URL=http://127.0.0.1:9/v1",
				"--instructor.provider=openai/gpt-4o", "--instructor.timeout=5s")) {
			AboutController.About about = context.getBean(AboutController.class).about();
			assertThat(about).isEqualTo(new AboutController.About("openai/gpt-4o", false));
			assertThat(context.containsBean("standInModelRoutes")).isFalse();
		}
	}

}
