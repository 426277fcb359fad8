package io.github.instructorspring;

import java.time.Duration;
import java.util.List;

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
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.retry.TruncationPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that are streamed, up to their end.
 */
class StreamedCallTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String VALID = "{\"name\":\"Sam\",\"age\":25}";

	private static final String INVALID = "{\"name\":\"Sam\",\"age\":900}";

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel strong = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.provider("strong", this.strong.chatClient("strong-model"))
		.build();

	@AfterEach
	void stop() {
		this.model.close();
		this.strong.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(OutputMode.class)
	void streamedCallEndsLikeABlockingOne(OutputMode mode) {
		answer(this.model, mode, INVALID);
		answer(this.model, mode, VALID);
		Completion<Person> completion = ask(mode).stream().completion().block(PATIENCE);
		assertThat(completion).isNotNull();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(completion.attempts()).extracting(Attempt::text).containsExactly(INVALID, VALID);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens()).isEqualTo(240);
		assertThat(completion.usage().getCacheReadInputTokens()).isEqualTo(80);
		assertThat(completion.usage().getReasoningTokens()).isEqualTo(10);
		assertThat(this.model.request(1).toString()).contains("age: found 900");
		assertThat(this.model.request(0).path("stream").asBoolean()).isTrue();
	}

	@Test
	void everySubscriptionIsACallOfItsOwn() {
		this.model.answersText(VALID, VALID);
		Mono<Person> person = ask(OutputMode.JSON).stream().entity();
		assertThat(this.model.calls()).isZero();
		StepVerifier.create(person).expectNext(new Person("Sam", 25)).expectComplete().verify(PATIENCE);
		StepVerifier.create(person).expectNext(new Person("Sam", 25)).expectComplete().verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@Test
	void cutStreamIsAnErrorAndNeverAnObject() {
		this.model.answersCut("{\"name\":\"Sam\",", "length");
		StepVerifier.create(ask(OutputMode.JSON).stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(IncompleteResponseException.class,
					(incomplete) -> assertThat(incomplete.usage().getTotalTokens()).isEqualTo(120)))
			.verify(PATIENCE);
	}

	@Test
	void cutStreamMayBeGoneOnWith() {
		this.model.answersCut("{\"name\":\"Sam\",", "length").answersText("\"age\":25}");
		StepVerifier
			.create(ask(OutputMode.JSON).retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE))
				.stream()
				.entity())
			.expectNext(new Person("Sam", 25))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void exhaustedRetriesAreAnErrorWithEverything() {
		this.model.answersText(INVALID, INVALID);
		StepVerifier.create(ask(OutputMode.JSON).stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(RetriesExhaustedException.class,
					(exhausted) -> {
						assertThat(exhausted.repeated()).isTrue();
						assertThat(exhausted.usage().getTotalTokens()).isEqualTo(240);
					}))
			.verify(PATIENCE);
	}

	@Test
	void refusalIsARefusal() {
		this.model.refuses("No.");
		StepVerifier.create(ask(OutputMode.JSON_SCHEMA).stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(ResponseRefusedException.class,
					(refused) -> assertThat(refused.refusal()).isEqualTo("No.")))
			.verify(PATIENCE);
	}

	@Test
	void errorsOfTheProviderComeAsTheyAre() {
		this.model.fails(401);
		StepVerifier.create(ask(OutputMode.JSON).stream().entity())
			.expectErrorSatisfies(
					(error) -> assertThat(error.getClass().getName()).startsWith("com.openai.errors.Unauthorized"))
			.verify(PATIENCE);
	}

	@Test
	void badInputIsAnErrorOfTheSubscription() {
		StepVerifier.create(this.instructor.prompt().responseModel(Person.class).stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).hasMessageContaining("There is nothing to ask"))
			.verify(PATIENCE);
		StepVerifier.create(this.instructor.prompt().user("x").responseModel(Runnable.class).stream().entity())
			.expectError(UnsupportedResponseModelException.class)
			.verify(PATIENCE);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void callersToolsAndMemoryWorkInStreams(OutputMode mode) {
		this.model.answersToolCall("ageOf", "{\"name\":\"Sam\"}");
		answer(this.model, mode, INVALID);
		answer(this.model, mode, VALID);
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		Completion<Person> completion = ask(mode)
			.chatClient((request) -> request.tools(new Register())
				.advisors(MessageChatMemoryAdvisor.builder(memory).build())
				.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "one")))
			.stream()
			.completion()
			.block(PATIENCE);
		assertThat(completion).isNotNull();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(completion.usage().getTotalTokens()).isEqualTo(360).isEqualTo(this.model.billedTokens());
		List<Message> turns = memory.get("one");
		assertThat(turns).extracting(Message::getMessageType).containsExactly(MessageType.USER, MessageType.ASSISTANT);
		assertThat(turns.get(1).getText()).isEqualTo(VALID);
	}

	@Test
	void strongerModelTakesAStreamOver() {
		this.model.answersText(INVALID);
		this.strong.answersText(VALID);
		Completion<Person> completion = ask(OutputMode.JSON).retry((policy) -> policy.escalateTo("strong"))
			.stream()
			.completion()
			.block(PATIENCE);
		assertThat(completion).isNotNull();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(completion.usage().getTotalTokens()).isEqualTo(240);
		assertThat(this.strong.calls()).isEqualTo(1);
	}

	private ResponseModelSpec<Person> ask(OutputMode mode) {
		return this.instructor.prompt().user("Sam is twenty-five.").mode(mode).responseModel(Person.class);
	}

	private static void answer(LoopbackModel model, OutputMode mode, String answer) {
		if (mode == OutputMode.TOOLS) {
			model.answersToolCall("Person", answer);
		}
		else {
			model.answersText(answer);
		}
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
