package io.github.instructorspring;

import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The rows of the README's table "Why not just ChatClient.entity()?", ours and Spring
 * AI's side by side. A row that fails after an upgrade of Spring AI is good news.
 */
class SpringAiComparisonTests {

	private static final String VALID = "{\"name\":\"Jason\",\"age\":25}";

	private static final String INVALID = "{\"name\":\"Jason\",\"age\":900}";

	private static final UserDetail JASON = new UserDetail("Jason", 25);

	private final LoopbackModel ours = new LoopbackModel();

	private final LoopbackModel theirs = new LoopbackModel();

	@AfterEach
	void stop() {
		this.ours.close();
		this.theirs.close();
	}

	/**
	 * What the model answers, the calls that are billed for it, ours and theirs, and what
	 * they answer in the end. The model answers so every time, or once and then right
	 * where that is the only way to an end.
	 */
	static Stream<Arguments> billedCalls() {
		return Stream.of(Arguments.of("in a fence", "```json\n" + VALID + "\n```", 1, 4, "the value"),
				Arguments.of("after a think block", "<think>Is {\"age\":24} right?</think>" + VALID, 1, 4, "the value"),
				Arguments.of("after prose", "Here is the JSON: " + VALID, 1, 4, "StreamReadException"),
				Arguments.of("with an unknown field", "{\"name\":\"Jason\",\"age\":25,\"city\":\"Oslo\"}", 1, 4,
						"the value"),
				Arguments.of("with a quoted integer", "{\"name\":\"Jason\",\"age\":\"25\"}", 1, 4, "the value"),
				Arguments.of("without a required primitive", "{\"name\":\"Jason\"}", 2, 4, "MismatchedInputException"),
				Arguments.of("with a trailing comma, once", "{\"name\":\"Jason\",\"age\":25,}", 1, 2, "the value"));
	}

	@ParameterizedTest(name = "{0}: {2} and {3}")
	@MethodSource("billedCalls")
	void answerThatIsAlmostRightIsBilled(String title, String answer, int ourCalls, int theirCalls, String theirEnd) {
		if (title.endsWith("once")) {
			this.theirs.answersText(answer, VALID);
		}
		else {
			this.theirs.answersText(answer, answer, answer, answer, answer);
		}
		assertThat(theirEnd()).isEqualTo(theirEnd);
		assertThat(this.theirs.calls()).isEqualTo(theirCalls);
		this.ours.answersText(answer, VALID);
		assertThat(ourEntity()).isEqualTo(JASON);
		assertThat(this.ours.calls()).isEqualTo(ourCalls);
	}

	private String theirEnd() {
		try {
			UserDetail user = this.theirs.chatClient()
				.prompt("Jason is 25")
				.call()
				.entity(UserDetail.class, (spec) -> spec.validateSchema());
			return (JASON.equals(user)) ? "the value" : "another value";
		}
		catch (RuntimeException ex) {
			return ex.getClass().getSimpleName();
		}
	}

	@Test
	void brokenConstraintIsAskedAgainAndReturned() {
		this.ours.answersText(INVALID, VALID);
		assertThat(ourEntity()).isEqualTo(JASON);
		this.theirs.answersText(INVALID);
		assertThat(this.theirs.chatClient().prompt("Jason is 25").call().entity(UserDetail.class))
			.isEqualTo(new UserDetail("Jason", 900));
	}

	@Test
	void secondAttemptShowsTheRejectedAnswerAndDoesNot() {
		String wrong = "{\"name\":\"Jason\"}";
		this.ours.answersText(wrong, VALID);
		ourEntity();
		assertThat(roles(this.ours.request(1))).containsExactly("user", "assistant", "user");
		this.theirs.answersText(wrong, VALID);
		this.theirs.chatClient().prompt("Jason is 25").call().entity(UserDetail.class, (spec) -> spec.validateSchema());
		assertThat(roles(this.theirs.request(1))).containsExactly("user");
		assertThat(this.theirs.request(1).toString()).doesNotContain("{\\\"name\\\":\\\"Jason\\\"}");
	}

	@Test
	void givingUpKeepsTheHistoryAndIsARawJacksonException() {
		this.ours.answersText("{}", "{}", "{}");
		assertThat(catchThrowable(this::ourEntity)).isInstanceOf(RetriesExhaustedException.class);
		this.theirs.answersText("{}", "{}", "{}", "{}");
		assertThat(catchThrowable(() -> this.theirs.chatClient()
			.prompt("Jason is 25")
			.call()
			.entity(UserDetail.class, (spec) -> spec.validateSchema()))).isInstanceOf(JacksonException.class);
	}

	@Test
	void answerThatWasCutIsRefusedAndReturned() {
		this.ours.answersCut(VALID, "length");
		assertThat(catchThrowable(this::ourEntity)).isInstanceOf(IncompleteResponseException.class);
		this.theirs.answersCut(VALID, "length");
		assertThat(this.theirs.chatClient().prompt("Jason is 25").call().entity(UserDetail.class)).isEqualTo(JASON);
	}

	@Test
	void propertiesAreInTheOrderOfTheRecordAndOfTheAlphabet() {
		assertThat(ourSchema(Verdict.class).path("properties").propertyNames()).containsExactly("reasoning", "answer");
		assertThat(theirSchema(Verdict.class).path("properties").propertyNames()).containsExactly("answer",
				"reasoning");
	}

	@Test
	void sealedInterfaceIsAUnionAndAnEmptyObject() {
		assertThat(ourSchema(Shape.class).at("/properties/value/anyOf").size()).isEqualTo(2);
		JsonNode their = theirSchema(Shape.class);
		assertThat(their.path("type").asString()).isEqualTo("object");
		assertThat(their.has("anyOf")).isFalse();
		assertThat(their.has("properties")).isFalse();
	}

	@Test
	void rootThatIsAListIsWrappedAndAnArray() {
		this.ours.answersText("{\"items\":[" + VALID + "]}");
		List<UserDetail> users = InstructorTemplate.create(this.ours.chatClient("gpt-4o-mini"))
			.create(new ParameterizedTypeReference<List<UserDetail>>() {
			}, "Jason is 25");
		assertThat(users).containsExactly(JASON);
		assertThat(this.ours.request(0).at("/response_format/json_schema/schema/type").asString()).isEqualTo("object");
		String their = new BeanOutputConverter<>(new ParameterizedTypeReference<List<UserDetail>>() {
		}).getJsonSchema();
		assertThat(JsonMapper.shared().readTree(their).path("type").asString()).isEqualTo("array");
	}

	private UserDetail ourEntity() {
		return InstructorTemplate.create(this.ours.chatClient())
			.prompt()
			.user("Jason is 25")
			.mode(OutputMode.JSON_SCHEMA)
			.responseModel(UserDetail.class)
			.call()
			.entity();
	}

	private JsonNode ourSchema(Class<?> type) {
		catchThrowable(() -> InstructorTemplate.create(this.ours.chatClient("gpt-4o-mini")).create(type, "text"));
		return this.ours.request(0).at("/response_format/json_schema/schema");
	}

	private static JsonNode theirSchema(Class<?> type) {
		return JsonMapper.shared().readTree(new BeanOutputConverter<>(type).getJsonSchema());
	}

	private static List<String> roles(JsonNode request) {
		return request.path("messages").valueStream().map((message) -> message.path("role").asString()).toList();
	}

	record UserDetail(@NotBlank String name, @Min(0) @Max(150) int age) {
	}

	record Verdict(String reasoning, String answer) {
	}

	sealed interface Shape {

		record Circle(int radius) implements Shape {
		}

		record Square(int side) implements Shape {
		}

	}

}
