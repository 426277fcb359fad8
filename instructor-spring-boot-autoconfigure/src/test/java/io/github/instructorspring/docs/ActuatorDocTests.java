package io.github.instructorspring.docs;

import java.time.Duration;
import java.util.regex.Pattern;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.TemplateInfo;
import io.github.instructorspring.autoconfigure.ActuatorApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/actuator.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("actuator.md");

	private static final Logger log = LoggerFactory.getLogger(ActuatorDocTests.class);

	private static final Pattern TIME = Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"");

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	@Test
	void endpointAndInfo() {
		try (ActuatorApplication application = application()) {
			this.model.answersText(SAM, SAM.replace("25", "900"), SAM.replace("25", "901"), SAM.replace("25", "902"));
			application.template().create(Person.class, "Sam is twenty-five");
			assertThatExceptionOfType(RetriesExhaustedException.class)
				.isThrownBy(() -> application.template().create(Person.class, "Sam is old"));
			page.showsJson(timed(application, "instructor"));
			page.showsJson(application.get("info"));
		}
	}

	@Test
	void healthOfTwoProviders() {
		try (LoopbackModel strong = new LoopbackModel();
				ActuatorApplication application = application("instructor.providers.strong.provider=openai/gpt-4.1",
						"instructor.providers.strong.api-key=test-key",
						"instructor.providers.strong.base-url=" + strong.baseUrl(), "instructor.fallback=strong")) {
			this.model.fails(503).fails(503).fails(503);
			strong.answersText(SAM);
			application.template().create(Person.class, "Sam is twenty-five");
			String health = TIME.matcher(application.get("health").at("/components/instructor").toString())
				.replaceAll("\"2026-11-23T09:30:00Z\"");
			page.showsJson("{\"instructor\":" + health + "}");
		}
	}

	@Test
	void code(CapturedOutput output) {
		this.model.answersText("OK");
		inCode(this.instructor);
		assertThat(output).contains("default asks gpt-4o-mini at openai");
		assertThat(this.model.calls()).isOne();
	}

	private static void inCode(InstructorTemplate instructor) {
		// @formatter:off

		TemplateInfo info = instructor.info();
		log.info("{} asks {} at {}", info.name(), info.model(), info.provider());

		instructor.ping(Duration.ofSeconds(5));
		// @formatter:on
	}

	@Test
	void propertiesOfTheTablesAreThoseOfTheEndpoint() {
		try (ActuatorApplication application = application()) {
			this.model.answersText(SAM);
			application.template().create(Person.class, "Sam is twenty-five");
			String documented = DocumentationTests.page("actuator.md");
			assertThat(application.get("instructor").at("/providers/0").propertyNames())
				.allSatisfy((name) -> assertThat(documented).contains("`" + name + "`"));
			assertThat(application.get("instructor").at("/responseModels/0").propertyNames())
				.allSatisfy((name) -> assertThat(documented).contains("`" + name + "`"));
		}
	}

	private ActuatorApplication application(String... properties) {
		return new ActuatorApplication(WebApplicationType.REACTIVE, this.model, properties);
	}

	private static String timed(ActuatorApplication application, String endpoint) {
		return TIME.matcher(application.get(endpoint).toString()).replaceAll("\"2026-11-23T09:30:00Z\"");
	}

	record Person(String name, @Max(150) int age) {
	}

}
