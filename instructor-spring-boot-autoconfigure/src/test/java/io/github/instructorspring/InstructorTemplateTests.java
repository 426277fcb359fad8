package io.github.instructorspring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.LoopbackModel.Call;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The main job, with the real client of Spring AI over real HTTP.
 */
class InstructorTemplateTests {

	private static final String VALID = "{\"name\":\"Jason\",\"age\":25}";

	private static final String INVALID = "{\"name\":\"Jason\",\"age\":900}";

	private static final String TEXT = "Jason is 25 years old";

	private static final UserDetail JASON = new UserDetail("Jason", 25);

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void createAnswersTheValidatedObject() {
		this.model.answersToolCall("UserDetail", VALID);
		assertThat(this.instructor.create(UserDetail.class, TEXT)).isEqualTo(JASON);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void createWithGenericTypeAnswersTheUnwrappedList() {
		this.model.answersToolCall("UserDetailList", "{\"items\":[" + VALID + "]}");
		List<UserDetail> users = this.instructor.create(new ParameterizedTypeReference<List<UserDetail>>() {
		}, TEXT);
		assertThat(users).containsExactly(JASON);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(OutputMode.class)
	void requestsOfEachModeAreExactlyTheseOnFirstAndSecondAttempt(OutputMode mode) {
		boolean tools = (mode == OutputMode.TOOLS || mode == OutputMode.AUTO);
		if (tools) {
			this.model.answersToolCall("UserDetail", INVALID).answersToolCall("UserDetail", VALID);
		}
		else {
			this.model.answersText(INVALID, VALID);
		}
		Completion<UserDetail> completion = this.instructor.prompt()
			.system("You read business cards.")
			.user(TEXT)
			.options((options) -> options.temperature(0.0))
			.responseModel(UserDetail.class)
			.mode(mode)
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(JASON);
		assertThat(completion.attempts()).extracting(Attempt::number).containsExactly(1, 2);
		String name = (tools) ? "tools" : mode.name().toLowerCase(Locale.ROOT);
		GoldenJson.assertEqual("request-" + name + "-1", this.model.request(0));
		GoldenJson.assertEqual("request-" + name + "-2", this.model.request(1));
		assertThat(this.model.header(0, "Authorization")).isEqualTo("Bearer test-key");
	}

	@Test
	void completionSumsTheUsageOfAllAttempts() {
		this.model.answersToolCall("UserDetail", INVALID).answersToolCall("UserDetail", VALID);
		Completion<UserDetail> completion = prompt().call().completion();
		CallUsage usage = completion.usage();
		assertThat(usage.getPromptTokens()).isEqualTo(200);
		assertThat(usage.getCompletionTokens()).isEqualTo(40);
		assertThat(usage.getTotalTokens()).isEqualTo(240);
		assertThat(usage.getCacheReadInputTokens()).isEqualTo(80);
		assertThat(usage.getReasoningTokens()).isEqualTo(10);
		assertThat(completion.attempts()).extracting((attempt) -> attempt.usage().getTotalTokens())
			.containsExactly(120, 120);
	}

	@Test
	void completionTellsHowTheAnswerCameAbout() {
		this.model.answersToolCall("UserDetail", INVALID).answersToolCall("UserDetail", VALID);
		Completion<UserDetail> completion = prompt().call().completion();
		Attempt first = completion.attempts().get(0);
		assertThat(first.text()).isEqualTo(INVALID);
		assertThat(first.candidate()).contains(new UserDetail("Jason", 900));
		assertThat(first.failure())
			.hasValueSatisfying((failure) -> assertThat(failure.stage()).isEqualTo(FailureStage.VALIDATION));
		assertThat(first.violations()).containsExactly(new Violation("age", "must be less than or equal to 150", 900));
		assertThat(first.duration()).isPositive();
		Attempt second = completion.attempts().get(1);
		assertThat(second.failure()).isEmpty();
		assertThat(completion.response()).isSameAs(second.response());
		assertThat(completion.id()).isNotBlank();
		assertThat(completion).asString().doesNotContain("Jason");
		assertThat(completion.attempts()).asString().doesNotContain("Jason");
	}

	static Stream<Arguments> unusableAnswers() {
		return Stream.of(Arguments.of("no tool call", List.of(), "expected to be a call of the tool `UserDetail`"),
				Arguments.of("two tool calls",
						List.of(new Call("a", "UserDetail", VALID), new Call("b", "UserDetail", VALID)),
						"expected to be one call of the tool `UserDetail`, not 2 calls"),
				Arguments.of("a tool call of another name", List.of(new Call("a", "search", "{}")),
						"a tool of the name that was called does not exist"),
				Arguments.of("null", List.of(new Call("a", "UserDetail", "null")), "answer: found null"),
				Arguments.of("empty arguments", List.of(new Call("a", "UserDetail", "")), "expected not to be empty"),
				Arguments.of("a missing property", List.of(new Call("a", "UserDetail", "{\"age\":25}")),
						"- name: found nothing, expected to be present"),
				Arguments.of("a wrong type", List.of(new Call("a", "UserDetail", "{\"name\":\"J\",\"age\":\"old\"}")),
						"- age: found \"old\", expected to be an integer"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unusableAnswers")
	void unusableAnswerIsAFindingOfItsOwnInTheReask(String title, List<Call> calls, String finding) {
		if (calls.isEmpty()) {
			this.model.answersText("I think he is 25.");
		}
		else {
			this.model.answersToolCalls(calls);
		}
		this.model.answersToolCall("UserDetail", VALID);
		assertThat(prompt().call().entity()).isEqualTo(JASON);
		List<JsonNode> messages = this.model.request(1).path("messages").valueStream().toList();
		List<JsonNode> corrections = messages.subList(2, messages.size());
		assertThat(corrections).hasSize(Math.max(1, calls.size()))
			.allSatisfy((correction) -> assertThat(correction.path("content").asString())
				.startsWith("Validation errors found:\n")
				.contains(finding));
		assertThat(corrections).extracting((correction) -> correction.path("tool_call_id").asString())
			.containsExactlyElementsOf((calls.isEmpty()) ? List.of("") : calls.stream().map(Call::id).toList());
	}

	@Test
	void responseWithoutAnyChoiceIsAskedAgain() {
		this.model.answersNothing().answersToolCall("UserDetail", VALID);
		assertThat(prompt().call().entity()).isEqualTo(JASON);
	}

	@Test
	void entitiesAnswersZeroOrMore() {
		this.model.answersToolCall("UserDetailList", "{\"items\":[" + VALID + "," + VALID + "]}")
			.answersToolCall("UserDetailList", "{\"items\":[]}");
		InstructorOperations.CallSpec<UserDetail> call = prompt().call();
		assertThat(call.entities()).containsExactly(JASON, JASON);
		assertThat(call.entities()).isEmpty();
	}

	@Test
	void entitiesWhenOneElementIsInvalidNamesItsIndex() {
		this.model.answersToolCall("UserDetailList", "{\"items\":[" + VALID + "," + INVALID + "]}")
			.answersToolCall("UserDetailList", "{\"items\":[" + VALID + "]}");
		prompt().call().entities();
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- items[1].age: found 900, expected to be less than or equal to 150");
	}

	@Test
	void validatorOfTheCallSeesEachEntityAndTheContext() {
		this.model.answersToolCall("UserDetail", "{\"name\":\"Bob\",\"age\":25}").answersToolCall("UserDetail", VALID);
		UserDetail user = prompt().context("names", List.of("Jason", "Ada"))
			.validator((candidate, context) -> context.get("names", List.class).orElseThrow().contains(candidate.name())
					? List.of()
					: List.of(Violation.of("name",
							"is not one of our users (attempt " + context.attempt() + " of " + context.maxAttempts()
									+ ")",
							candidate.name())))
			.call()
			.entity();
		assertThat(user).isEqualTo(JASON);
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- name: found \"Bob\": is not one of our users (attempt 1 of 3)");
	}

	@Test
	void validatorThatFailsUnexpectedlyEndsTheCall() {
		this.model.answersToolCall("UserDetail", VALID);
		assertThatIllegalStateException().isThrownBy(() -> prompt().validator((candidate, context) -> {
			throw new IllegalStateException("directory is down");
		}).call().entity()).withMessage("directory is down");
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void validationGroupsChooseTheConstraintsOfSchemaAndAnswer() {
		this.model.answersToolCall("Order", "{\"quantity\":0}").answersToolCall("Order", "{\"quantity\":0}");
		InstructorOperations.ResponseModelSpec<Order> spec = this.instructor.prompt()
			.user("no boxes")
			.maxRetries(0)
			.responseModel(Order.class);
		assertThat(spec.call().entity()).isEqualTo(new Order(0));
		assertThat(this.model.request(0).at("/tools/0/function/parameters/properties/quantity").toString())
			.isEqualTo("{\"type\":\"integer\"}");
		spec.validationGroups(Checkout.class);
		assertThat(catchThrowableOfType(RetriesExhaustedException.class, () -> spec.call().entity()).violations())
			.extracting(Violation::path)
			.containsExactly("quantity");
	}

	@Test
	void callIsFrozenWhenItIsMade() {
		this.model.answersToolCall("UserDetail", VALID);
		InstructorOperations.ResponseModelSpec<UserDetail> spec = prompt();
		InstructorOperations.CallSpec<UserDetail> call = spec.call();
		spec.user("something else").mode(OutputMode.MD_JSON);
		assertThat(call.entity()).isEqualTo(JASON);
		assertThat(this.model.request(0).at("/messages/0/content").asString()).isEqualTo(TEXT);
	}

	@Test
	void promptIsReusableForSeveralResponseModels() {
		this.model.answersToolCall("UserDetail", VALID).answersToolCall("Order", "{\"quantity\":3}");
		InstructorOperations.PromptSpec prompt = this.instructor.prompt().user(TEXT);
		assertThat(prompt.responseModel(UserDetail.class).call().entity()).isEqualTo(JASON);
		assertThat(prompt.responseModel(Order.class).call().entity()).isEqualTo(new Order(3));
	}

	@Test
	void textOfTheCallerIsNeverATemplate() {
		this.model.answersToolCall("UserDetail", VALID);
		String text = "Take {name} and {\"age\": {{25}} } from <this>";
		this.instructor.prompt()
			.system("Answer in {braces}")
			.context("name", "Jason")
			.user(text)
			.responseModel(UserDetail.class)
			.call()
			.entity();
		assertThat(this.model.request(0).at("/messages/0/content").asString()).isEqualTo("Answer in {braces}");
		assertThat(this.model.request(0).at("/messages/1/content").asString()).isEqualTo(text);
	}

	@Test
	void systemTemplateIsFilledFromTheContextAndUserSpecFromItsParameters() {
		this.model.answersToolCall("UserDetail", VALID);
		this.instructor.prompt()
			.system(new ByteArrayResource("Known users: {names}".getBytes(StandardCharsets.UTF_8)))
			.context("names", "Ada, Jason")
			.user((user) -> user.text("Who is {age}?").param("age", 25))
			.responseModel(UserDetail.class)
			.call()
			.entity();
		assertThat(this.model.request(0).at("/messages/0/content").asString()).isEqualTo("Known users: Ada, Jason");
		assertThat(this.model.request(0).at("/messages/1/content").asString()).isEqualTo("Who is 25?");
	}

	@Test
	void messagesOfTheCallerStandBeforeTheUsersAndAreNotModified() {
		this.model.answersText(INVALID, VALID);
		Message[] history = { new UserMessage("Hello"), new AssistantMessage("Hi!") };
		prompt().mode(OutputMode.MD_JSON).messages(history).call().entity();
		assertThat(
				this.model.request(1).path("messages").valueStream().map((message) -> message.path("role").asString()))
			.containsExactly("system", "user", "assistant", "user", "assistant", "user");
		assertThat(history).extracting(Message::getText).containsExactly("Hello", "Hi!");
	}

	@Test
	void optionsAreEditedAndNeverReplaced() {
		ChatClient client = ChatClient.builder(this.model.chatModel("fake-model"))
			.defaultOptions(OpenAiChatOptions.builder().seed(7).temperature(0.3))
			.build();
		this.model.answersToolCall("UserDetail", VALID);
		InstructorTemplate.create(client)
			.prompt()
			.user(TEXT)
			.options((options) -> options.maxTokens(50))
			.responseModel(UserDetail.class)
			.call()
			.entity();
		assertThat(this.model.request(0).path("seed").asInt()).isEqualTo(7);
		assertThat(this.model.request(0).path("temperature").asDouble()).isEqualTo(0.3);
		assertThat(this.model.request(0).path("max_tokens").asInt()).isEqualTo(50);
		assertThat(this.model.request(0).path("model").asString()).isEqualTo("fake-model");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("preferredModes")
	void autoChoosesByModelAndSchema(String modelName, Class<?> type, String expected) {
		this.model.answersText("{}");
		catchThrowable(() -> InstructorTemplate.create(this.model.chatClient(modelName))
			.prompt()
			.user(TEXT)
			.maxRetries(0)
			.responseModel(type)
			.call()
			.entity());
		assertThat(this.model.request(0).has(expected)).isTrue();
	}

	static Stream<Arguments> preferredModes() {
		return Stream.of(Arguments.of("gpt-4o-mini", UserDetail.class, "response_format"),
				Arguments.of("gpt-5-mini", UserDetail.class, "response_format"),
				Arguments.of("o3", UserDetail.class, "response_format"),
				Arguments.of("gpt-4o-mini", Prices.class, "response_format"),
				Arguments.of("gpt-4o-mini", Anything.class, "tools"),
				Arguments.of("gpt-4-turbo", UserDetail.class, "tools"),
				Arguments.of("llama-3.3-70b", UserDetail.class, "tools"));
	}

	@Test
	void timeoutOfTheCallIsGivenToEachRequest() {
		this.model.answersToolCall("UserDetail", VALID);
		prompt().timeout(Duration.ofSeconds(90)).call().entity();
		assertThat(Integer.parseInt(this.model.header(0, "X-Stainless-Timeout"))).isBetween(80, 90);
	}

	@Test
	void blankTextIsRefusedBeforeAnyCall() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.instructor.create(UserDetail.class, " "))
			.withMessageContaining("must not be blank");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.instructor.prompt().responseModel(UserDetail.class).call().entity())
			.withMessageContaining("give user(..) or messages(..)");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void settingsOfTheTemplateHoldForCallsThatSayNothingElse() {
		InstructorTemplate template = this.instructor.mutate().maxRetries(0).mode(OutputMode.MD_JSON).build();
		this.model.answersText(INVALID);
		assertThat(catchThrowable(() -> template.create(UserDetail.class, TEXT)))
			.isInstanceOf(RetriesExhaustedException.class);
		assertThat(this.model.request(0).at("/messages/0/content").asString()).contains("```json code block");
	}

	@Test
	void validatorOfTheTemplateSeesNestedValuesOfItsType() {
		InstructorTemplate template = this.instructor.mutate()
			.validator(UserDetail.class,
					(user, context) -> (user.age() == 25) ? List.of()
							: List.of(Violation.of("age", "must be 25", user.age())))
			.build();
		this.model.answersToolCall("Team", "{\"members\":[" + VALID + ",{\"name\":\"Ada\",\"age\":36}]}")
			.answersToolCall("Team", "{\"members\":[" + VALID + "]}");
		template.create(Team.class, TEXT);
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- members[1].age: found 36, expected to be 25");
	}

	@Test
	void mapIsAskedForAsEntriesWhereTheProviderTakesNoMapsAndComesBackAsAMap() {
		this.model.answersText("{\"prices\":[{\"key\":\"lamp\",\"value\":49},{\"key\":\"bulb\",\"value\":3}]}")
			.answersText("{\"prices\":{\"lamp\":49,\"bulb\":3}}");
		InstructorTemplate strict = InstructorTemplate.create(this.model.chatClient("gpt-4o"));
		Prices prices = new Prices(Map.of("lamp", 49, "bulb", 3));
		assertThat(strict.create(Prices.class, "a lamp for 49 and a bulb for 3")).isEqualTo(prices);
		assertThat(strict.create(Prices.class, "a lamp for 49 and a bulb for 3")).isEqualTo(prices);
	}

	@Test
	void sealedInterfaceIsAnsweredByItsDiscriminator() {
		this.model.answersToolCall("Shape", "{\"value\":{\"type\":\"Circle\",\"radius\":2}}");
		assertThat(this.instructor.create(Shape.class, "a circle of radius 2")).isEqualTo(new Shape.Circle(2));
	}

	private InstructorOperations.ResponseModelSpec<UserDetail> prompt() {
		return this.instructor.prompt().user(TEXT).responseModel(UserDetail.class);
	}

	record UserDetail(@NotBlank String name, @Min(0) @Max(150) int age) {
	}

	record Team(List<UserDetail> members) {
	}

	record Anything(Object value) {
	}

	record Prices(Map<String, Integer> prices) {
	}

	interface Checkout {

	}

	record Order(@Positive(groups = Checkout.class) int quantity) {
	}

	sealed interface Shape {

		record Circle(int radius) implements Shape {
		}

		record Square(int side) implements Shape {
		}

	}

}
