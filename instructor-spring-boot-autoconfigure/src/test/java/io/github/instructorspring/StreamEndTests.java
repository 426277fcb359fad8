package io.github.instructorspring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.ReflectionTestUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.stream.ToolArgumentTap;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * How streams end before their answer does, and what they leave behind.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamEndTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String REPLY = "{\"text\":\"We are sorry.\"}";

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel judge = new LoopbackModel();

	private final ToolArgumentTap tap = new ToolArgumentTap();

	private final InstructorTemplate instructor = InstructorTemplate
		.builder(this.model.chatClient("fake-model", this.tap))
		.toolArgumentTap(this.tap)
		.provider("judge", this.judge.chatClient("judge"))
		.semanticProvider("judge")
		.build();

	@AfterEach
	void stop() {
		this.model.close();
		this.judge.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void errorsAreThoseOfABlockingCall(String name, Consumer<LoopbackModel> failure) {
		failure.accept(this.model);
		failure.accept(this.model);
		ResponseModelSpec<Plain> spec = ask(OutputMode.JSON, Plain.class).timeout(Duration.ofSeconds(2));
		Throwable blocking = catchThrowable(() -> spec.call().entity());
		assertThat(blocking).isNotNull();
		StepVerifier.create(spec.stream().partials()).expectErrorSatisfies((streamed) -> {
			assertThat(streamed).hasSameClassAs(blocking);
			assertThat(streamed.getSuppressed()).hasSameSizeAs(blocking.getSuppressed());
		}).verify(PATIENCE);
	}

	static Stream<Arguments> failures() {
		return Stream.of(failure("400", (server) -> server.fails(400)), failure("401", (server) -> server.fails(401)),
				failure("403", (server) -> server.fails(403)), failure("404", (server) -> server.fails(404)),
				failure("422", (server) -> server.fails(422)), failure("429", (server) -> server.fails(429)),
				failure("500", (server) -> server.fails(500)), failure("503", (server) -> server.fails(503)),
				failure("nobody listens", LoopbackModel::close), failure("no answer in time", LoopbackModel::hangs),
				failure("failure after a rejected answer", (server) -> server.answersText("I cannot").fails(500)));
	}

	private static Arguments failure(String name, Consumer<LoopbackModel> failure) {
		return Arguments.of(name, failure);
	}

	@Test
	void timeOfTheCallIsKeptWhereTheProviderKnowsNone() {
		StreamingStub silent = new StreamingStub(Flux.concat(Flux.just("{\"text\":\"a"), Flux.never()));
		InstructorTemplate template = InstructorTemplate.create(ChatClient.create(silent));
		StepVerifier
			.create(template.prompt()
				.user("A reply")
				.timeout(Duration.ofMillis(300))
				.responseModel(Plain.class)
				.stream()
				.partials())
			.thenConsumeWhile((seen) -> true)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(BudgetExceededException.class,
					(budget) -> assertThat(budget.budget()).isEqualTo(RetryBudget.Kind.TIME)))
			.verify(PATIENCE);
		assertThat(silent.streams()).isEqualTo(1);
		Awaitility.await().atMost(PATIENCE).until(() -> silent.subscribers() == 0);
	}

	@Test
	void timeOfTheCallIsKeptByAClientThatIsSlowToCancel() {
		CountDownLatch word = new CountDownLatch(1);
		StreamingStub silent = new StreamingStub(
				Flux.concat(Flux.just("{\"text\":\"a"), Flux.<String>never().doOnCancel(() -> await(word))));
		Mono<Plain> reply = InstructorTemplate.create(ChatClient.create(silent))
			.prompt()
			.user("A reply")
			.timeout(Duration.ofMillis(300))
			.responseModel(Plain.class)
			.stream()
			.entity();
		StepVerifier.create(reply).expectError(BudgetExceededException.class).verify(PATIENCE.dividedBy(2));
		word.countDown();
	}

	@Test
	void cancellingReachesTheRequestThatIsUnderWay() throws InterruptedException {
		this.model.answersText("{\"text\":\"\"}").answersPieces(endless("{\"text\":\"We", " are sorry"));
		ask(OutputMode.JSON, Plain.class)
			.validator((reply, context) -> (reply.text().isEmpty())
					? List.of(Violation.of("text", "must say something", "")) : List.of())
			.stream()
			.snapshots()
			.takeUntil((snapshot) -> snapshot.attempt() == 2)
			.blockLast(PATIENCE);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
		assertThat(this.model.calls()).isEqualTo(2);
		assertNothingIsLeft();
	}

	@Test
	void cancellingReachesTheQuestionToAJudge() throws InterruptedException {
		this.model.answersText(REPLY);
		this.judge.answersPieces(endless(" ", " "));
		Disposable call = ask(OutputMode.JSON, Reply.class).stream().entity().subscribe();
		Awaitility.await().atMost(PATIENCE).until(() -> this.judge.openRequests() == 1);
		call.dispose();
		assertThat(this.judge.awaitsHangUp(PATIENCE)).isTrue();
		assertNothingIsLeft();
	}

	@Test
	void errorAfterTheEndIsLoggedByItsNameForThoseWhoDebug(CapturedOutput output) {
		StreamingStub late = new StreamingStub(Flux
			.deferContextual((context) -> Flux.concat(Flux.just("{\"text\":\"a"), Flux.never())
				.doOnCancel(() -> Operators.onErrorDropped(new IllegalStateException("secret"), Context.of(context)))));
		Logger logger = (Logger) LoggerFactory.getLogger(CallEngine.class);
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.list = new CopyOnWriteArrayList<>();
		logged.start();
		logger.addAppender(logged);
		try {
			Flux<Plain> partials = InstructorTemplate.create(ChatClient.create(late))
				.prompt()
				.user("A reply")
				.responseModel(Plain.class)
				.stream()
				.partials();
			StepVerifier.create(partials).expectNextCount(1).thenCancel().verify(PATIENCE);
			Awaitility.await().atMost(PATIENCE).until(() -> !logged.list.isEmpty());
		}
		finally {
			logger.detachAppender(logged);
		}
		assertThat(logged.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
			assertThat(line.getFormattedMessage())
				.isEqualTo("After the end of a stream: " + IllegalStateException.class.getName());
		});
		assertThat(output).doesNotContain("secret", "onErrorDropped");
	}

	@ParameterizedTest
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void nothingIsLeftOfStreamsThatFail(OutputMode mode) {
		this.model.fails(500)
			.answersCut("{\"text\":", "length")
			.answersBytes("data: {\n\n".getBytes(StandardCharsets.UTF_8), false)
			.answersBytes(new byte[0], true)
			.answersPieces(endless("{", " "))
			.answersToolPieces("Plain", endless("{\"text\":\"", "and so on "));
		for (int call = 0; call < 5; call++) {
			StepVerifier.create(ask(mode, Plain.class).maxRetries(0).timeout(PATIENCE).stream().partials())
				.thenConsumeWhile((seen) -> true)
				.expectError()
				.verify(PATIENCE.multipliedBy(2));
		}
		ask(OutputMode.TOOLS, Plain.class).stream().partials().blockFirst(PATIENCE);
		assertNothingIsLeft();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assertNothingIsLeft() {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat((Map<?, ?>) ReflectionTestUtils.getField(this.tap, "listeners")).isEmpty();
			assertThat(this.model.openRequests()).isZero();
			assertThat(this.judge.openRequests()).isZero();
		});
	}

	private static Iterable<String> endless(String start, String rest) {
		return () -> Stream.iterate(start, (piece) -> rest).iterator();
	}

	private <T> ResponseModelSpec<T> ask(OutputMode mode, Class<T> type) {
		return this.instructor.prompt().user("A reply").mode(mode).responseModel(type);
	}

	record Reply(@Semantic("must not blame the customer") String text) {
	}

	record Plain(String text) {
	}

}
