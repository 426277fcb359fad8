package io.github.instructorspring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.LoopbackModel.Call;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a call may spend and when it gives up, measured at the server.
 */
class RetrySafetyTests {

	private static final String VALID = "{\"name\":\"Sam\",\"age\":25}";

	private static final String SECRET = "Secretive";

	/**
	 * Each answer of the server then costs 60 * 1 + 40 * 0.5 + 15 * 4 + 5 * 8 = 180
	 * millionths.
	 */
	private static final ModelPrice PRICE = ModelPrice.perMillionTokens("1", "4").cachedInput("0.5").reasoning("8");

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.price("fake-model", PRICE)
		.build();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void endlesslyWrongModelCostsOneCallMoreThanTheRetries(OutputMode mode) {
		answers(mode, invalid(900), invalid(901), invalid(902), invalid(903), invalid(904), VALID);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> prompt(mode).maxRetries(4).call().entity());
		assertThat(this.model.calls()).isEqualTo(5);
		assertThat(exception.repeated()).isFalse();
		assertThat(exception.attempts()).hasSize(5);
		assertBilled(exception);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void callWhenFindingsRepeatStopsAfterTwoCalls(OutputMode mode) {
		answers(mode, invalid(900), invalid(900), VALID);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> prompt(mode).maxRetries(9).call().entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.repeated()).isTrue();
		assertThat(exception).hasMessageContaining("repeated its rejected answer")
			.hasMessageContaining("stopOnRepeatedFindings(false)")
			.hasMessageNotContaining(SECRET);
		assertThat(exception.violations()).extracting(Violation::path).containsExactly("age");
		assertBilled(exception);
	}

	static Stream<Arguments> repeatedAnswers() {
		Call wrong = new Call("a", "search", "{\"query\":\"Sam\"}");
		return Stream.of(Arguments.of("no JSON", call("I do not know."), call("I do not know."), true),
				Arguments.of("another layout", call("{\"name\":\"Sam\",\"age\":900}"),
						call("{\n  \"age\": 900,\n  \"name\": \"Sam\"\n}"), false),
				Arguments.of("other spaces", call("{\"name\":\"Sam\",\"age\":900}"),
						call("{ \"name\": \"Sam\", \"age\": 900 }\n"), true),
				Arguments.of("the wrong type", call("{\"name\":\"Sam\"}"), call("{\"name\":\"Sam\"}"), true),
				Arguments.of("another answer of the wrong type", call("{\"name\":\"Sam\"}"), call("{\"name\":\"S\"}"),
						false),
				Arguments.of("a tool that does not exist", List.of(wrong),
						List.of(new Call("b", "search", wrong.arguments())), true),
				Arguments.of("a tool that does not exist, with other arguments", List.of(wrong),
						List.of(new Call("b", "search", "{}")), false));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("repeatedAnswers")
	void answerIsRepeatedWhenItSaysTheSame(String title, List<Call> first, List<Call> second, boolean repeated) {
		this.model.answersToolCalls(first).answersToolCalls(second).answersToolCall("Person", VALID);
		if (repeated) {
			assertThatExceptionOfType(RetriesExhaustedException.class)
				.isThrownBy(() -> prompt(OutputMode.TOOLS).call().entity())
				.matches(RetriesExhaustedException::repeated);
		}
		else {
			assertThat(prompt(OutputMode.TOOLS).call().entity()).isEqualTo(new Person("Sam", 25));
		}
		assertThat(this.model.calls()).isEqualTo((repeated) ? 2 : 3);
	}

	@Test
	void sameAnswerThatIsNotTwiceInARowDoesNotStopTheCall() {
		answers(OutputMode.TOOLS, invalid(900), invalid(901), invalid(900), VALID);
		assertThat(prompt(OutputMode.TOOLS).maxRetries(3).call().entity()).isEqualTo(new Person("Sam", 25));
	}

	@Test
	void repeatedFindingsMayBeAskedOnAbout() {
		answers(OutputMode.TOOLS, invalid(900), invalid(900), VALID);
		Person person = prompt(OutputMode.TOOLS).retry((policy) -> policy.stopOnRepeatedFindings(false))
			.call()
			.entity();
		assertThat(person).isEqualTo(new Person("Sam", 25));
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void tokensThatAreSpentEndTheCall(OutputMode mode) {
		answers(mode, invalid(900), invalid(901), VALID);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> prompt(mode).retry((policy) -> policy.maxTokens(240)).call().entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.budget()).isEqualTo(RetryBudget.Kind.TOKENS);
		assertThat(exception).hasMessageContaining("(240)")
			.hasMessageContaining("240 in all")
			.hasMessageContaining("policy.maxTokens(..)")
			.hasMessageContaining("instructor.retry.max-tokens")
			.hasMessageNotContaining(SECRET);
		assertThat(exception.violations()).extracting(Violation::path).containsExactly("age");
		assertThat(exception.attempts()).hasSize(2);
		assertBilled(exception);
	}

	@Test
	void tokensOfTheCallersToolRoundsCount() {
		this.model.answersToolCall("clock", "{}").answersToolCall("clock", "{}").answersToolCall("Person", VALID);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> prompt(OutputMode.TOOLS).chatClient((request) -> request.tools(new Clock()))
					.retry((policy) -> policy.maxTokens(200))
					.call()
					.entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.attempts()).isEmpty();
		assertBilled(exception);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void costThatIsReachedEndsTheCall(OutputMode mode) {
		answers(mode, invalid(900), invalid(901), VALID);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> prompt(mode).retry((policy) -> policy.maxCost(new BigDecimal("0.0003"))).call().entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.budget()).isEqualTo(RetryBudget.Kind.COST);
		assertThat(exception.usage().cost()).contains(new BigDecimal("0.00036"));
		assertThat(exception).hasMessageContaining("(0.0003)")
			.hasMessageContaining("0.00036 in all")
			.hasMessageContaining("policy.maxCost(..)")
			.hasMessageContaining("instructor.retry.max-cost");
		assertBilled(exception);
	}

	@Test
	void validAnswerBeyondEveryBudgetIsReturned() {
		answers(OutputMode.TOOLS, invalid(900), VALID);
		Completion<Person> completion = prompt(OutputMode.TOOLS)
			.retry((policy) -> policy.maxTokens(121).maxCost(new BigDecimal("0.000181")))
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens()).isEqualTo(240);
		assertThat(completion.usage().cost()).contains(new BigDecimal("0.00036"));
		assertThat(completion.attempts()).extracting((attempt) -> attempt.usage().cost().orElseThrow())
			.containsOnly(new BigDecimal("0.00018"));
	}

	@Test
	void firstCallIsMadeWhateverTheBudget() {
		answers(OutputMode.TOOLS, VALID);
		Person person = prompt(OutputMode.TOOLS)
			.retry((policy) -> policy.maxTokens(1).maxCost(new BigDecimal("0.000000001")).maxTime(Duration.ofNanos(1)))
			.call()
			.entity();
		assertThat(person).isEqualTo(new Person("Sam", 25));
	}

	@Test
	void costCeilingWithoutAPriceIsRefusedBeforeTheFirstCall() {
		InstructorTemplate other = InstructorTemplate.builder(this.model.chatClient("gpt-4.1-mini"))
			.retry((policy) -> policy.maxCost(BigDecimal.ONE))
			.build();
		MissingModelPriceException exception = catchThrowableOfType(MissingModelPriceException.class,
				() -> other.create(Person.class, SECRET));
		assertThat(exception.model()).isEqualTo("gpt-4.1-mini");
		assertThat(exception).hasMessageContaining("'instructor.prices[gpt-4.1-mini].input'")
			.hasMessageContaining("price(..)");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void costIsUnknownWithoutAPrice() {
		answers(OutputMode.TOOLS, VALID);
		Completion<Person> completion = InstructorTemplate.create(this.model.chatClient())
			.prompt()
			.user(SECRET)
			.responseModel(Person.class)
			.call()
			.completion();
		assertThat(completion.usage().cost()).isEmpty();
	}

	@Test
	void policyOfTheTemplateHoldsForCallsThatSayNothingElse() {
		answers(OutputMode.TOOLS, invalid(900), VALID);
		InstructorTemplate frugal = this.instructor.mutate().retry((policy) -> policy.maxTokens(100)).build();
		assertThatExceptionOfType(BudgetExceededException.class)
			.isThrownBy(() -> frugal.mutate().maxRetries(5).build().create(Person.class, SECRET));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void lastAttemptIsAcceptedWhenTheCallSaysSo(OutputMode mode) {
		answers(mode, invalid(900), invalid(901), VALID);
		Completion<Person> completion = prompt(mode).maxRetries(1).acceptLastAttempt().call().completion();
		assertThat(completion.entity()).isEqualTo(new Person(SECRET, 901));
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(completion.attempts().get(1).failure().orElseThrow().stage()).isEqualTo(FailureStage.VALIDATION);
		assertThat(completion.attempts().get(1).violations())
			.containsExactly(new Violation("age", "must be less than or equal to 150", 901));
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
	}

	static Stream<Arguments> ends() {
		return Stream.of(Arguments.of("repeated", 900, policy((policy) -> policy.maxRetries(5))),
				Arguments.of("tokens", 901, policy((policy) -> policy.maxTokens(200))),
				Arguments.of("cost", 901, policy((policy) -> policy.maxCost(new BigDecimal("0.0002")))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ends")
	void lastAttemptIsAcceptedHoweverTheCallEnds(String title, int age, Consumer<RetryPolicy.Builder> policy) {
		answers(OutputMode.TOOLS, invalid(900), invalid(age), VALID);
		Person person = prompt(OutputMode.TOOLS).retry(policy).acceptLastAttempt().call().entity();
		assertThat(person).isEqualTo(new Person(SECRET, age));
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@Test
	void lastAttemptOfManyOrPerhapsOneIsAcceptedAsSuch() {
		this.model.answersToolCall("PersonList", "{\"items\":[" + invalid(900) + "]}")
			.answersToolCall("PersonMaybe", "{\"result\":" + invalid(901) + ",\"error\":false,\"message\":null}");
		ResponseModelSpec<Person> spec = prompt(OutputMode.TOOLS).maxRetries(0).acceptLastAttempt();
		assertThat(spec.call().entities()).containsExactly(new Person(SECRET, 900));
		assertThat(spec.call().maybe().get()).isEqualTo(new Person(SECRET, 901));
	}

	@Test
	void acceptLastAttemptStillAsksAgainFirst() {
		answers(OutputMode.TOOLS, invalid(900), VALID);
		assertThat(prompt(OutputMode.TOOLS).acceptLastAttempt().call().entity()).isEqualTo(new Person("Sam", 25));
	}

	@ParameterizedTest
	@ValueSource(strings = { "no JSON", "{\"name\":\"Sam\"}" })
	void lastAttemptThatIsNotOfTheTypeIsNeverAccepted(String last) {
		answers(OutputMode.TOOLS, invalid(900), last);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> prompt(OutputMode.TOOLS).maxRetries(1).acceptLastAttempt().call().entity());
		assertThat(exception.lastCandidate()).contains(new Person(SECRET, 900));
		assertBilled(exception);
	}

	@Test
	void cutAnswerIsNotAcceptedAsTheLastAttempt() {
		this.model.answersCut(VALID, "length");
		assertThatExceptionOfType(IncompleteResponseException.class)
			.isThrownBy(() -> prompt(OutputMode.TOOLS).maxRetries(0).acceptLastAttempt().call().entity());
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void raisedLimitIsTwiceAsHighInTheSecondRequest(OutputMode mode) {
		this.model.answersCut("{\"name\":\"Sam", "length");
		answers(mode, VALID);
		Completion<Person> completion = prompt(mode).options((options) -> options.maxTokens(50))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(limits("max_tokens")).containsExactly(50, 100);
		assertThat(this.model.request(1).path("messages")).isEqualTo(this.model.request(0).path("messages"));
		assertThat(completion.attempts())
			.extracting((attempt) -> attempt.failure().map(AttemptFailure::stage).orElse(null))
			.containsExactly(FailureStage.INCOMPLETE, null);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
	}

	@Test
	void limitOfReasoningModelsIsRaisedToo() {
		this.model.answersCut("", "length");
		answers(OutputMode.TOOLS, VALID);
		prompt(OutputMode.TOOLS).options((options) -> maxCompletionTokens(options, 50))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.entity();
		assertThat(limits("max_completion_tokens")).containsExactly(50, 100);
	}

	@Test
	void limitIsRaisedForTextThatEndsBeforeItsJsonAndStaysRaised() {
		answers(OutputMode.TOOLS, "{\"name\":\"Sam\",\"age\":2", invalid(900), VALID);
		prompt(OutputMode.TOOLS).options((options) -> options.maxTokens(50))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.entity();
		assertThat(limits("max_tokens")).containsExactly(50, 100, 100);
	}

	@Test
	void raisedLimitHoldsAfterARoundOfTheCallersTools() {
		this.model.answersCut("", "length").answersToolCall("clock", "{}").answersToolCall("Person", VALID);
		prompt(OutputMode.TOOLS).options((options) -> options.maxTokens(50))
			.chatClient((request) -> request.tools(new Clock()))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.entity();
		assertThat(limits("max_tokens")).containsExactly(50, 100, 100);
	}

	@Test
	void limitIsRaisedOnceOnly() {
		this.model.answersCut(VALID, "length").answersCut(VALID, "length");
		answers(OutputMode.TOOLS, VALID);
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> prompt(OutputMode.TOOLS).options((options) -> options.maxTokens(50))
					.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
					.call()
					.entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.attempts()).hasSize(2);
		assertBilled(exception);
	}

	static Stream<Arguments> unraisable() {
		return Stream.of(Arguments.of("no limit in the options", "length", null, 2),
				Arguments.of("a content filter", "content_filter", 50, 2),
				Arguments.of("no retry left", "length", 50, 0));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unraisable")
	void limitIsNotRaisedWhereThatCannotHelp(String title, String finishReason, Integer limit, int maxRetries) {
		this.model.answersCut(VALID, finishReason);
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> prompt(OutputMode.TOOLS).options((options) -> options.maxTokens(limit))
					.maxRetries(maxRetries)
					.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
					.call()
					.entity());
		assertThat(this.model.calls()).isEqualTo(1);
		assertBilled(exception);
	}

	@Test
	void cutAnswerCountsInTheBudget() {
		this.model.answersCut(VALID, "length");
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> prompt(OutputMode.TOOLS).options((options) -> options.maxTokens(50))
					.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT).maxTokens(100))
					.call()
					.entity());
		assertThat(exception.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.failure().orElseThrow().stage())
				.isEqualTo(FailureStage.INCOMPLETE));
		assertBilled(exception);
	}

	@Test
	void refusalAfterARejectedAnswerKeepsBothAttempts() {
		answers(OutputMode.TOOLS, invalid(900));
		this.model.refuses("No.");
		ResponseRefusedException exception = catchThrowableOfType(ResponseRefusedException.class,
				() -> prompt(OutputMode.TOOLS).call().entity());
		assertThat(exception.attempts()).hasSize(2);
		assertBilled(exception);
	}

	private void assertBilled(AttemptedCallException exception) {
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(exception.usage().cost().orElseThrow())
			.isEqualByComparingTo(new BigDecimal("0.00018").multiply(BigDecimal.valueOf(this.model.calls())));
		assertThat(exception.attempts()).allSatisfy((attempt) -> {
			assertThat(attempt.failure()).isPresent();
			assertThat(attempt.usage().getTotalTokens()).isEqualTo(120);
			assertThat(attempt.duration()).isPositive();
			assertThat(attempt.response().getResult()).isNotNull();
		});
	}

	private List<Integer> limits(String name) {
		return IntStream.range(0, this.model.calls())
			.mapToObj((index) -> this.model.request(index).path(name).asInt())
			.toList();
	}

	private void answers(OutputMode mode, String... answers) {
		for (String answer : answers) {
			if (mode == OutputMode.TOOLS) {
				this.model.answersToolCall("Person", answer);
			}
			else {
				this.model.answersText(answer);
			}
		}
	}

	private ResponseModelSpec<Person> prompt(OutputMode mode) {
		return this.instructor.prompt().user(SECRET).mode(mode).responseModel(Person.class);
	}

	private static void maxCompletionTokens(ChatOptions.Builder<?> options, int limit) {
		((OpenAiChatOptions.Builder) options).maxCompletionTokens(limit);
	}

	private static Consumer<RetryPolicy.Builder> policy(Consumer<RetryPolicy.Builder> policy) {
		return policy;
	}

	private static String invalid(int age) {
		return "{\"name\":\"" + SECRET + "\",\"age\":" + age + "}";
	}

	private static List<Call> call(String arguments) {
		return List.of(new Call("call", "Person", arguments));
	}

	record Person(@NotBlank String name, @Max(150) int age) {
	}

	static class Clock {

		@Tool(description = "The time of day")
		String clock() {
			return "noon";
		}

	}

}
