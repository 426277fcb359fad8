package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists whose items are delivered while the answer arrives, over HTTP.
 */
class ItemStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String LINES = "{\"items\":[{\"item\":\"Lamp } \\\" ]\",\"count\":2},"
			+ "{\"item\":\"Chair\",\"count\":12},{\"item\":\"Bed\",\"count\":1}]}";

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "JSON_SCHEMA", "JSON", "MD_JSON", "AUTO" })
	void itemsArriveWhileTheServerStillSends(OutputMode mode) {
		this.model.answersText(LINES);
		CountDownLatch first = new CountDownLatch(1);
		List<Boolean> inTime = new CopyOnWriteArrayList<>();
		this.model.beforeEachPiece((sent) -> {
			if (sent == 9) {
				inTime.add(await(first));
			}
		});
		StepVerifier.create(ask(mode).stream().items().doOnNext((line) -> first.countDown()))
			.expectNext(new Line("Lamp } \" ]", 2), new Line("Chair", 12), new Line("Bed", 1))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(inTime).containsExactly(true);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void itemsOfAToolCallWithoutATapComeAtTheEnd() {
		this.model.answersToolCall("LineList", LINES);
		StepVerifier.create(ask(OutputMode.TOOLS).stream().items())
			.expectNextCount(3)
			.expectComplete()
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 7, 1000 })
	void itemsDoNotDependOnThePieces(int length) {
		this.model.streamsPiecesOf(length).answersText("Here:\n```json\n" + LINES + "\n```");
		StepVerifier.create(ask(OutputMode.MD_JSON).stream().items())
			.expectNext(new Line("Lamp } \" ]", 2), new Line("Chair", 12), new Line("Bed", 1))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void itemsBeforeOneThatIsNotAcceptableAreDeliveredThoughTheyCameWithIt() {
		this.model.streamsPiecesOf(1000).answersText(LINES.replace("\"count\":1}", "\"count\":-1}"));
		StepVerifier.create(ask(OutputMode.JSON).stream().items())
			.expectNext(new Line("Lamp } \" ]", 2), new Line("Chair", 12))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class,
					(invalid) -> assertThat(invalid.index()).isEqualTo(2)))
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"count\":-12", "\"count\":\"many\"" })
	void itemThatIsNotAcceptableEndsTheStream(String count) throws InterruptedException {
		this.model.answersPieces(() -> Stream.iterate(LINES.replace("\"count\":12", count), (piece) -> " ").iterator());
		StepVerifier.create(ask(OutputMode.JSON).stream().items())
			.expectNext(new Line("Lamp } \" ]", 2))
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class, (invalid) -> {
						assertThat(invalid.index()).isEqualTo(1);
						assertThat(invalid.violations()).extracting(Violation::path).containsExactly("count");
						assertThat(invalid).hasMessageNotContaining("Chair");
					}))
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(1);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
	}

	@Test
	void itemThatIsNotAcceptableEndsTheRequestOfASlowSubscriberToo() {
		String lines = LINES.substring(0, LINES.indexOf("{\"item\":\"Bed")).replace("12", "-12");
		this.model.answersPieces(() -> Stream.iterate(lines, (piece) -> " ").iterator());
		StepVerifier.create(ask(OutputMode.JSON).stream().items(), 0)
			.expectSubscription()
			.then(() -> assertThat(hangsUp()).isTrue())
			.thenRequest(1)
			.expectNext(new Line("Lamp } \" ]", 2))
			.expectError(InvalidItemException.class)
			.verify(PATIENCE);
	}

	private boolean hangsUp() {
		try {
			return this.model.awaitsHangUp(PATIENCE.dividedBy(2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Test
	void validatorsOfTheCallSeeEachItem() {
		this.model.answersText(LINES);
		StepVerifier
			.create(ask(OutputMode.JSON).validator((line, context) -> (line.item().equals("Bed"))
					? List.of(Violation.of("item", "is not sold", line.item())) : List.of())
				.stream()
				.items())
			.expectNextCount(2)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class,
					(invalid) -> assertThat(invalid.violations()).extracting(Violation::path).containsExactly("item")))
			.verify(PATIENCE);
	}

	@Test
	void cutListEndsInAnErrorAfterItsItems() {
		this.model.answersCut(LINES.substring(0, 70), "length");
		StepVerifier.create(ask(OutputMode.JSON).stream().items())
			.expectNextCount(2)
			.expectError(IncompleteResponseException.class)
			.verify(PATIENCE);
	}

	@Test
	void slowSubscriberLosesNothing() {
		this.model.answersText(LINES);
		StepVerifier.create(ask(OutputMode.JSON).stream().items(), 1)
			.expectNext(new Line("Lamp } \" ]", 2))
			.thenAwait(Duration.ofMillis(200))
			.thenRequest(1)
			.expectNext(new Line("Chair", 12))
			.thenRequest(1)
			.expectNext(new Line("Bed", 1))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void scalarsAreItemsToo() {
		this.model.answersText("{\"items\":[\"a, b\",\"c\"]}");
		StepVerifier
			.create(this.instructor.prompt()
				.user("letters")
				.mode(OutputMode.JSON)
				.responseModel(String.class)
				.stream()
				.items())
			.expectNext("a, b", "c")
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void emptyListHasNoItems() {
		this.model.answersText("{\"items\":[]}");
		StepVerifier.create(ask(OutputMode.JSON).stream().items()).expectComplete().verify(PATIENCE);
	}

	private ResponseModelSpec<Line> ask(OutputMode mode) {
		return this.instructor.prompt().user("Lines").mode(mode).responseModel(Line.class);
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

	record Line(String item, @Positive int count) {
	}

}
