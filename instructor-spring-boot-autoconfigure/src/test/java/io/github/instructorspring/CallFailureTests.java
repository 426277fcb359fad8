package io.github.instructorspring;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.openai.errors.OpenAIServiceException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.tool.annotation.Tool;

import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a call throws, and what it says.
 */
class CallFailureTests {

	private static final String VALID = "{\"name\":\"Secretive Sam\",\"age\":25}";

	private static final String INVALID = "{\"name\":\"\",\"age\":900}";

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void providerThatFailsAfterARejectedAnswerLosesNothing() {
		this.model.answersToolCall("Person", INVALID).fails(401);
		OpenAIServiceException exception = catchThrowableOfType(OpenAIServiceException.class,
				() -> instructor().create(Person.class, "Secretive Sam"));
		assertThat(exception.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(UnfinishedCallException.class, (unfinished) -> {
				assertThat(unfinished.usage().getTotalTokens()).isEqualTo(this.model.billedTokens()).isEqualTo(120);
				assertThat(unfinished.attempts()).singleElement().extracting(Attempt::text).isEqualTo(INVALID);
				assertThat(unfinished).hasMessageNotContaining("Secretive");
			});
	}

	@Test
	void providerThatFailsAtOnceHasNothingToAdd() {
		this.model.fails(401);
		OpenAIServiceException exception = catchThrowableOfType(OpenAIServiceException.class,
				() -> instructor().create(Person.class, "Secretive Sam"));
		assertThat(exception.getSuppressed()).noneMatch(UnfinishedCallException.class::isInstance);
	}

	@Test
	void validatorThatThrowsLosesNothing() {
		this.model.answersToolCall("Person", VALID);
		IllegalStateException exception = catchThrowableOfType(IllegalStateException.class,
				() -> instructor().prompt().user("Sam").responseModel(Person.class).validator((person, context) -> {
					throw new IllegalStateException("broken");
				}).call().entity());
		assertThat(exception.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(UnfinishedCallException.class,
					(unfinished) -> assertThat(unfinished.usage().getTotalTokens()).isEqualTo(120));
	}

	@Test
	void retriesExhaustedShowsAttemptsTextsViolationsAndUsage() {
		this.model.answersToolCall("Person", "Secretive prose")
			.answersToolCall("Person", "{\"name\":\"Secretive Sam\"}")
			.answersToolCall("Person", INVALID);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> instructor().create(Person.class, "Secretive Sam"));
		assertThat(exception.attempts()).extracting(Attempt::text)
			.containsExactly("Secretive prose", "{\"name\":\"Secretive Sam\"}", INVALID);
		assertThat(exception.attempts()).extracting((attempt) -> attempt.failure().orElseThrow().stage())
			.containsExactly(FailureStage.EXTRACTION, FailureStage.BINDING, FailureStage.VALIDATION);
		assertThat(exception.violations()).extracting(Violation::path).containsExactly("age", "name");
		assertThat(exception.lastCandidate()).contains(new Person("", 900));
		assertThat(exception.usage().getTotalTokens()).isEqualTo(360);
		assertThat(exception.getCause()).isInstanceOf(InstructorException.class);
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void noContentOfPromptOrAnswerReachesMessageOrStackTrace() {
		this.model.answersToolCall("Person", "{\"name\":\"Secretive Sam\",\"age\":\"Secretive\"}");
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> instructor().prompt()
					.user("Secretive Sam")
					.maxRetries(0)
					.responseModel(Person.class)
					.call()
					.entity());
		StringWriter stackTrace = new StringWriter();
		exception.printStackTrace(new PrintWriter(stackTrace));
		assertThat(exception.toString() + stackTrace + exception.attempts() + exception.violations()
				+ exception.attempts().get(0).failure())
			.doesNotContain("Secretive")
			.contains("'Person' in 1 attempt(s)", "BINDING with 1 violation(s)", "maxRetries(..)");
	}

	@ParameterizedTest(name = "finish_reason {0}")
	@CsvSource({ "length, Raise the limit", "content_filter, content filter" })
	void cutAnswerIsNeverParsedAndNeverAskedAgain(String finishReason, String remedy) {
		this.model.answersCut(VALID, finishReason);
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> instructor().create(Person.class, "Sam"));
		assertThat(exception.finishReason()).isEqualToIgnoringCase(finishReason);
		assertThat(exception).hasMessageContaining(remedy);
		assertThat(exception.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.text()).isEqualTo(VALID))
			.satisfies((attempt) -> assertThat(attempt.failure().orElseThrow().stage())
				.isEqualTo(FailureStage.INCOMPLETE));
		assertThat(exception.usage().getTotalTokens()).isEqualTo(120);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	/**
	 * A parser that takes the last whole bracket answers William for the first row.
	 */
	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{\"name\":\"Ada\",\"spouse\":{\"name\":\"William\",\"age\":40},\"age\":3",
			"```json\n{\"name\":\"Ada\",\"spouse\":{\"name\":\"William\",\"age\":40},\"age\":36",
			"Sure: {\"name\":\"Ada\",\"age\":36,\"spouse\":{\"name\":\"William\",\"age\":40}", "{\"name\":\"Ada" })
	void answerThatEndsBeforeItsJsonIsIncompleteWhateverTheFinishReason(String answer) {
		this.model.answersText(answer, "{\"name\":\"Ada\",\"age\":36}");
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> instructor().prompt()
					.user("Ada and William")
					.mode(OutputMode.JSON_SCHEMA)
					.responseModel(Spouse.class)
					.call()
					.entity());
		assertThat(exception.finishReason()).isEqualTo("STOP");
		assertThat(exception).hasMessageContaining("ends before its JSON does")
			.hasMessageContaining("maxTokens(..)")
			.hasMessageNotContaining("Ada");
		assertThat(exception.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.text()).isEqualTo(answer))
			.satisfies((attempt) -> assertThat(attempt.candidate()).isEmpty())
			.satisfies((attempt) -> assertThat(attempt.failure().orElseThrow().stage())
				.isEqualTo(FailureStage.INCOMPLETE));
		assertThat(exception.usage().getTotalTokens()).isEqualTo(120);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void cutArgumentsAfterARejectedAnswerKeepBothAttempts() {
		this.model.answersToolCall("Person", INVALID).answersToolCall("Person", "{\"name\":\"Sam\",\"age\":2");
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> instructor().create(Person.class, "Sam"));
		assertThat(exception.attempts()).extracting((attempt) -> attempt.failure().orElseThrow().stage())
			.containsExactly(FailureStage.VALIDATION, FailureStage.INCOMPLETE);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(240);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@Test
	void refusalIsARefusal() {
		this.model.refuses("I can't help with Secretive Sam.");
		ResponseRefusedException exception = catchThrowableOfType(ResponseRefusedException.class,
				() -> instructor().create(Person.class, "Sam"));
		assertThat(exception.refusal()).isEqualTo("I can't help with Secretive Sam.");
		assertThat(exception).hasMessageNotContaining("Secretive");
		assertThat(exception.attempts()).singleElement()
			.satisfies(
					(attempt) -> assertThat(attempt.failure().orElseThrow().stage()).isEqualTo(FailureStage.REFUSED));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void timeThatIsOverAfterARejectedAnswerEndsTheCall() {
		this.model.answersToolCall("Person", INVALID).answersToolCall("Person", VALID);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> instructor().prompt()
					.user("Sam")
					.timeout(Duration.ofNanos(1))
					.responseModel(Person.class)
					.call()
					.entity());
		assertThat(exception.attempts()).hasSize(1);
		assertThat(exception.violations()).extracting(Violation::path).contains("age");
		assertThat(exception).hasMessageContaining("PT0.000000001S").hasMessageContaining("timeout(..)");
	}

	@Test
	void timeThatIsOverAfterARoundOfTheCallersToolsEndsTheCall() {
		this.model.answersToolCall("clock", "{}").answersToolCall("Person", VALID);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> instructor().prompt()
					.user("Sam")
					.timeout(Duration.ofNanos(1))
					.chatClient((request) -> request.tools(new Clock()))
					.responseModel(Person.class)
					.call()
					.entity());
		assertThat(exception.attempts()).isEmpty();
		assertThat(exception.violations()).isEmpty();
		assertThat(exception.usage().getTotalTokens()).isEqualTo(120);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@ParameterizedTest(name = "HTTP {0}")
	@ValueSource(ints = { 400, 401, 429, 500 })
	void failureOfTheProviderPassesThroughAsItIs(int status) {
		this.model.fails(status).answersToolCall("Person", VALID);
		assertThatExceptionOfType(OpenAIServiceException.class)
			.isThrownBy(() -> instructor().create(Person.class, "Sam"))
			.satisfies((exception) -> assertThat(exception.statusCode()).isEqualTo(status));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	static Stream<Arguments> unsupportedModels() {
		return Stream.of(Arguments.of(PlainInterface.class, "PlainInterface: ", "is abstract and no subtype is known"),
				Arguments.of(NoConstructor.class, "NoConstructor: ", "has no constructor that Jackson can use"),
				Arguments.of(Holder.class, "Holder.parts[].part: ", "is abstract and no subtype is known"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unsupportedModels")
	void responseModelThatNoAnswerCouldBindToIsRefusedBeforeAnyCall(Class<?> type, String path, String problem) {
		UnsupportedResponseModelException exception = catchThrowableOfType(UnsupportedResponseModelException.class,
				() -> instructor().create(type, "Sam"));
		assertThat(exception.responseModel()).contains(type.getSimpleName());
		assertThat(exception.problems()).singleElement().asString().startsWith(path).contains(problem);
		assertThat(exception).hasMessageContaining(problem);
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void modeThatTheModelDoesNotHaveIsRefusedWithTheModesThatItHas() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> InstructorTemplate.create(ChatClient.create(textModel(VALID)))
				.prompt()
				.user("Sam")
				.mode(OutputMode.JSON_SCHEMA)
				.responseModel(Person.class)
				.call()
				.entity())
			.withMessageContaining("JSON_SCHEMA is not available")
			.withMessageContaining("[JSON, MD_JSON]");
	}

	@Test
	void modelThatKnowsNothingOfSchemasOrToolsIsPrompted() {
		StubChatModel model = textModel("```json\n" + VALID + "\n```");
		Person person = InstructorTemplate.create(ChatClient.create(model)).create(Person.class, "Sam");
		assertThat(person).isEqualTo(new Person("Secretive Sam", 25));
		assertThat(model.prompt().getSystemMessage().getText()).contains("\"age\":{\"type\":\"integer\"");
	}

	private static StubChatModel textModel(String answer) {
		return new StubChatModel(ChatOptions.builder().model("text").build(), answer);
	}

	private InstructorTemplate instructor() {
		return InstructorTemplate.create(this.model.chatClient());
	}

	record Person(@NotBlank String name, @Max(150) int age) {
	}

	record Spouse(String name, Integer age, @Nullable Spouse spouse) {
	}

	interface PlainInterface {

	}

	record Part(PlainInterface part) {
	}

	record Holder(List<Part> parts) {
	}

	static final class NoConstructor {

		private final String name;

		NoConstructor(String name, int unused) {
			this.name = name + unused;
		}

		String name() {
			return this.name;
		}

	}

	static class Clock {

		@Tool(description = "The time of day")
		String clock() {
			return "noon";
		}

	}

}
