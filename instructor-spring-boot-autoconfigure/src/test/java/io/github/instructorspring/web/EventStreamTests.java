package io.github.instructorspring.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.PartialDelta;
import io.github.instructorspring.PartialDelta.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EventStream}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final String REJECTED = "{\"name\":\"Lamp\",\"count\":12}";

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient("gpt-4o-mini"));

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void elementsHaveTheNameThatTheyAreGiven() {
		assertThat(lines(EventStream.of("word", Flux.just("a", "b")))).containsExactly("{\"word\":\"a\"}",
				"{\"word\":\"b\"}", "{\"end\":{\"count\":2}}");
		assertThat(lines(EventStream.items(Flux.empty()))).containsExactly("{\"end\":{\"count\":0}}");
		assertThatIllegalArgumentException().isThrownBy(() -> EventStream.of(" ", Flux.empty()));
	}

	@Test
	void lastDeltaIsTheResult() {
		this.model.streamsPiecesOf(9).answersText(REJECTED, REJECTED.replace("12", "2"));
		assertThat(lines(EventStream.deltas(lamp().maxRetries(1).stream().deltas())))
			.containsSubsequence("{\"delta\":{\"attempt\":1,\"op\":\"set\",\"path\":\"/count\",\"value\":12}}",
					"{\"delta\":{\"attempt\":2,\"op\":\"set\",\"path\":\"\",\"value\":null}}",
					"{\"delta\":{\"attempt\":2,\"op\":\"set\",\"path\":\"/count\",\"value\":2}}",
					"{\"result\":{\"name\":\"Lamp\",\"count\":2}}")
			.noneMatch((line) -> line.startsWith("{\"delta\"")
					&& line.contains("\"path\":\"\",\"value\":{\"name\":\"Lamp\""));
	}

	@Test
	void deltaThatBeginsAnAttemptWaitsForNothing() {
		PartialDelta beginning = new PartialDelta(2, Operation.SET, "", null);
		StepVerifier.create(events(EventStream.deltas(Flux.just(beginning).concatWith(Flux.never()))))
			.expectNext("delta")
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void eachSubscriptionCountsForItself() {
		EventStream stream = EventStream.items(Flux.just(1, 2));
		assertThat(lines(stream)).isEqualTo(lines(stream)).endsWith("{\"end\":{\"count\":2}}");
	}

	@Test
	void lineKeepsTheDiscriminatorOfItsData() {
		assertThat(lines(EventStream.items(Flux.just(new Shape.Circle(2)))))
			.startsWith("{\"item\":{\"type\":\"Circle\",\"radius\":2}}");
	}

	@Test
	void frameShowsNoContent() {
		StreamFrame frame = EventStream.items(Flux.just("secret")).toNdjson().blockFirst(PATIENCE);
		assertThat(frame).isNotNull().hasToString("StreamFrame[event=item]");
		assertThat(Objects.requireNonNull(frame).data()).isEqualTo("secret");
	}

	@Test
	void heartbeatComesAfterEachIntervalOfSilence() {
		TestPublisher<String> words = TestPublisher.create();
		StepVerifier.withVirtualTime(() -> events(EventStream.items(words.flux()).heartbeat(SECOND)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext("heartbeat")
			.thenAwait(Duration.ofMillis(600))
			.then(() -> words.next("a"))
			.expectNext("item")
			.expectNoEvent(Duration.ofMillis(999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext("heartbeat")
			.thenAwait(SECOND.multipliedBy(2))
			.expectNext("heartbeat", "heartbeat")
			.then(words::complete)
			.expectNext("end")
			.verifyComplete();
	}

	@Test
	void heartbeatIsEvery15SecondsUnlessTold() {
		StepVerifier.withVirtualTime(() -> events(EventStream.items(Flux.never())))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(14_999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext("heartbeat")
			.thenCancel()
			.verify(PATIENCE);
		StepVerifier.withVirtualTime(() -> events(EventStream.items(Flux.never()).heartbeat(Duration.ZERO)))
			.expectSubscription()
			.expectNoEvent(Duration.ofHours(1))
			.thenCancel()
			.verify(PATIENCE);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EventStream.items(Flux.never()).heartbeat(Duration.ofSeconds(-1)));
	}

	@Test
	void clientThatDoesNotReadIsOwedOneHeartbeat() {
		StepVerifier.withVirtualTime(() -> events(EventStream.items(Flux.never()).heartbeat(SECOND)), 0)
			.expectSubscription()
			.thenAwait(SECOND.multipliedBy(60))
			.thenRequest(10)
			.expectNext("heartbeat")
			.expectNoEvent(Duration.ofMillis(999))
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void nothingFollowsTheEndForAClientThatIsSlow() {
		TestPublisher<String> words = TestPublisher.create();
		StepVerifier.withVirtualTime(() -> events(EventStream.items(words.flux()).heartbeat(SECOND)), 0)
			.expectSubscription()
			.thenRequest(1)
			.then(words::complete)
			.expectNext("end")
			.thenAwait(SECOND.multipliedBy(3))
			.thenRequest(10)
			.verifyComplete();
	}

	@Test
	void cancellationReachesTheSource() {
		AtomicBoolean subscribed = new AtomicBoolean();
		AtomicBoolean cancelled = new AtomicBoolean();
		Flux<Object> source = Flux.never()
			.doOnSubscribe((subscription) -> subscribed.set(true))
			.doOnCancel(() -> cancelled.set(true));
		StepVerifier.create(EventStream.items(source).heartbeat(Duration.ofMillis(1)).toServerSentEvents())
			.expectNextCount(1)
			// The first heartbeat may come before the source is subscribed to.
			.then(() -> Awaitility.await().atMost(PATIENCE).untilTrue(subscribed))
			.thenCancel()
			.verify(PATIENCE);
		Awaitility.await().atMost(PATIENCE).untilTrue(cancelled);
	}

	@Test
	void clientThatReadsOneByOneIsAskedForNoMore() {
		TestPublisher<String> words = TestPublisher.create();
		StepVerifier.create(events(EventStream.items(words.flux())), 0)
			.then(() -> words.assertMaxRequested(1))
			.thenRequest(1)
			.then(() -> words.next("a"))
			.expectNext("item")
			.then(() -> words.assertMaxRequested(1))
			.thenCancel()
			.verify(PATIENCE);
	}

	static List<Arguments> errors() {
		return List.of(
				Arguments.of("rejected", 422, "{\"name\":\"Lamp\",\"count\":12}", "stop",
						",\"violations\":[\"count\"]"),
				Arguments.of("incomplete", 502, "{\"name\":\"La", "length", ""),
				Arguments.of("incomplete", 502, "{" + " ".repeat(9000) + "}", "stop", ""));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void answerThatIsNotHadIsAnError(String code, int status, String answer, String finish, String more) {
		this.model.answersCut(answer, finish);
		assertThat(lines(EventStream.snapshots(lamp().stream().snapshots()))).last()
			.asString()
			.contains("{\"error\":{", "\"status\":" + status, "\"code\":\"" + code + "\"" + more + "}}")
			.doesNotContain("Lamp", "12");
	}

	@Test
	void refusalIsAnError() {
		this.model.refuses("I will not");
		assertThat(problem(lamp().stream().partials())).containsEntry("code", "refused").containsEntry("status", 422);
	}

	@Test
	void budgetThatIsUsedUpIsAnError() {
		this.model.answersText(REJECTED);
		assertThat(problem(lamp().retry((policy) -> policy.maxRetries(2).maxTokens(10)).stream().partials()))
			.containsEntry("code", "out-of-budget")
			.containsEntry("status", 504)
			.containsEntry("detail", "The answers took all the tokens")
			.containsEntry("violations", List.of("count"));
	}

	@Test
	void itemThatIsNotAcceptableIsAnErrorWithItsIndex() {
		this.model.answersText("{\"items\":[{\"name\":\"a\",\"count\":1}," + REJECTED + "]}");
		List<String> lines = lines(EventStream.items(lamp().stream().items()));
		assertThat(lines).hasSize(2).startsWith("{\"item\":{\"name\":\"a\",\"count\":1}}");
		assertThat(lines.get(1)).contains("\"code\":\"invalid-item\"", "\"index\":1", "\"violations\":[\"count\"]");
	}

	static Stream<Arguments> errorsOfOthers() {
		return Stream.of(Arguments.of(new IllegalStateException("secret"), "failed", 500, true),
				Arguments.of(new TimeoutException("secret"), "timeout", 504, false),
				Arguments.of(new ResponseStatusException(HttpStatus.CONFLICT, "Twice"), null, 409, false));
	}

	@ParameterizedTest
	@MethodSource("errorsOfOthers")
	void errorOfOthersKeepsItsMessageAndIsLoggedIfItIsUnexpected(Exception error, String code, int status,
			boolean logged, CapturedOutput output) {
		assertThat(problem(Flux.error(error))).containsEntry("status", status)
			.satisfies((problem) -> assertThat(problem.get("code")).isEqualTo(code))
			.satisfies((problem) -> assertThat(problem.toString()).doesNotContain("secret"));
		assertThat(output.getAll().contains("A stream of events ended in an error")).isEqualTo(logged);
		assertThat(output.getAll().contains("LoggedError: java.lang.IllegalStateException\n\tat ")).isEqualTo(logged);
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void problemsMayBeToldInOtherWords() {
		assertThat(lines(EventStream.items(Flux.error(new IllegalStateException()))
			.problems((error) -> ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, "Enough"))))
			.singleElement()
			.asString()
			.contains("Enough", "429");
	}

	private ResponseModelSpec<Lamp> lamp() {
		return this.instructor.prompt().user("text").responseModel(Lamp.class).maxRetries(0);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> problem(Flux<?> failing) {
		List<String> lines = lines(EventStream.items(failing));
		return (Map<String, Object>) MAPPER.readValue(lines.get(lines.size() - 1), Map.class).get("error");
	}

	private static List<String> lines(EventStream stream) {
		return Objects.requireNonNull(stream.toNdjson().map(MAPPER::writeValueAsString).collectList().block(PATIENCE));
	}

	private static Flux<String> events(EventStream stream) {
		return stream.toServerSentEvents().map(EventStreamTests::name);
	}

	private static String name(ServerSentEvent<Object> event) {
		return Objects.requireNonNull((event.event() != null) ? event.event() : event.comment());
	}

	record Lamp(String name, @Max(9) int count) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
	sealed interface Shape {

		record Circle(int radius) implements Shape {
		}

	}

}
