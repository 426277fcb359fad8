package io.github.instructorspring;

import java.time.Duration;
import java.util.function.Function;

import com.openai.errors.BadRequestException;
import com.openai.errors.UnauthorizedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Providers that refuse what a mode needs, over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedModeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\"}";

	private static final String NO_SCHEMAS = "Invalid parameter: 'response_format' of type 'json_schema' is not "
			+ "supported with this model.";

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient("gpt-4o-mini"));

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void automaticModeFallsToTheNextOneAndStaysThere(boolean streamed, CapturedOutput output) {
		this.model.fails(400, NO_SCHEMAS).answersToolCall("Person", SAM).answersToolCall("Person", SAM);
		assertThat(entity(streamed).apply(ask())).isEqualTo(new Person("Sam"));
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(this.model.request(0).has("response_format")).isTrue();
		assertThat(this.model.request(1).at("/tools/0/function/name").asString()).isEqualTo("Person");
		assertThat(this.model.request(1).has("response_format")).isFalse();
		assertThat(entity(streamed).apply(ask())).isEqualTo(new Person("Sam"));
		assertThat(this.model.calls()).isEqualTo(3);
		assertThat(this.model.request(2).has("tools")).isTrue();
		assertThat(output.getAll().split("refuses mode", -1)).hasSize(2);
		assertThat(output).contains("Model 'gpt-4o-mini' refuses mode JSON_SCHEMA");
	}

	@Test
	void everyModeIsTriedOnceAtMost() {
		this.model.fails(400, NO_SCHEMAS)
			.fails(404, "No endpoints found that support tool use.")
			.fails(400, "response_format is not supported")
			.fails(400, NO_SCHEMAS);
		assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> ask().call().entity());
		assertThat(this.model.calls()).isEqualTo(4);
	}

	@Test
	void modeThatTheCallerWantsIsNotReplaced() {
		this.model.fails(400, NO_SCHEMAS);
		assertThatExceptionOfType(BadRequestException.class)
			.isThrownBy(() -> ask().mode(OutputMode.JSON_SCHEMA).call().entity());
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void refusedSchemaIsRememberedForItsResponseModelOnly() {
		this.model.fails(400, "Invalid schema for response_format 'json_schema': 'pattern' is not permitted.")
			.answersToolCall("Person", SAM)
			.answersText("{\"city\":\"Rome\"}")
			.answersToolCall("Person", SAM);
		assertThat(ask().call().entity()).isEqualTo(new Person("Sam"));
		assertThat(this.instructor.create(Place.class, "Rome")).isEqualTo(new Place("Rome"));
		assertThat(ask().call().entity()).isEqualTo(new Person("Sam"));
		assertThat(this.model.request(2).has("response_format")).isTrue();
		assertThat(this.model.request(3).has("response_format")).isFalse();
		assertThat(this.model.calls()).isEqualTo(4);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "parallel_tool_calls, Unrecognized request argument: parallel_tool_calls",
			"temperature, Unsupported value: 'temperature' does not support 0.5 with this model.",
			"seed, property 'seed' is unsupported", "top_p, top_p: Extra inputs are not permitted",
			"max_tokens, 'Use ''max_completion_tokens'' in place of ''max_tokens''.'" })
	void parameterThatIsRefusedIsLeftOutFromThenOn(String parameter, String message) {
		this.model.fails(400, message).answersToolCall("Person", SAM).answersToolCall("Person", SAM);
		for (int i = 0; i < 2; i++) {
			assertThat(withEverything().mode(OutputMode.TOOLS).call().entity()).isEqualTo(new Person("Sam"));
		}
		assertThat(this.model.calls()).isEqualTo(3);
		JsonNode first = this.model.request(0);
		assertThat(first.has(parameter)).isTrue();
		assertThat(this.model.request(1).has(parameter)).isFalse();
		assertThat(this.model.request(2).has(parameter)).isFalse();
		assertThat(this.model.request(1).has("tools")).isTrue();
		assertThat(this.model.request(1).has("max_completion_tokens")).isEqualTo(parameter.equals("max_tokens"));
	}

	@ParameterizedTest
	@CsvSource({ "400, The prompt is too long.", "401, tools", "403, response_format" })
	void otherRefusalsPassThrough(int status, String message) {
		this.model.fails(status, message);
		Class<? extends RuntimeException> expected = (status == 400) ? BadRequestException.class
				: (status == 401) ? UnauthorizedException.class : com.openai.errors.PermissionDeniedException.class;
		assertThatExceptionOfType(expected).isThrownBy(() -> ask().call().entity());
		assertThat(this.model.calls()).isEqualTo(1);
	}

	private static Function<ResponseModelSpec<Person>, Person> entity(boolean streamed) {
		return (streamed) ? (spec) -> spec.stream().partials().blockLast(PATIENCE) : (spec) -> spec.call().entity();
	}

	private ResponseModelSpec<Person> ask() {
		return this.instructor.prompt().user("Sam").responseModel(Person.class);
	}

	private ResponseModelSpec<Person> withEverything() {
		return ask().options((options) -> edit(options.temperature(0.5).topP(0.9).maxTokens(100)));
	}

	private static void edit(ChatOptions.Builder<?> options) {
		((org.springframework.ai.openai.OpenAiChatOptions.Builder) options).seed(1);
	}

	record Person(String name) {
	}

	record Place(String city) {
	}

}
