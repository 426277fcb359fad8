package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is understood of the exceptions of each provider's client, over HTTP. OpenAI's are
 * those of {@link ProviderFallbackTests} and {@link RefusedModeTests}.
 */
class ProviderFailureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String SAM = "{\"name\":\"Sam\"}";

	private static final List<Integer> REFUSALS = List.of(400, 404, 422, 501);

	private final LoopbackAnthropic anthropic = new LoopbackAnthropic();

	private final LoopbackOllama ollama = new LoopbackOllama();

	private final LoopbackModel second = new LoopbackModel();

	@AfterEach
	void stop() {
		this.anthropic.close();
		this.ollama.close();
		this.second.close();
	}

	@ParameterizedTest(name = "{0} {1}, streamed: {2}")
	@MethodSource("outages")
	void nextProviderAnswersWhenOneIsDown(Provider provider, int status, boolean streamed) {
		server(provider).fails(status);
		this.second.answersText(SAM);
		ResponseModelSpec<Person> spec = ask(provider).mode(OutputMode.MD_JSON)
			.retry((policy) -> policy.fallbackTo("second"));
		assertThat(entity(spec, streamed)).isEqualTo(new Person("Sam"));
		assertThat(this.second.calls()).isEqualTo(1);
	}

	static Stream<Arguments> outages() {
		return table(List.of(408, 429, 500, 503, 529));
	}

	@ParameterizedTest(name = "{0} {1}, streamed: {2}")
	@MethodSource("refusals")
	void modeThatIsRefusedIsReplaced(Provider provider, int status, boolean streamed) {
		server(provider).fails(status, provider.refusedMode());
		if (provider == Provider.ANTHROPIC) {
			this.anthropic.answersToolCall("Person", SAM);
		}
		else {
			this.ollama.answersToolCall("Person", SAM);
		}
		assertThat(entity(ask(provider), streamed)).isEqualTo(new Person("Sam"));
		assertThat(server(provider).calls()).isEqualTo(2);
		assertThat(provider.hasSchema(server(provider).request(0))).isTrue();
		assertThat(provider.hasSchema(server(provider).request(1))).isFalse();
	}

	@ParameterizedTest(name = "{0} {1}, streamed: {2}")
	@MethodSource("refusals")
	void parameterThatIsRefusedIsLeftOut(Provider provider, int status, boolean streamed) {
		server(provider).fails(status, "temperature: not supported by this model");
		if (provider == Provider.ANTHROPIC) {
			this.anthropic.answersText(SAM);
		}
		else {
			this.ollama.answersText(SAM);
		}
		assertThat(entity(ask(provider).mode(OutputMode.MD_JSON), streamed)).isEqualTo(new Person("Sam"));
		assertThat(provider.options(server(provider).request(0)).has("temperature")).isTrue();
		assertThat(provider.options(server(provider).request(1)).has("temperature")).isFalse();
	}

	static Stream<Arguments> refusals() {
		return table(REFUSALS);
	}

	@ParameterizedTest(name = "{0} {1}, streamed: {2}")
	@MethodSource("others")
	void otherFailuresPassThrough(Provider provider, int status, boolean streamed) {
		server(provider).fails(status,
				(status == 400) ? "The prompt is too long" : "temperature " + provider.refusedMode());
		ResponseModelSpec<Person> spec = ask(provider).retry((policy) -> policy.fallbackTo("second"));
		Throwable failure = catchThrowable(() -> entity(spec, streamed));
		assertThat(failure).isNotNull().isNotInstanceOf(InstructorException.class);
		assertThat(server(provider).calls()).isEqualTo(1);
		assertThat(this.second.calls()).isZero();
	}

	static Stream<Arguments> others() {
		return table(List.of(400, 401, 403));
	}

	private static Stream<Arguments> table(List<Integer> statuses) {
		return Stream.of(Provider.values())
			.flatMap((provider) -> statuses.stream()
				.flatMap((status) -> Stream.of(false, true)
					.map((streamed) -> Arguments.of(provider, status, streamed))));
	}

	private LoopbackServer<?> server(Provider provider) {
		return (provider == Provider.ANTHROPIC) ? this.anthropic : this.ollama;
	}

	private ResponseModelSpec<Person> ask(Provider provider) {
		ChatClient client = (provider == Provider.ANTHROPIC) ? this.anthropic.chatClient() : this.ollama.chatClient();
		return InstructorTemplate.builder(client)
			.provider("second", this.second.chatClient())
			.build()
			.prompt()
			.user("Sam")
			.options((options) -> options.temperature(0.5))
			.responseModel(Person.class);
	}

	private static Person entity(ResponseModelSpec<Person> spec, boolean streamed) {
		return (streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity();
	}

	enum Provider {

		ANTHROPIC {

			@Override
			String refusedMode() {
				return "output_config: Extra inputs are not permitted";
			}

			@Override
			boolean hasSchema(JsonNode request) {
				return request.has("output_config");
			}

			@Override
			JsonNode options(JsonNode request) {
				return request;
			}

		},

		OLLAMA {

			@Override
			String refusedMode() {
				return "invalid format: expected \"json\"";
			}

			@Override
			boolean hasSchema(JsonNode request) {
				return request.has("format");
			}

			@Override
			JsonNode options(JsonNode request) {
				return request.path("options");
			}

		};

		abstract String refusedMode();

		abstract boolean hasSchema(JsonNode request);

		abstract JsonNode options(JsonNode request);

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	record Person(String name) {
	}

}
