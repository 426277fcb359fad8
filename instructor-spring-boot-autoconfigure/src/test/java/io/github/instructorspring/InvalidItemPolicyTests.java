package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of invalid items of a stream, over HTTP.
 */
class InvalidItemPolicyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String LINES = """
			{"items":[{"item":"Lamp","count":2},{"item":"Chair","count":-12},{"item":"Bed","count":1},\
			{"item":"Sofa","count":"many"},{"item":"Desk","count":4}]}""";

	private static final Line LAMP = new Line("Lamp", 2);

	private static final Line BED = new Line("Bed", 1);

	private static final Line DESK = new Line("Desk", 4);

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel judge = new LoopbackModel();

	private final List<InvalidItemException> reported = new CopyOnWriteArrayList<>();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.provider("judge", this.judge.chatClient("judge-model"))
		.semanticProvider("judge")
		.build();

	@AfterEach
	void stop() {
		this.model.close();
		this.judge.close();
	}

	@Test
	void skippedItemsAreReportedAndTheOthersDelivered() {
		this.model.answersText(LINES);
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.skip(this.reported::add)))
			.expectNext(LAMP, BED, DESK)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(1);
		assertThat(this.reported).extracting(InvalidItemException::index).containsExactly(1, 3);
		assertThat(this.reported).allSatisfy(
				(invalid) -> assertThat(invalid.violations()).extracting(Violation::path).containsExactly("count"));
	}

	@Test
	void skippedItemIsReportedBeforeTheNextOneIsDelivered() {
		this.model.answersText(LINES);
		StepVerifier
			.create(lines().stream()
				.items(InvalidItemPolicy.skip(this.reported::add))
				.map((line) -> line.item() + this.reported.size()))
			.expectNext("Lamp0", "Bed1", "Desk2")
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void listOfNothingButInvalidItemsIsEmpty() {
		this.model.answersText("{\"items\":[{\"item\":\"Lamp\",\"count\":0},{\"item\":\"Bed\",\"count\":0}]}");
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.skip(this.reported::add)))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.reported).hasSize(2);
	}

	@Test
	void reportThatThrowsEndsTheStream() {
		this.model.answersText(LINES);
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.skip((invalid) -> {
			throw new IllegalStateException("full");
		}))).expectNext(LAMP).expectErrorMessage("full").verify(PATIENCE);
	}

	@Test
	void invalidItemsAreAskedForAgainTogetherAndComeLast() {
		this.model.answersText(LINES.replace("\"many\"", "-6"), "{\"count\":12,\"count_2\":6}");
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.reask()))
			.expectNext(LAMP, BED, DESK, new Line("Chair", 12), new Line("Sofa", 6))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(2);
		JsonNode messages = this.model.request(1).path("messages");
		String reask = messages.path(messages.size() - 1).path("content").asString();
		assertThat(reask).contains("items[1].count: found -12", "items[3].count", "Chair", "Sofa")
			.doesNotContain("Lamp", "Bed", "Desk");
	}

	@Test
	void whatIsNotOfTheTypeIsAskedForBeforeWhatBreaksARule() {
		this.model.answersText(LINES, "{\"count\":6}", "{\"count\":12}");
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.reask()))
			.expectNext(LAMP, BED, DESK, new Line("Chair", 12), new Line("Sofa", 6))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void itemThatStaysInvalidEndsTheStreamAfterTheOthers() {
		this.model.answersText(LINES.replace("\"many\"", "-6"), "{\"count\":12,\"count_2\":0}", "{\"count\":-7}");
		StepVerifier.create(lines().maxRetries(2).stream().items(InvalidItemPolicy.reask()))
			.expectNext(LAMP, BED, DESK)
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class, (invalid) -> {
						assertThat(invalid.index()).isEqualTo(3);
						assertThat(invalid.violations()).extracting(Violation::path).containsExactly("count");
						assertThat(invalid.getCause()).isInstanceOfSatisfying(RetriesExhaustedException.class,
								(cause) -> assertThat(cause.usage().getTotalTokens()).isEqualTo(360));
					}))
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void nothingIsAskedAgainWithoutRetries() {
		this.model.answersText(LINES);
		StepVerifier.create(lines().maxRetries(0).stream().items(InvalidItemPolicy.reask()))
			.expectNext(LAMP, BED, DESK)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(InvalidItemException.class))
			.verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void scalarItemsAreAskedForAgain() {
		this.model.answersText("{\"items\":[1,\"two hands\",3]}", "{\"items_1\":2}");
		StepVerifier
			.create(this.instructor.prompt()
				.user("numbers")
				.mode(OutputMode.JSON)
				.responseModel(Integer.class)
				.stream()
				.items(InvalidItemPolicy.reask()))
			.expectNext(1, 3, 2)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void listThatIsAskedForAgainAsAWholeIsNotDeliveredTwice() {
		String list = "{\"items\":[{\"item\":\"Lamp\",\"count\":2},{\"item\":\"Bed\",\"count\":1}]}";
		this.model.answersText(list + "\nOr rather:\n" + list.replace("1", "3"), list);
		StepVerifier.create(lines().stream().items(InvalidItemPolicy.reask()))
			.expectNext(LAMP, BED)
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class, (invalid) -> {
						assertThat(invalid.index()).isEqualTo(2);
						assertThat(invalid.violations()).extracting(Violation::message)
							.singleElement()
							.asString()
							.contains("one JSON value");
					}))
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "skip", "reask" })
	void cutListEndsInAnErrorWhateverThePolicy(String policy) {
		this.model.answersCut(LINES.substring(0, 75), "length");
		Flux<Line> items = lines().stream().items(policy(policy));
		StepVerifier.create(items)
			.expectNext(LAMP)
			.expectErrorMatches((error) -> error instanceof IncompleteResponseException
					|| (policy.equals("fail") && error instanceof InvalidItemException))
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "skip", "reask" })
	void judgedItemsAreDeliveredAfterOneQuestionAboutAll(String policy) {
		this.model.answersText("{\"items\":[{\"text\":\"A\"},{\"text\":\"B\"}]}");
		this.judge.answersToolCall("Verdicts", verdicts("", ""));
		StepVerifier.create(replies().stream().items(policy(policy)))
			.expectNext(new Reply("A"), new Reply("B"))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.judge.calls()).isEqualTo(1);
		assertThat(this.reported).isEmpty();
	}

	@Test
	void itemThatAModelObjectsToIsNotDelivered() {
		this.model.answersText("{\"items\":[{\"text\":\"A\"},{\"text\":\"B\"}]}");
		this.judge.answersToolCall("Verdicts", verdicts("", "B is no reply."));
		StepVerifier.create(replies().stream().items())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(InvalidItemException.class,
					(invalid) -> assertThat(invalid.index()).isEqualTo(1)))
			.verify(PATIENCE);
	}

	@Test
	void itemThatAModelObjectsToIsSkippedAndReported() {
		this.model.answersText("{\"items\":[{\"text\":5.5},{\"text\":[]},{\"text\":\"B\"},{\"text\":\"C\"}]}");
		this.judge.answersToolCall("Verdicts", verdicts("", "B is no reply.", ""));
		StepVerifier.create(replies().stream().items(InvalidItemPolicy.skip(this.reported::add)))
			.expectNext(new Reply("5.5"), new Reply("C"))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.reported).extracting(InvalidItemException::index).containsExactly(1, 2);
	}

	@Test
	void itemThatAModelObjectsToIsAskedForAgainInItsPlace() {
		this.model.answersText("{\"items\":[{\"text\":\"A\"},{\"text\":\"B\"}]}", "{\"text\":\"BB\"}");
		this.judge.answersToolCall("Verdicts", verdicts("B is no reply.", ""))
			.answersToolCall("Verdicts", verdicts(""));
		StepVerifier.create(replies().stream().items(InvalidItemPolicy.reask()))
			.expectNext(new Reply("BB"), new Reply("B"))
			.expectComplete()
			.verify(PATIENCE);
	}

	private static String verdicts(String... objections) {
		StringBuilder verdicts = new StringBuilder();
		for (String objection : objections) {
			int rule = (int) verdicts.chars().filter((character) -> character == '{').count() + 1;
			verdicts.append((rule > 1) ? "," : "")
				.append("{\"rule\":")
				.append(rule)
				.append(",\"acceptable\":")
				.append(objection.isEmpty())
				.append(",\"reason\":\"")
				.append(objection)
				.append("\"}");
		}
		return "{\"verdicts\":[" + verdicts + "]}";
	}

	private InvalidItemPolicy policy(String name) {
		return switch (name) {
			case "skip" -> InvalidItemPolicy.skip(this.reported::add);
			case "reask" -> InvalidItemPolicy.reask();
			default -> InvalidItemPolicy.fail();
		};
	}

	private ResponseModelSpec<Line> lines() {
		return this.instructor.prompt().user("Lines").mode(OutputMode.JSON).responseModel(Line.class);
	}

	private ResponseModelSpec<Reply> replies() {
		return this.instructor.prompt().user("Replies").mode(OutputMode.JSON).responseModel(Reply.class);
	}

	record Line(String item, @Positive int count) {
	}

	record Reply(@Semantic("answers the question") String text) {
	}

}
