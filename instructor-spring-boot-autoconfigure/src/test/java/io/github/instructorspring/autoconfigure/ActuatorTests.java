package io.github.instructorspring.autoconfigure;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.event.InstructorEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint, the info and the health as an operator reads them, over HTTP.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ActuatorTests {

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private static final String TOO_OLD = SAM.replace("25", "900");

	private static final String NO_SCHEMAS = "Invalid parameter: 'response_format' of type 'json_schema' is not "
			+ "supported with this model.";

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel second = new LoopbackModel();

	private final String[] strong = { "instructor.providers.strong.provider=custom/strong-model",
			"instructor.providers.strong.api-key=" + ActuatorApplication.KEY,
			"instructor.providers.strong.base-url=" + this.second.baseUrl() };

	@AfterEach
	void stop() {
		this.model.close();
		this.second.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void successIsTold(WebApplicationType type) {
		try (ActuatorApplication application = new ActuatorApplication(type, this.model)) {
			this.model.answersText(SAM);
			InstructorTemplate template = application.template();
			template.create(Person.class, "Sam");
			JsonNode told = application.get("instructor");
			JsonNode provider = told.at("/providers/0");
			assertThat(told.path("providers")).hasSize(1);
			assertThat(provider.path("name").asString()).isEqualTo("default");
			assertThat(provider.path("provider").asString()).isEqualTo("openai");
			assertThat(provider.path("model").asString()).isEqualTo("gpt-4o-mini");
			assertThat(provider.path("mode").asString()).isEqualTo(template.info().mode().name());
			assertThat(provider.path("lastOutcome").asString()).isEqualTo("SUCCESS");
			assertThat(provider.path("lastAt").asString()).matches("\\d{4}-.*Z");
			JsonNode responseModel = told.at("/responseModels/0");
			assertThat(responseModel.path("name").asString()).isEqualTo("Person");
			assertThat(responseModel.path("mode").asString()).isEqualTo("JSON_SCHEMA");
			assertThat(responseModel.path("schemaCharacters").asInt())
				.isEqualTo(this.model.request(0).at("/response_format/json_schema/schema").toString().length());
			assertThat(responseModel.path("calls").asInt()).isOne();
			assertThat(told.path("lastFailures")).isEmpty();
			assertThat(status(application)).isEqualTo("UP");
			assertThat(application.get("info").at("/instructor/templates/default").toString())
				.isEqualTo("{\"provider\":\"openai\",\"model\":\"gpt-4o-mini\",\"mode\":\"AUTO\"}");
		}
	}

	@Test
	void rejectedAnswersAreAFailureOfTheCallAndNotOfTheProvider() {
		try (ActuatorApplication application = reactive()) {
			this.model.answersText(TOO_OLD, TOO_OLD.replace("900", "901"), TOO_OLD.replace("900", "902"));
			assertThatExceptionOfType(RetriesExhaustedException.class)
				.isThrownBy(() -> application.template().create(Person.class, "Sam"));
			JsonNode failure = application.get("instructor").at("/lastFailures/0");
			assertThat(failure.propertyNames()).containsExactlyInAnyOrder("at", "template", "responseModel", "provider",
					"model", "outcome", "stages", "violations", "exception");
			assertThat(failure.path("outcome").asString()).isEqualTo("EXHAUSTED");
			assertThat(failure.path("stages").toString()).isEqualTo("[\"VALIDATION\",\"VALIDATION\",\"VALIDATION\"]");
			assertThat(failure.path("violations").asInt()).isOne();
			assertThat(failure.path("exception").asString()).isEqualTo(RetriesExhaustedException.class.getName());
			assertThat(status(application)).isEqualTo("UP");
		}
	}

	@Test
	void providerIsDownFromARequestWithoutAnswerToTheNextAnswer() {
		try (ActuatorApplication application = reactive()) {
			assertThat(status(application)).isEqualTo("UNKNOWN");
			this.model.fails(503).fails(503).fails(503);
			fails(application.template());
			HttpResponse<String> health = application.send("health");
			assertThat(health.statusCode()).isEqualTo(503);
			JsonNode details = application.get("health").at("/components/instructor/details/default");
			assertThat(details.path("status").asString()).isEqualTo("DOWN");
			assertThat(details.path("exception").asString()).startsWith("com.openai.errors.");
			JsonNode failure = application.get("instructor").at("/lastFailures/0");
			assertThat(failure.path("outcome").asString()).isEqualTo("ERROR");
			assertThat(failure.path("stages")).isEmpty();
			this.model.fails(401);
			fails(application.template());
			assertThat(status(application)).isEqualTo("UP");
			this.model.fails(503).fails(503).fails(503);
			fails(application.template());
			assertThat(status(application)).isEqualTo("DOWN");
			this.model.answersText(SAM);
			application.template().create(Person.class, "Sam");
			assertThat(status(application)).isEqualTo("UP");
			assertThat(application.get("instructor").path("lastFailures")).hasSize(3);
		}
	}

	@Test
	void listenersThatThrowHideNothing() {
		try (ActuatorApplication application = reactive()) {
			application.context().addApplicationListener((event) -> {
				if (event instanceof InstructorEvent) {
					throw new IllegalStateException("broken listener");
				}
			});
			this.model.answersText(SAM);
			application.template().create(Person.class, "Sam");
			assertThat(status(application)).isEqualTo("UP");
			assertThat(application.get("instructor").at("/providers/0/lastOutcome").asString()).isEqualTo("SUCCESS");
		}
	}

	@Test
	void whatAModelRefusesIsTold() {
		try (ActuatorApplication application = reactive("instructor.options.temperature=0.5")) {
			this.model.fails(400, "Unsupported value: 'temperature' does not support 0.5 with this model.")
				.fails(400, NO_SCHEMAS)
				.answersToolCall("Person", SAM);
			application.template().create(Person.class, "Sam");
			JsonNode provider = application.get("instructor").at("/providers/0");
			assertThat(provider.path("refusedModes").toString()).isEqualTo("[\"JSON_SCHEMA\"]");
			assertThat(provider.path("refusedParameters").toString()).isEqualTo("[\"temperature\"]");
			assertThat(status(application)).isEqualTo("UP");
		}
	}

	@Test
	void oneProviderOfSeveralThatIsDownMakesTheHealthDown() {
		try (ActuatorApplication application = reactive(this.strong, "instructor.fallback=strong")) {
			assertThat(application.get("info").at("/instructor/templates").propertyNames()).containsExactly("default",
					"strong");
			assertThat(application.get("info").at("/instructor/templates/strong/provider").asString())
				.isEqualTo("custom");
			this.model.fails(503).fails(503).fails(503);
			this.second.answersToolCall("Person", SAM);
			application.template().create(Person.class, "Sam");
			JsonNode health = application.get("health").at("/components/instructor");
			assertThat(health.path("status").asString()).isEqualTo("DOWN");
			assertThat(health.at("/details/default/status").asString()).isEqualTo("DOWN");
			assertThat(health.at("/details/strong/status").asString()).isEqualTo("UP");
			JsonNode told = application.get("instructor");
			assertThat(told.at("/providers/1/name").asString()).isEqualTo("strong");
			assertThat(told.at("/providers/1/lastOutcome").asString()).isEqualTo("SUCCESS");
			assertThat(told.at("/providers/0/lastOutcome").isMissingNode()).isTrue();
		}
	}

	@Test
	void namedProviderIsOneWhicheverTemplateAsksIt() {
		try (ActuatorApplication application = reactive(this.strong)) {
			this.second.answersToolCall("Person", SAM).answersToolCall("Person", SAM);
			application.template("strong").create(Person.class, "Sam");
			application.template().prompt().provider("strong").user("Sam").responseModel(Person.class).call().entity();
			assertThat(application.get("instructor").path("providers")).hasSize(2);
			assertThat(application.get("health").at("/components/instructor/details/default/status").asString())
				.isEqualTo("UNKNOWN");
			assertThat(application.get("health").at("/components/instructor/details/strong/status").asString())
				.isEqualTo("UP");
		}
	}

	@Test
	void nameThatIsAlsoThatOfAFamilyIsKeptApart() {
		try (ActuatorApplication application = reactive("instructor.providers.openai.provider=custom/other-model",
				"instructor.providers.openai.api-key=k",
				"instructor.providers.openai.base-url=" + this.second.baseUrl())) {
			this.model.answersText(SAM);
			this.second.fails(503).fails(503).fails(503);
			application.template().create(Person.class, "Sam");
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> application.template()
				.prompt()
				.provider("openai")
				.user("Sam")
				.responseModel(Person.class)
				.call()
				.entity());
			JsonNode details = application.get("health").at("/components/instructor/details");
			assertThat(details.at("/default/status").asString()).isEqualTo("UP");
			assertThat(details.at("/openai/status").asString()).isEqualTo("DOWN");
		}
	}

	@Test
	void modelOfAProviderStringAndOfACallHaveRowsOfTheirOwn() {
		try (ActuatorApplication application = reactive()) {
			this.model.answersText(SAM, SAM);
			application.template()
				.prompt()
				.provider("openai/gpt-4.1")
				.user("Sam")
				.responseModel(Person.class)
				.call()
				.entity();
			application.template()
				.prompt()
				.options((options) -> options.model("gpt-4o"))
				.user("Sam")
				.responseModel(Person.class)
				.call()
				.entity();
			assertThat(application.get("instructor").path("providers").valueStream())
				.extracting((row) -> row.path("name").asString() + " " + row.path("model").asString())
				.containsExactlyInAnyOrder("default gpt-4o-mini", "openai/gpt-4.1 gpt-4.1", "default gpt-4o");
			assertThat(application.get("health").at("/components/instructor/details").propertyNames())
				.containsExactlyInAnyOrder("default", "openai/gpt-4.1");
		}
	}

	@Test
	void responseModelsOfThePreflightAreToldBeforeTheyAreUsed() {
		try (ActuatorApplication application = reactive(
				"instructor.preflight.packages=io.github.instructorspring.autoconfigure.models")) {
			assertThat(application.get("instructor").path("responseModels").valueStream()).isNotEmpty()
				.allSatisfy((told) -> assertThat(told.path("calls").asInt()).isZero())
				.anySatisfy((told) -> assertThat(told.path("problems")).isNotEmpty())
				.anySatisfy((told) -> assertThat(told.path("schemaCharacters").asInt()).isPositive());
		}
	}

	@Test
	void templateThatIsNoBeanIsToldByItsCalls() {
		try (ActuatorApplication application = reactive()) {
			this.model.answersText(SAM);
			application.template().mutate().name("reports").build().create(Person.class, "Sam");
			JsonNode told = application.get("instructor");
			assertThat(told.at("/providers/1/name").asString()).isEqualTo("reports");
			assertThat(told.at("/responseModels/0/template").asString()).isEqualTo("reports");
			assertThat(told.at("/responseModels/0/calls").asInt()).isOne();
			assertThat(told.at("/responseModels/0/schemaCharacters").isMissingNode()).isTrue();
		}
	}

	@Test
	void activeHealthAsksEachModelForAFewTokensOncePerInterval() {
		try (ActuatorApplication application = reactive(this.strong, "instructor.health.active=true")) {
			this.model.answersText("OK");
			this.second.answersText("OK");
			assertThat(status(application)).isEqualTo("UP");
			assertThat(status(application)).isEqualTo("UP");
			assertThat(List.of(this.model.calls(), this.second.calls())).containsExactly(1, 1);
			JsonNode request = this.model.request(0);
			assertThat(request.path("max_tokens").asInt()).isBetween(1, 20);
			assertThat(request.path("messages")).hasSize(1);
			assertThat(request.has("tools")).isFalse();
			assertThat(application.get("instructor").at("/providers/0/lastOutcome").isMissingNode()).isTrue();
			// What a call finds out later counts more than what a check has found.
			this.model.fails(503).fails(503).fails(503);
			fails(application.template());
			assertThat(status(application)).isEqualTo("DOWN");
		}
	}

	@Test
	void activeHealthAsksAgainAfterTheIntervalAndWaitsNoLongerThanItsTimeout(CapturedOutput output) {
		try (ActuatorApplication application = reactive(this.strong, "instructor.health.active=true",
				"instructor.health.interval=0s", "instructor.health.timeout=500ms")) {
			this.model.hangs();
			this.second.fails(401);
			JsonNode health = application.get("health").at("/components/instructor");
			assertThat(health.at("/details/default/status").asString()).isEqualTo("DOWN");
			assertThat(health.at("/details/strong/status").asString()).isEqualTo("UP");
			assertThat(health.path("status").asString()).isEqualTo("DOWN");
			this.model.answersText("OK", "OK", "OK");
			this.second.answersText("OK");
			// A request that the client has repeated takes its answer, too.
			assertThat(status(application)).isEqualTo("UP");
			assertThat(output).doesNotContain("onErrorDropped", ActuatorApplication.KEY);
		}
	}

	@Test
	void nothingOfAPromptAnAnswerOrAKeyIsTold() {
		List<String> seen = new CopyOnWriteArrayList<>();
		Consumer<ActuatorApplication> look = (application) -> List.of("instructor", "info", "health")
			.forEach((endpoint) -> seen.add(application.send(endpoint).body()));
		try (ActuatorApplication application = reactive(this.strong, "instructor.max-retries=0")) {
			InstructorTemplate template = application.template();
			this.model.answersText("{\"entries\":{\"canary-map-key\":{\"name\":\"canary-answer\",\"age\":900}}}");
			this.model.answersText("canary-answer").refuses("canary-answer").answersCut("{\"canary-answer", "length");
			this.model.fails(400, "canary-message: canary-prompt").fails(503, "canary-message");
			this.model.fails(503, "canary-message").fails(503, "canary-message");
			for (int i = 0; i < 6; i++) {
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> template.create(Book.class, "canary-prompt"));
				look.accept(application);
			}
			assertThat(application.get("instructor").path("lastFailures")).hasSize(6);
		}
		assertThat(seen).hasSize(18)
			.allSatisfy((body) -> assertThat(body).isNotBlank().doesNotContainIgnoringCase("canary"));
	}

	private ActuatorApplication reactive(String... properties) {
		return new ActuatorApplication(WebApplicationType.REACTIVE, this.model, properties);
	}

	private ActuatorApplication reactive(String[] some, String... more) {
		String[] all = new String[some.length + more.length];
		System.arraycopy(some, 0, all, 0, some.length);
		System.arraycopy(more, 0, all, some.length, more.length);
		return reactive(all);
	}

	private static void fails(InstructorTemplate template) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> template.create(Person.class, "Sam"));
	}

	private static String status(ActuatorApplication application) {
		return application.get("health").at("/components/instructor/status").asString();
	}

	record Person(String name, @Max(150) int age) {
	}

	record Book(Map<String, Person> entries) {
	}

}
