package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.bind.DeltaTree;
import io.github.instructorspring.bind.PathState;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects that grow while their answer arrives, over HTTP.
 */
class PartialStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String ORDER = """
			{"customer":"Ada Lovelace","total":1250,"lines":[{"item":"Lamp","count":2},{"item":"Chair","count":12}],\
			"note":"Please ring twice."}""";

	private static final Order WHOLE = new Order("Ada Lovelace", 1250,
			List.of(new Line("Lamp", 2), new Line("Chair", 12)), "Please ring twice.");

	private final LoopbackModel model = new LoopbackModel().streamsPiecesOf(5);

	private final ToolArgumentTap tap = new ToolArgumentTap();

	private final InstructorTemplate instructor = InstructorTemplate
		.builder(this.model.chatClient("fake-model", this.tap))
		.toolArgumentTap(this.tap)
		.build();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(OutputMode.class)
	void partialsArriveWhileTheServerStillSends(OutputMode mode) {
		answer(mode, ORDER);
		CountDownLatch seen = new CountDownLatch(3);
		List<Boolean> inTime = new CopyOnWriteArrayList<>();
		this.model.beforeEachPiece((sent) -> {
			if (sent == 12) {
				inTime.add(await(seen));
			}
		});
		List<Partial<Order>> snapshots = new ArrayList<>();
		StepVerifier.create(ask(mode).stream().snapshots().doOnNext((snapshot) -> seen.countDown()))
			.thenConsumeWhile((snapshot) -> true, snapshots::add)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(inTime).containsExactly(true);
		Partial<Order> last = snapshots.get(snapshots.size() - 1);
		assertThat(last.value()).isEqualTo(WHOLE);
		assertThat(last.complete()).isTrue();
		assertThat(snapshots.subList(0, snapshots.size() - 1)).noneMatch(Partial::complete);
		assertThat(snapshots).extracting((snapshot) -> snapshot.value().customer())
			.contains("Ad", "Ada Lov", "Ada Lovelace");
		assertThat(snapshots).extracting((snapshot) -> snapshot.value().total()).containsOnly(0, 1250);
		assertThat(this.model.header(0, ToolArgumentTap.HEADER)).isEqualTo("application/json");
	}

	@Test
	void stateTellsWhatHasCome() {
		answer(OutputMode.JSON, ORDER);
		List<Partial<Order>> snapshots = ask(OutputMode.JSON).stream().snapshots().collectList().block(PATIENCE);
		assertThat(snapshots).isNotNull();
		Partial<Order> first = snapshots.stream()
			.filter((snapshot) -> "Ada Lov".equals(snapshot.value().customer()))
			.findFirst()
			.orElseThrow();
		assertThat(first.state("customer")).isEqualTo(PathState.PARTIAL);
		assertThat(first.state("total")).isEqualTo(PathState.MISSING);
		assertThat(first.cursor()).isEqualTo("customer");
		assertThat(first.value().lines()).isEmpty();
		assertThat(first.toString()).doesNotContain("Ada");
		Partial<Order> second = snapshots.stream()
			.filter((snapshot) -> snapshot.value().lines().size() == 2)
			.findFirst()
			.orElseThrow();
		assertThat(second.state("lines[0].count")).isEqualTo(PathState.COMPLETE);
		assertThat(second.state("lines")).isEqualTo(PathState.PARTIAL);
		assertThat(second.value().lines().get(0)).isEqualTo(new Line("Lamp", 2));
		assertThat(snapshots.get(snapshots.size() - 1).state("note")).isEqualTo(PathState.COMPLETE);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void rejectedAnswerIsFollowedByTheNextOne(OutputMode mode) {
		answer(mode, ORDER.replace("1250", "9999"));
		answer(mode, ORDER);
		List<Partial<Order>> snapshots = ask(mode).stream().snapshots().collectList().block(PATIENCE);
		assertThat(snapshots).isNotNull();
		assertThat(snapshots).extracting(Partial::attempt).isSorted().contains(1, 2);
		assertThat(snapshots).filteredOn((snapshot) -> snapshot.attempt() == 1)
			.extracting((snapshot) -> snapshot.value().total())
			.contains(9999);
		assertThat(snapshots).filteredOn(Partial::complete).singleElement().extracting(Partial::value).isEqualTo(WHOLE);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@Test
	void streamFailsWhereNoRetryIsAllowed() {
		answer(OutputMode.JSON, ORDER.replace("1250", "9999"));
		StepVerifier.create(ask(OutputMode.JSON).maxRetries(0).stream().partials())
			.thenConsumeWhile((order) -> true)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(RetriesExhaustedException.class,
					(exhausted) -> assertThat(exhausted.usage().getTotalTokens()).isEqualTo(120)))
			.verify(PATIENCE);
	}

	@Test
	void cutStreamEndsInAnErrorAfterItsLastSnapshot() {
		this.model.answersCut(ORDER.substring(0, 60), "length");
		List<Order> seen = new ArrayList<>();
		StepVerifier.create(ask(OutputMode.JSON).stream().partials())
			.thenConsumeWhile((order) -> true, seen::add)
			.expectError(IncompleteResponseException.class)
			.verify(PATIENCE);
		assertThat(seen).isNotEmpty();
		assertThat(seen.get(seen.size() - 1).total()).isEqualTo(1250);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void cancellingClosesTheConnection(OutputMode mode) throws InterruptedException {
		answer(mode, ORDER.replace("Please ring twice.", "Please ring twice. ".repeat(60_000)));
		List<Order> seen = ask(mode).stream().partials().take(2).collectList().block(PATIENCE);
		assertThat(seen).hasSize(2);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
		assertThat(this.model.sentPieces()).isLessThan(228_000);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void cancellingWaitsForNoModel(OutputMode mode) throws InterruptedException {
		answer(mode, ORDER);
		CountDownLatch finished = new CountDownLatch(1);
		AtomicInteger seen = new AtomicInteger();
		this.model.beforeEachPiece((sent) -> {
			if (sent == 20) {
				await(finished);
			}
		});
		Disposable subscription = ask(mode).stream().partials().subscribe((order) -> seen.incrementAndGet());
		// Until the client waits for more.
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.model.sentPieces() == 20 && seen.get() > 0 && isBlockedInRead());
		Thread canceller = new Thread(subscription::dispose);
		canceller.start();
		canceller.join(PATIENCE.toMillis() / 2);
		assertThat(canceller.isAlive()).isFalse();
		Awaitility.await().atMost(PATIENCE.dividedBy(2)).until(() -> !isBlockedInRead());
		finished.countDown();
	}

	private static boolean isBlockedInRead() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.map(Arrays::asList)
			.map(List::toString)
			.anyMatch((stack) -> stack.contains("openai") && stack.contains("BufferedReader.readLine")
					&& stack.contains("NioSocketImpl"));
	}

	@Test
	void subscriberThatWasSlowGetsTheLast() {
		answer(OutputMode.JSON, ORDER);
		CountDownLatch finished = new CountDownLatch(1);
		this.model.beforeEachPiece((sent) -> {
			if (sent == 20) {
				await(finished);
			}
		});
		List<Order> seen = new ArrayList<>();
		StepVerifier.create(ask(OutputMode.JSON).stream().partials(), 1)
			.expectNextCount(1)
			.then(finished::countDown)
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((order) -> true, seen::add)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(seen).endsWith(WHOLE);
	}

	@Test
	void listsGrowElementByElement() {
		this.model.answersText("{\"items\":[{\"item\":\"Lamp\",\"count\":2},{\"item\":\"Chair\",\"count\":12}]}");
		List<List<Line>> lists = this.instructor.prompt()
			.user("Lines")
			.mode(OutputMode.JSON)
			.responseModel(new ParameterizedTypeReference<List<Line>>() {
			})
			.stream()
			.partials()
			.collectList()
			.block(PATIENCE);
		assertThat(lists).isNotNull();
		assertThat(lists).extracting(List::size).isSorted().contains(1, 2);
		assertThat(lists.get(lists.size() - 1)).containsExactly(new Line("Lamp", 2), new Line("Chair", 12));
	}

	@Test
	void proseAndFencesAreSkippedWhileTheyArrive() {
		this.model
			.answersText("<think>{\"customer\":\"Eve\"}</think>Here you are:\n```json\n" + ORDER + "\n```\nDone.");
		List<Order> orders = ask(OutputMode.MD_JSON).stream().partials().collectList().block(PATIENCE);
		assertThat(orders).isNotNull();
		assertThat(orders).extracting(Order::customer).doesNotContain("Eve").contains("Ada Lov");
		assertThat(orders.get(orders.size() - 1)).isEqualTo(WHOLE);
	}

	@Test
	void everySubscriptionIsACallOfItsOwn() {
		this.model.answersText(ORDER, ORDER);
		Flux<Order> partials = ask(OutputMode.JSON).stream().partials();
		assertThat(partials.blockLast(PATIENCE)).isEqualTo(WHOLE);
		assertThat(partials.blockLast(PATIENCE)).isEqualTo(WHOLE);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void deltasArriveWhileTheServerStillSends(OutputMode mode) {
		answer(mode, ORDER);
		CountDownLatch seen = new CountDownLatch(5);
		List<Boolean> inTime = new CopyOnWriteArrayList<>();
		this.model.beforeEachPiece((sent) -> {
			if (sent == 12) {
				inTime.add(await(seen));
			}
		});
		List<PartialDelta> deltas = new ArrayList<>();
		StepVerifier.create(ask(mode).stream().deltas().doOnNext((delta) -> seen.countDown()))
			.thenConsumeWhile((delta) -> true, deltas::add)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(inTime).containsExactly(true);
		assertThat(deltas).extracting(PartialStreamTests::line)
			.contains("append /customer \"a Lov\"", "set /total 1250", "add /lines {}", "set /lines/0/count 2");
		DeltaTree tree = new DeltaTree();
		deltas.subList(0, deltas.size() - 1).forEach((delta) -> apply(delta, tree));
		JsonNode whole = JsonMapper.shared().readTree(ORDER);
		assertThat(tree.characters()).isLessThan(2 * ORDER.length());
		assertThat(line(deltas.get(deltas.size() - 1))).isEqualTo("set  " + whole);
		assertThat(tree.root()).isEqualTo(whole);
		assertThat(deltas.toString()).doesNotContain("Ada").doesNotContain("1250");
	}

	@Test
	void rejectedAnswerIsTakenBackInDeltas() {
		this.model.answersText(ORDER.replace("1250", "9999"), ORDER);
		List<PartialDelta> deltas = ask(OutputMode.JSON).stream().deltas().collectList().block(PATIENCE);
		assertThat(deltas).isNotNull().extracting(PartialDelta::attempt).isSorted();
		PartialDelta first = deltas.stream().filter((delta) -> delta.attempt() == 2).findFirst().orElseThrow();
		assertThat(line(first)).isEqualTo("set  null");
		assertThat(deltas).filteredOn((delta) -> delta.attempt() == 1)
			.extracting(PartialStreamTests::line)
			.contains("set /total 9999")
			.doesNotContain("set  null");
		DeltaTree tree = new DeltaTree();
		deltas.forEach((delta) -> apply(delta, tree));
		assertThat(tree.root()).isEqualTo(JsonMapper.shared().readTree(ORDER));
	}

	@Test
	void subscriberThatWasSlowGetsAllThatTheDeltasSay() {
		answer(OutputMode.JSON, ORDER);
		CountDownLatch finished = new CountDownLatch(1);
		this.model.beforeEachPiece((sent) -> {
			if (sent == 20) {
				await(finished);
			}
		});
		DeltaTree tree = new DeltaTree();
		StepVerifier.create(ask(OutputMode.JSON).stream().deltas(), 1)
			.consumeNextWith((delta) -> apply(delta, tree))
			.thenRequest(1)
			.consumeNextWith((delta) -> apply(delta, tree))
			.then(finished::countDown)
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((delta) -> true, (delta) -> apply(delta, tree))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(tree.root()).isEqualTo(JsonMapper.shared().readTree(ORDER));
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "{\"attempt\":1,\"op\":\"append\",\"path\":\"/items/0/name\",\"value\":\"abc\"}",
			"{\"attempt\":2,\"op\":\"set\",\"path\":\"\",\"value\":null}",
			"{\"attempt\":1,\"op\":\"add\",\"path\":\"/a~1b\",\"value\":{\"c\":[1,true]}}" })
	void deltasAreJson(String json) {
		PartialDelta delta = JsonMapper.shared().readValue(json, PartialDelta.class);
		assertThat(JsonMapper.shared().writeValueAsString(delta)).isEqualTo(json);
		JsonMapper sparse = JsonMapper.builder()
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build();
		assertThat(sparse.writeValueAsString(delta)).isEqualTo(json);
	}

	private static String line(PartialDelta delta) {
		return delta.operation().name().toLowerCase(Locale.ROOT) + " " + delta.path() + " " + delta.value();
	}

	private static void apply(PartialDelta delta, DeltaTree tree) {
		JsonNode value = delta.value();
		switch (delta.operation()) {
			case SET -> tree.set(delta.path(), value);
			case ADD -> tree.add(delta.path(), value);
			case APPEND -> tree.append(delta.path(), (value != null) ? value.stringValue() : "");
		}
	}

	private ResponseModelSpec<Order> ask(OutputMode mode) {
		return this.instructor.prompt()
			.user("Two lamps and a dozen chairs for Ada.")
			.mode(mode)
			.responseModel(Order.class);
	}

	private void answer(OutputMode mode, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolCall("Order", answer);
		}
		else {
			this.model.answersText(answer);
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(PATIENCE.toSeconds() / 2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	record Line(@NotBlank String item, int count) {
	}

	record Order(@NotBlank String customer, @Max(5000) int total, List<Line> lines, @Nullable String note) {
	}

}
