package io.github.instructorspring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.retry.TruncationPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Calls that go on with another model, each behind a server of its own.
 */
class EscalationTests {

	private static final String TEXT = "Sam is twenty-five.";

	private static final String VALID = "{\"name\":\"Sam\",\"age\":25}";

	private final LoopbackModel weak = new LoopbackModel();

	private final LoopbackModel strong = new LoopbackModel();

	private final LoopbackModel third = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.weak.chatClient("weak-model"))
		.provider("strong", this.strong.chatClient("strong-model"))
		.provider("third", this.third.chatClient("third-model"))
		.price("weak-model", ModelPrice.perMillionTokens("1", "1"))
		.price("strong-model", ModelPrice.perMillionTokens("10", "10"))
		.build();

	@AfterEach
	void stop() {
		this.weak.close();
		this.strong.close();
		this.third.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void strongerModelTakesTheConversationOver(OutputMode mode) {
		answers(this.weak, mode, invalid(900));
		answers(this.strong, mode, VALID);
		Completion<Person> completion = ask(mode, (policy) -> policy.escalateTo("strong")).call().completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(this.weak.calls()).isEqualTo(1);
		assertThat(this.strong.calls()).isEqualTo(1);
		JsonNode request = this.strong.request(0);
		assertThat(request.path("model").asString()).isEqualTo("strong-model");
		assertThat(request.toString()).contains(TEXT)
			.contains("age: found 900, expected to be less than or equal to 150");
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.weak.billedTokens() + this.strong.billedTokens())
			.isEqualTo(240);
		assertThat(completion.usage().cost()).contains(new BigDecimal("0.00132"));
		assertThat(completion.response().getMetadata().getModel()).isEqualTo("fake-model");
		assertThat(completion.attempts()).hasSize(2);
		GoldenJson.assertEqual("escalation-" + mode.name().toLowerCase(Locale.ROOT), request);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void fixingModelSeesTheRejectedAnswerOnly(OutputMode mode) {
		answers(this.weak, mode, invalid(900));
		answers(this.strong, mode, invalid(901), VALID);
		Completion<Person> completion = ask(mode, (policy) -> policy.fixWith("strong", 1)).call().completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(this.strong.request(0).toString()).doesNotContain(TEXT).contains("Keep its data, fix its form");
		assertThat(this.strong.request(1).path("messages")).hasSameSizeAs(this.strong.request(0).path("messages"));
		assertThat(this.strong.request(1).toString()).doesNotContain(TEXT).doesNotContain("900").contains("found 901");
		assertThat(completion.usage().getTotalTokens())
			.isEqualTo(this.weak.billedTokens() + this.strong.billedTokens());
		GoldenJson.assertEqual("fix-" + mode.name().toLowerCase(Locale.ROOT), this.strong.request(0));
	}

	@Test
	void escalationsComeInTheirOrder() {
		answers(this.weak, OutputMode.TOOLS, invalid(900), invalid(901));
		answers(this.strong, OutputMode.TOOLS, invalid(902));
		answers(this.third, OutputMode.TOOLS, VALID);
		Completion<Person> completion = ask(OutputMode.TOOLS,
				(policy) -> policy.maxRetries(3).escalateTo("strong", 2).escalateTo("third", 3))
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(this.weak.calls()).isEqualTo(2);
		assertThat(this.strong.calls()).isEqualTo(1);
		assertThat(this.third.calls()).isEqualTo(1);
		assertThat(this.third.request(0).toString()).contains("found 902").doesNotContain("found 901");
		assertThat(completion.usage().getTotalTokens()).isEqualTo(480);
	}

	@Test
	void modelThatRepeatsItselfIsGivenUpEarly() {
		answers(this.weak, OutputMode.TOOLS, invalid(900), invalid(900));
		answers(this.strong, OutputMode.TOOLS, VALID);
		Person person = ask(OutputMode.TOOLS, (policy) -> policy.maxRetries(9).escalateTo("strong", 5)).call().entity();
		assertThat(person).isEqualTo(new Person("Sam", 25));
		assertThat(this.weak.calls()).isEqualTo(2);
	}

	@Test
	void retriesAreThoseOfTheWholeCall() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		answers(this.strong, OutputMode.TOOLS, invalid(901), invalid(902), VALID);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> ask(OutputMode.TOOLS, (policy) -> policy.escalateTo("strong")).call().entity());
		assertThat(this.weak.calls() + this.strong.calls()).isEqualTo(3);
		assertThat(exception.attempts()).hasSize(3);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.weak.billedTokens() + this.strong.billedTokens());
		assertThat(exception.usage().cost()).contains(new BigDecimal("0.00252"));
	}

	@Test
	void noRetryLeftMeansNoEscalation() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		assertThatExceptionOfType(RetriesExhaustedException.class).isThrownBy(
				() -> ask(OutputMode.TOOLS, (policy) -> policy.maxRetries(0).escalateTo("strong")).call().entity());
		assertThat(this.strong.calls()).isZero();
	}

	@Test
	void budgetIsThatOfTheWholeCall() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> ask(OutputMode.TOOLS, (policy) -> policy.maxTokens(100).escalateTo("strong")).call().entity());
		assertThat(exception.budget()).isEqualTo(RetryBudget.Kind.TOKENS);
		assertThat(this.strong.calls()).isZero();
		assertThat(exception.attempts()).hasSize(1);
	}

	@Test
	void costCeilingNeedsThePriceOfEveryModelBeforeTheFirstRequest() {
		assertThatExceptionOfType(MissingModelPriceException.class)
			.isThrownBy(
					() -> ask(OutputMode.TOOLS, (policy) -> policy.maxCost(BigDecimal.ONE).escalateTo("third")).call()
						.entity())
			.withMessageContaining("third-model");
		assertThat(this.weak.calls()).isZero();
	}

	@Test
	void providerThatDoesNotExistIsRefusedBeforeTheFirstRequest() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> ask(OutputMode.TOOLS, (policy) -> policy.escalateTo("stong")).call().entity())
			.withMessageContaining("no provider 'stong'")
			.withMessageContaining("[strong, third]")
			.withMessageContaining("'instructor.providers.stong.provider'");
		assertThat(this.weak.calls()).isZero();
	}

	@Test
	void escalationsMustComeLaterAndLater() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryPolicy.builder().escalateTo("strong", 2).escalateTo("third", 2))
			.withMessageContaining("'afterRejections' must grow");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().fixWith("strong", 0))
			.withMessageContaining("'afterRejections' must be positive");
	}

	@Test
	void callMayStayWithItsModel() {
		answers(this.weak, OutputMode.TOOLS, invalid(900), VALID);
		InstructorTemplate escalating = this.instructor.mutate().retry((policy) -> policy.escalateTo("strong")).build();
		escalating.prompt()
			.user(TEXT)
			.mode(OutputMode.TOOLS)
			.responseModel(Person.class)
			.retry(RetryPolicy.Builder::noEscalation)
			.call()
			.entity();
		assertThat(this.strong.calls()).isZero();
	}

	@Test
	void callersToolsAreOfferedToTheStrongerModel() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		this.strong.answersToolCall("ageOf", "{\"name\":\"Sam\"}").answersToolCall("Person", VALID);
		Completion<Person> completion = ask(OutputMode.TOOLS, (policy) -> policy.escalateTo("strong"))
			.chatClient((request) -> request.tools(new Register()))
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(this.strong.request(1).toString()).contains("found 900").contains("\"tool_call_id\"");
		assertThat(completion.usage().getTotalTokens()).isEqualTo(360)
			.isEqualTo(this.weak.billedTokens() + this.strong.billedTokens());
	}

	@Test
	void memoryHoldsOneCleanTurnOfEach() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		answers(this.strong, OutputMode.TOOLS, VALID);
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		ask(OutputMode.TOOLS, (policy) -> policy.escalateTo("strong"))
			.chatClient((request) -> request.advisors(MessageChatMemoryAdvisor.builder(memory).build())
				.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "one")))
			.call()
			.entity();
		List<Message> turns = memory.get("one");
		assertThat(turns).extracting(Message::getMessageType).containsExactly(MessageType.USER, MessageType.ASSISTANT);
		assertThat(turns.get(1).getText()).isEqualTo(VALID);
	}

	@Test
	void partOfAnAnswerMayBeAskedOfTheStrongerModel() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		this.strong.answersToolCall("PersonPart", "{\"age\":25}");
		Person person = ask(OutputMode.TOOLS, (policy) -> policy.fieldLevel(true).escalateTo("strong")).call().entity();
		assertThat(person).isEqualTo(new Person("Secretive", 25));
	}

	@Test
	void strongerModelThatIsCutMayBeAskedOnceMore() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		this.strong.answersCutToolCall("Person", "{\"name\":\"Sam\",").answersText("\"age\":25}");
		Person person = ask(OutputMode.TOOLS,
				(policy) -> policy.onTruncation(TruncationPolicy.CONTINUE).escalateTo("strong"))
			.call()
			.entity();
		assertThat(person).isEqualTo(new Person("Sam", 25));
	}

	@Test
	void failureOfTheStrongerProviderPassesThrough() {
		answers(this.weak, OutputMode.TOOLS, invalid(900));
		this.strong.fails(401);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> ask(OutputMode.TOOLS, (policy) -> policy.escalateTo("strong")).call().entity())
			.withMessageContaining("scripted failure")
			.satisfies((failure) -> assertThat(failure.getSuppressed()).singleElement()
				.isInstanceOfSatisfying(UnfinishedCallException.class,
						(unfinished) -> assertThat(unfinished.usage().getTotalTokens()).isEqualTo(120)));
	}

	private ResponseModelSpec<Person> ask(OutputMode mode, Consumer<RetryPolicy.Builder> policy) {
		return this.instructor.prompt().user(TEXT).mode(mode).responseModel(Person.class).retry(policy);
	}

	private static void answers(LoopbackModel model, OutputMode mode, String... answers) {
		for (String answer : answers) {
			if (mode == OutputMode.TOOLS) {
				model.answersToolCall("Person", answer);
			}
			else {
				model.answersText(answer);
			}
		}
	}

	private static String invalid(int age) {
		return "{\"name\":\"Secretive\",\"age\":" + age + "}";
	}

	record Person(@NotBlank String name, @Max(150) int age) {
	}

	static class Register {

		@Tool(description = "The age of a person")
		int ageOf(String name) {
			return 25;
		}

	}

}
