package io.github.instructorspring;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIException;
import com.openai.errors.UnauthorizedException;
import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Calls that go on with another provider when one gives no answer, over HTTP.
 */
class ProviderFallbackTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private final LoopbackModel first = new LoopbackModel();

	private final LoopbackModel second = new LoopbackModel();

	private final LoopbackModel third = new LoopbackModel();

	private InstructorTemplate instructor;

	@BeforeEach
	void start() {
		this.instructor = template(this.first.chatClient("first-model"));
	}

	private InstructorTemplate template(ChatClient client) {
		return InstructorTemplate.builder(client)
			.provider("second", this.second.chatClient("second-model"))
			.provider("third", this.third.chatClient("third-model"))
			.retry((policy) -> policy.fallbackTo("second", "third"))
			.build();
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.third.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 503, 529 })
	void nextProviderAnswersWhenOneIsDown(int status) {
		this.first.fails(status);
		this.second.answersToolCall("Person", SAM);
		Completion<Person> completion = ask().call().completion();
		assertThat(completion.entity()).isEqualTo(new Person("Sam", 25));
		assertThat(completion.attempts()).hasSize(1);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.second.billedTokens()).isPositive();
		assertThat(this.second.request(0).path("model").asString()).isEqualTo("second-model");
		assertThat(this.second.request(0).path("messages")).isEqualTo(this.first.request(0).path("messages"));
		assertThat(this.third.calls()).isZero();
	}

	@Test
	void nextProviderAnswersWhenNobodyListens() throws IOException {
		this.second.fails(503);
		this.third.answersToolCall("Person", SAM);
		assertThat(template(nobody()).create(Person.class, "Sam")).isEqualTo(new Person("Sam", 25));
		assertThat(this.second.calls()).isEqualTo(1);
	}

	@Test
	void lastFailurePassesThroughWithTheOthersWhenAllAreDown() {
		this.first.fails(500);
		this.second.fails(502);
		this.third.fails(503);
		InternalServerException failure = catchThrowableOfType(InternalServerException.class,
				() -> ask().call().entity());
		assertThat(failure.statusCode()).isEqualTo(503);
		assertThat(failure.getSuppressed()).extracting((former) -> ((InternalServerException) former).statusCode())
			.containsExactly(500, 502);
	}

	@Test
	void requestThatIsWrongIsNotRepeatedElsewhere() {
		this.first.fails(401);
		assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> ask().call().entity());
		assertThat(this.second.calls()).isZero();
	}

	@Test
	void rejectedAnswerGoesAlongToTheNextProvider() {
		this.first.answersToolCall("Person", SAM.replace("25", "900")).fails(503);
		this.second.answersToolCall("Person", SAM);
		Completion<Person> completion = ask().call().completion();
		assertThat(completion.attempts()).hasSize(2);
		assertThat(this.second.request(0).toString()).contains("age: found 900");
		assertThat(completion.usage().getTotalTokens()).isEqualTo(240);
	}

	@Test
	void callThatFailsAfterARejectedAnswerTellsWhatWasSpent() {
		this.first.answersToolCall("Person", SAM.replace("25", "900")).fails(503);
		this.second.fails(503);
		this.third.fails(503);
		InternalServerException failure = catchThrowableOfType(InternalServerException.class,
				() -> ask().call().entity());
		assertThat(List.of(failure.getSuppressed())).hasSize(3)
			.last()
			.isInstanceOfSatisfying(UnfinishedCallException.class,
					(unfinished) -> assertThat(unfinished.usage().getTotalTokens()).isEqualTo(120));
	}

	@Test
	void streamGoesOnWithTheNextProvider() {
		this.first.fails(503);
		this.second.answersText(SAM);
		List<Person> partials = new CopyOnWriteArrayList<>();
		StepVerifier.create(ask().stream().partials().doOnNext(partials::add))
			.thenConsumeWhile((partial) -> true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(partials).last().isEqualTo(new Person("Sam", 25));
		assertThat(partials).hasSizeGreaterThan(1);
	}

	@Test
	void streamOfItemsEndsWithTheErrorOnceAnItemWasDelivered() {
		this.first.breaksAfter("{\"items\":[" + SAM + ",{\"na");
		StepVerifier.create(ask().mode(OutputMode.JSON).stream().items())
			.expectNext(new Person("Sam", 25))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(OpenAIException.class))
			.verify(PATIENCE);
		assertThat(this.second.calls()).isZero();
	}

	@Test
	void streamOfItemsGoesOnWithTheNextProviderBeforeTheFirstItem() {
		this.first.breaksAfter("");
		this.second.answersText("{\"items\":[" + SAM + "]}");
		StepVerifier.create(ask().mode(OutputMode.JSON).stream().items())
			.expectNext(new Person("Sam", 25))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.first.calls()).isEqualTo(1);
	}

	@Test
	void providerThatIsNotKnownIsFoundBeforeAnythingIsAsked() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> ask().retry((policy) -> policy.fallbackTo("fourth")).call().entity())
			.withMessageContaining("no provider 'fourth'");
		assertThat(this.first.calls()).isZero();
	}

	private ResponseModelSpec<Person> ask() {
		return this.instructor.prompt().user("Sam is 25.").responseModel(Person.class);
	}

	private static ChatClient nobody() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		return ChatClient.create(OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder()
				.baseUrl("http://127.0.0.1:" + port + "/v1")
				.apiKey("test-key")
				.model("first-model")
				.maxRetries(0)
				.build())
			.build());
	}

	record Person(String name, @Max(150) int age) {
	}

}
