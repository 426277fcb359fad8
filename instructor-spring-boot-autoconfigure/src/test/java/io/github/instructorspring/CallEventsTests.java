package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.validation.constraints.Max;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.event.CallContext;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionFinishedEvent.Outcome;
import io.github.instructorspring.event.CompletionRequestEvent;
import io.github.instructorspring.event.CompletionUsageEvent;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.ParseErrorEvent;
import io.github.instructorspring.event.StreamSnapshotEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The events of calls and streams, in their order, over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private static final String OLD = "{\"name\":\"Sam\",\"age\":900}";

	private final List<InstructorEvent> events = new CopyOnWriteArrayList<>();

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel other = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient("fake-model"))
		.name("people")
		.provider("other", this.other.chatClient("other-model"))
		.on(InstructorEvent.class, this.events::add)
		.build();

	private final Logger logger = (Logger) LoggerFactory.getLogger(InstructorTemplate.class);

	@AfterEach
	void stop() {
		this.logger.setLevel(null);
		this.logger.detachAndStopAllAppenders();
		this.model.close();
		this.other.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("orders")
	void eventsComeInTheOrderOfWhatHappens(String name, boolean streamed, Consumer<LoopbackModel> answers,
			String order) {
		answers.accept(this.model);
		ResponseModelSpec<Person> spec = ask().maxRetries(1);
		Throwable failure = catchThrowable(
				() -> assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
					.isEqualTo(new Person("Sam", 25)));
		assertThat(names()).isEqualTo(order);
		CompletionFinishedEvent finished = finished();
		assertThat(finished.error()).isSameAs(failure);
		assertThat(finished.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(finished.requests()).isEqualTo(this.model.calls());
	}

	static Stream<Arguments> orders() {
		Map<String, Consumer<LoopbackModel>> answers = Map.of("success", (model) -> model.answersText(SAM), "repaired",
				(model) -> model.answersText("```json\n{name: 'Sam', age: 25,}\n```"), "re-ask",
				(model) -> model.answersText(OLD, SAM), "exhausted",
				(model) -> model.answersText(OLD, OLD.replace("900", "901")), "error", (model) -> model.fails(500),
				"error after rejection", (model) -> model.answersText(OLD).fails(500), "refusal",
				(model) -> model.refuses("No."), "truncated",
				(model) -> model.answersCut(SAM.substring(0, 10), "length"));
		Map<String, String> orders = Map.of("success", "Request Response Usage Finished:SUCCESS", "repaired",
				"Request Response Usage Repair Finished:SUCCESS", "re-ask",
				"Request Response Usage ParseError:VALIDATION Request2 Response2 Usage2 Finished2:SUCCESS", "exhausted",
				"Request Response Usage ParseError:VALIDATION Request2 Response2 Usage2 ParseError2:VALIDATION "
						+ "LastAttempt2 Finished2:EXHAUSTED",
				"error", "Request Error Finished:ERROR", "error after rejection",
				"Request Response Usage ParseError:VALIDATION Request2 Error2 Finished2:ERROR", "refusal",
				"Request Response Usage ParseError:REFUSED LastAttempt Finished:REFUSED", "truncated",
				"Request Response Usage ParseError:INCOMPLETE LastAttempt Finished:INCOMPLETE");
		return answers.entrySet()
			.stream()
			.flatMap((entry) -> Stream.of(false, true)
				.filter((streamed) -> !streamed || !entry.getKey().equals("refusal"))
				.map((streamed) -> Arguments.of(entry.getKey() + ((streamed) ? ", streamed" : ""), streamed,
						entry.getValue(), orders.get(entry.getKey()))));
	}

	@Test
	void contextTellsWhichCallAndAttempt() {
		this.model.answersText(OLD, SAM);
		Completion<Person> completion = ask().tag("tenant", "blue").call().completion();
		assertThat(this.events).extracting(InstructorEvent::context).allSatisfy((context) -> {
			assertThat(context.callId()).isEqualTo(completion.id());
			assertThat(context.template()).isEqualTo("people");
			assertThat(context.provider()).isEqualTo("openai");
			assertThat(context.model()).isEqualTo("fake-model");
			assertThat(context.mode()).isEqualTo("JSON");
			assertThat(context.responseType()).isEqualTo("Person");
			assertThat(context.maxAttempts()).isEqualTo(3);
			assertThat(context.streamed()).isFalse();
			assertThat(context.tags()).containsExactly(Map.entry("tenant", "blue"));
		});
		assertThat(this.events).extracting(InstructorEvent::context)
			.extracting(CallContext::attempt)
			.containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
	}

	@Test
	void usageEventsSumUpToTheUsageOfTheCall() {
		this.model.answersText(OLD, SAM);
		Completion<Person> completion = ask().call().completion();
		List<CompletionUsageEvent> usages = of(CompletionUsageEvent.class);
		assertThat(usages).extracting((event) -> event.usage().getTotalTokens()).containsExactly(120, 120);
		assertThat(usages).extracting((event) -> event.total().getTotalTokens()).containsExactly(120, 240);
		assertThat(finished().usage()).isEqualTo(completion.usage());
	}

	@Test
	void otherProvidersShowInTheirEvents() {
		this.model.fails(503);
		this.other.answersText(OLD, SAM);
		ask().retry((policy) -> policy.fallbackTo("other")).call().entity();
		assertThat(names()).isEqualTo("Request Error Fallback Request Response Usage ParseError:VALIDATION Request2 "
				+ "Response2 Usage2 Finished2:SUCCESS");
		FallbackEvent fallback = of(FallbackEvent.class).get(0);
		assertThat(fallback.kind()).isEqualTo(FallbackEvent.Kind.PROVIDER);
		assertThat(fallback.from()).isEqualTo("openai");
		assertThat(fallback.to()).isEqualTo("other");
		assertThat(finished().context().provider()).isEqualTo("other");
		assertThat(finished().context().model()).isEqualTo("other-model");
	}

	@Test
	void escalationsAndRefusalsAreFallbacks() {
		this.model.fails(400, "response_format is not supported").answersToolCall("Person", OLD);
		this.other.answersToolCall("Person", SAM);
		this.instructor.prompt()
			.user("Sam")
			.options((options) -> options.model("gpt-4o-mini"))
			.retry((policy) -> policy.escalateTo("other"))
			.responseModel(Person.class)
			.call()
			.entity();
		assertThat(of(FallbackEvent.class)).extracting((event) -> event.kind() + " " + event.from() + ">" + event.to())
			.containsExactly("MODE JSON_SCHEMA>", "ESCALATION openai>other");
	}

	@Test
	void snapshotsAreHeardByThoseWhoAsk() {
		this.model.answersText(SAM);
		List<Object> seen = new ArrayList<>();
		List<Person> partials = ask().on(StreamSnapshotEvent.class, (event) -> seen.add(event.value()))
			.stream()
			.partials()
			.collectList()
			.block(PATIENCE);
		assertThat(seen).isEqualTo(partials);
	}

	@Test
	void badItemEndsTheCallExhausted() {
		this.model.answersText("{\"items\":[" + SAM + "," + OLD + "," + SAM + "]}" + " ".repeat(100_000));
		StepVerifier.create(ask().stream().items())
			.expectNextCount(1)
			.expectError(InvalidItemException.class)
			.verify(PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(of(CompletionFinishedEvent.class)).hasSize(1));
		assertThat(finished().outcome()).isEqualTo(Outcome.EXHAUSTED);
		assertThat(finished().error()).isInstanceOf(InvalidItemException.class);
	}

	@Test
	void cancelledStreamIsFinished() {
		this.model.answersText(SAM + " ".repeat(100_000));
		StepVerifier.create(ask().stream().partials(), 1).expectNextCount(1).thenCancel().verify(PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(of(CompletionFinishedEvent.class)).hasSize(1));
		assertThat(names()).isEqualTo("Request StreamSnapshot Finished:CANCELLED");
		assertThat(finished().error()).isNull();
	}

	@Test
	void hooksAreCalledInTheOrderInWhichTheyWereRegisteredThoseOfTheCallFirst() {
		this.model.answersText(SAM);
		List<String> called = new ArrayList<>();
		this.instructor.mutate()
			.on(CompletionRequestEvent.class, (event) -> called.add("template 1"))
			.eventPublisher((event) -> called.add(event.getClass().getSimpleName()))
			.on(InstructorEvent.class, (event) -> called.add("template 2"))
			.build()
			.mutate()
			.on(CompletionRequestEvent.class, (event) -> called.add("template 3"))
			.build()
			.prompt()
			.user("Sam is 25.")
			.on(CompletionRequestEvent.class, (event) -> called.add("call 1"))
			.on(InstructorEvent.class, (event) -> called.add("call 2"))
			.mode(OutputMode.JSON)
			.responseModel(Person.class)
			.call()
			.entity();
		assertThat(called).startsWith("call 1", "call 2", "template 1", "template 2", "template 3",
				"CompletionRequestEvent", "call 2", "template 2");
	}

	@Test
	void answerThatIsTooLongIsNoErrorOfTheClient() {
		this.model.answersPieces(() -> Stream.generate(() -> " ").iterator());
		StepVerifier
			.create(this.instructor.prompt()
				.user("Sam")
				.mode(OutputMode.TOOLS)
				.responseModel(Person.class)
				.stream()
				.entity())
			.expectError(OversizedResponseException.class)
			.verify(PATIENCE);
		assertThat(names()).isEqualTo("Request LastAttempt Finished:ERROR");
	}

	@Test
	void streamThatIsOutOfTimeIsNoErrorOfTheClient() {
		InstructorTemplate silent = InstructorTemplate.builder(ChatClient.create(new StreamingStub(Flux.never())))
			.on(InstructorEvent.class, this.events::add)
			.build();
		StepVerifier
			.create(silent.prompt()
				.user("Sam")
				.timeout(Duration.ofMillis(200))
				.responseModel(Person.class)
				.stream()
				.entity())
			.expectError(BudgetExceededException.class)
			.verify(PATIENCE);
		assertThat(names()).isEqualTo("Request LastAttempt Finished:BUDGET");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oneLineIsLoggedForEachCall(boolean streamed) {
		List<ILoggingEvent> logged = logged();
		this.model.answersText(OLD, SAM);
		ResponseModelSpec<Person> spec = ask();
		assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
			.isEqualTo(new Person("Sam", 25));
		assertThat(logged).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
			assertThat(line.getFormattedMessage())
				.matches("SUCCESS of Person in \\d+ ms: 2 request\\(s\\) to fake-model, mode JSON, 240 tokens, call "
						+ finished().context().callId());
		});
	}

	@Test
	void lineOfACallThatFailsHasNoContent() {
		List<ILoggingEvent> logged = logged();
		this.model.answersText(OLD.replace("Sam", "Secret"), OLD.replace("Sam", "Secret"));
		assertThat(catchThrowable(() -> ask().call().entity())).isInstanceOf(RetriesExhaustedException.class);
		assertThat(logged).singleElement().satisfies((line) -> {
			assertThat(line.getFormattedMessage()).startsWith("EXHAUSTED of Person in ")
				.doesNotContain("Secret", "Sam");
			assertThat(line.getThrowableProxy()).isNull();
		});
	}

	/**
	 * What the logger of the template logs from now on.
	 */
	private List<ILoggingEvent> logged() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.list = new CopyOnWriteArrayList<>();
		appender.start();
		this.logger.addAppender(appender);
		this.logger.setLevel(Level.DEBUG);
		return appender.list;
	}

	@Test
	void hookOfACallIsNotHeardInTheNext() {
		this.model.answersText(SAM, SAM);
		List<InstructorEvent> once = new ArrayList<>();
		ask().on(CompletionRequestEvent.class, once::add).call().entity();
		ask().call().entity();
		assertThat(once).hasSize(1);
		assertThat(of(CompletionRequestEvent.class)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void listenerThatThrowsIsLoggedOnceAndBreaksNothing(boolean streamed, CapturedOutput output) {
		this.model.answersText(SAM, SAM, SAM);
		for (int i = 0; i < 3; i++) {
			ResponseModelSpec<Person> spec = ask().on(CompletionRequestEvent.class, CallEventsTests::fail);
			assertThat((streamed) ? spec.stream().entity().block(PATIENCE) : spec.call().entity())
				.isEqualTo(new Person("Sam", 25));
		}
		assertThat(output.getAll().split("A listener to CompletionRequestEvent threw", -1)).hasSize(2);
		assertThat(output).contains("java.lang.IllegalStateException").doesNotContain("secret");
		assertThat(of(CompletionFinishedEvent.class)).hasSize(3);
	}

	@Test
	void noEventShowsContent() {
		this.model.answersText(OLD.replace("Sam", "Secret"), SAM);
		this.instructor.prompt()
			.user("Secret prompt")
			.mode(OutputMode.JSON)
			.responseModel(Person.class)
			.stream()
			.partials()
			.blockLast(PATIENCE);
		assertThat(this.events).hasSizeGreaterThan(7)
			.allSatisfy((event) -> assertThat(event.toString()).doesNotContain("Secret", "test-key")
				.doesNotContainPattern("\\b900\\b")
				.contains("Person"));
		assertThat(of(ParseErrorEvent.class).get(0)).hasToString(of(ParseErrorEvent.class).get(0).toString())
			.satisfies((event) -> assertThat(event.violations()).hasSize(1));
	}

	private static void fail(CompletionRequestEvent event) {
		throw new IllegalStateException("secret");
	}

	private ResponseModelSpec<Person> ask() {
		return this.instructor.prompt().user("Sam is 25.").mode(OutputMode.JSON).responseModel(Person.class);
	}

	private CompletionFinishedEvent finished() {
		List<CompletionFinishedEvent> finished = of(CompletionFinishedEvent.class);
		assertThat(finished).hasSize(1);
		assertThat(this.events).last().isSameAs(finished.get(0));
		return finished.get(0);
	}

	private <E extends InstructorEvent> List<E> of(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	private String names() {
		List<String> names = new ArrayList<>();
		this.events.stream().map(CallEventsTests::name).forEach(names::add);
		return String.join(" ", names);
	}

	private static String name(InstructorEvent event) {
		int attempt = event.context().attempt();
		String name = event.getClass().getSimpleName().replace("Completion", "").replace("Event", "")
				+ ((attempt > 1) ? attempt : "");
		if (event instanceof ParseErrorEvent rejected) {
			return name + ":" + rejected.stage();
		}
		return (event instanceof CompletionFinishedEvent finished) ? name + ":" + finished.outcome() : name;
	}

	record Person(String name, @Max(150) int age) {
	}

}
