package io.github.instructorspring;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.retry.TruncationPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What goes to Ollama and what comes of its answers, over HTTP.
 */
class OllamaTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String VALID = "{\"line\":\"U1\",\"stops\":2}";

	private static final String INVALID = "{\"line\":\"U1\",\"stops\":90}";

	private static final Ride RIDE = new Ride("U1", 2);

	private final LoopbackOllama server = new LoopbackOllama();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("formats")
	void formatIsTheSchemaOrJsonOrNone(OutputMode mode, String format, boolean tool) {
		answer(mode, VALID);
		assertThat(ask(mode).call().entity()).isEqualTo(RIDE);
		JsonNode request = this.server.request(0);
		assertThat(this.server.path(0)).isEqualTo("/api/chat");
		assertThat(request.path("format").toString()).startsWith(format);
		assertThat(request.path("tools").isEmpty()).isEqualTo(!tool);
	}

	static Stream<Arguments> formats() {
		String schema = "{\"type\":\"object\",\"properties\":{\"line\":{\"type\":\"string\"},\"stops\":";
		return Stream.of(Arguments.of(OutputMode.AUTO, schema, false),
				Arguments.of(OutputMode.JSON_SCHEMA, schema, false), Arguments.of(OutputMode.JSON, "\"json\"", false),
				Arguments.of(OutputMode.MD_JSON, "", false), Arguments.of(OutputMode.TOOLS, "", true));
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void toolThatIsNotCalledIsAskedForAgain(boolean streamed) {
		this.server.answersText("It has two stops.").answersToolCall("Ride", INVALID).answersToolCall("Ride", VALID);
		Completion<Ride> completion = completion(ask(OutputMode.TOOLS), streamed);
		assertThat(completion.entity()).isEqualTo(RIDE);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(360).isEqualTo(this.server.billedTokens());
		assertThat(this.server.request(1).toString()).contains("expected to be a call of the tool `Ride`");
		JsonNode messages = this.server.request(2).path("messages");
		assertThat(messages.at("/1/tool_calls/0/function/arguments/stops").asInt()).isEqualTo(90);
		assertThat(messages.at("/2/role").asString()).isEqualTo("tool");
		assertThat(messages.at("/2/content").asString()).contains("stops: found 90");
	}

	@Test
	void callersToolsCanBeCalledInAuto() {
		this.server.answersToolCall("stopsOf", "{\"line\":\"U1\"}").answersText(VALID);
		Ride ride = ask(OutputMode.AUTO).chatClient((request) -> request.tools(new Timetable())).call().entity();
		assertThat(ride).isEqualTo(RIDE);
		assertThat(this.server.request(0).path("tools")).hasSize(1);
		assertThat(this.server.request(0).has("format")).isFalse();
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void cutAnswerIsIncompleteOrAskedForWithTwiceTheLimit(boolean streamed) {
		this.server.answersCut(VALID.substring(0, 9));
		assertThat(catchThrowableOfType(IncompleteResponseException.class,
				() -> completion(raising(OllamaChatOptions.builder().model("llama3.1").numPredict(-1)), streamed)))
			.isNotNull();
		this.server.answersCut(VALID.substring(0, 9)).answersText(VALID);
		assertThat(completion(raising(OllamaChatOptions.builder().model("llama3.1").numPredict(50)), streamed).entity())
			.isEqualTo(RIDE);
		assertThat(this.server.request(2).at("/options/num_predict").asInt()).isEqualTo(100);
	}

	@Test
	void callWithoutAnIdCanBeTakenOverByAProviderThatNeedsOne() {
		try (LoopbackAnthropic strong = new LoopbackAnthropic()) {
			this.server.answersToolCall("Ride", INVALID);
			strong.answersToolCall("Ride", VALID);
			Ride ride = InstructorTemplate.builder(this.server.chatClient())
				.provider("strong", strong.chatClient())
				.build()
				.prompt()
				.user("U1")
				.mode(OutputMode.TOOLS)
				.retry((policy) -> policy.escalateTo("strong"))
				.responseModel(Ride.class)
				.call()
				.entity();
			assertThat(ride).isEqualTo(RIDE);
			assertThat(strong.request(0).at("/messages/1/content").asString()).contains("\"stops\":90");
			assertThat(strong.request(0).at("/tool_choice/name").asString()).isEqualTo("Ride");
		}
	}

	private ResponseModelSpec<Ride> raising(OllamaChatOptions.Builder options) {
		return InstructorTemplate.create(this.server.chatClient(options.build()))
			.prompt()
			.user("U1")
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.responseModel(Ride.class);
	}

	private ResponseModelSpec<Ride> ask(OutputMode mode) {
		return InstructorTemplate.create(this.server.chatClient())
			.prompt()
			.user("U1")
			.mode(mode)
			.responseModel(Ride.class);
	}

	private void answer(OutputMode mode, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.server.answersToolCall("Ride", answer);
		}
		else {
			this.server.answersText(answer);
		}
	}

	private static Completion<Ride> completion(ResponseModelSpec<Ride> question, boolean streamed) {
		return (streamed) ? question.stream().completion().blockOptional(PATIENCE).orElseThrow()
				: question.call().completion();
	}

	record Ride(String line, @Max(20) int stops) {
	}

	static class Timetable {

		@Tool(description = "How many stops a line has")
		int stopsOf(String line) {
			return 2;
		}

	}

}
