package io.github.instructorspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.instructorspring.InstructorTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the endpoint, the info and the health are there.
 */
class ActuatorConditionsTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=instructor";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class,
				InstructorActuatorAutoConfiguration.class, InstructorHealthAutoConfiguration.class))
		.withPropertyValues("instructor.provider=openai/gpt-4o-mini", "instructor.api-key=test-key");

	@Test
	void allAreThereWhereTheEndpointIsExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(InstructorEndpoint.class)
				.hasSingleBean(TemplatesInfoContributor.class)
				.hasSingleBean(HealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=health,info",
			"management.endpoint.instructor.access=NONE" })
	void endpointThatIsNotAvailableIsNotThere(String property) {
		this.runner.withPropertyValues(EXPOSED, property)
			.run((context) -> assertThat(context).doesNotHaveBean(InstructorEndpoint.class)
				.hasSingleBean(HealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.instructor.enabled=false", "management.health.defaults.enabled=false" })
	void healthThatIsNotWantedIsNotThere(String property) {
		this.runner.withPropertyValues(EXPOSED, property)
			.run((context) -> assertThat(context).doesNotHaveBean(HealthIndicator.class)
				.hasSingleBean(InstructorEndpoint.class));
	}

	@Test
	void infoThatIsNotWantedIsNotThere() {
		this.runner.withPropertyValues("management.info.instructor.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TemplatesInfoContributor.class));
	}

	@Test
	void nothingIsThereWithoutInstructor() {
		this.runner.withPropertyValues(EXPOSED, "instructor.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(InstructorEndpoint.class)
				.doesNotHaveBean(HealthIndicator.class)
				.doesNotHaveBean(InstructorActivity.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.health" })
	void applicationStartsWithoutTheLibraries(String absent) {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(InstructorTemplate.class));
	}

	@Test
	void nothingListensWithoutTheActuator() {
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(InstructorTemplate.class)
				.doesNotHaveBean(InstructorActivity.class));
	}

	@Test
	void healthOfTheApplicationItselfComesFirst() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("instructorHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
	}

	@Test
	void healthOfAnApplicationWithoutModelsIsUnknown() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(InstructorAutoConfiguration.class, InstructorHealthAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(HealthIndicator.class).health())
				.isEqualTo(Health.unknown().build()));
	}

}
