package io.github.instructorspring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.openai.errors.OpenAIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.bind.StreamLimitException.Limit;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that no honest model sends, over HTTP: each ends, in time, and in an exception
 * that says how.
 */
class HostileStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String NOTE = "{\"text\":\"a\",\"tags\":[\"b\"]}";

	private final LoopbackModel model = new LoopbackModel();

	private final ToolArgumentTap tap = new ToolArgumentTap();

	private final InstructorTemplate instructor = InstructorTemplate
		.builder(this.model.chatClient("fake-model", this.tap))
		.toolArgumentTap(this.tap)
		.build();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{1}: {0}")
	@MethodSource("streamsWithoutEnd")
	void streamWithoutEndIsCancelled(String what, Way way, OutputMode mode, List<String> start, String rest,
			Limit limit) throws InterruptedException {
		Iterable<String> pieces = () -> Stream.concat(start.stream(), Stream.generate(() -> rest)).iterator();
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolPieces((way.isList()) ? "NoteList" : "Note", pieces);
		}
		else {
			this.model.answersPieces(pieces);
		}
		StepVerifier.create(way.of(ask(this.instructor, mode).stream()))
			.thenConsumeWhile((seen) -> true)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(OversizedResponseException.class,
					(oversized) -> {
						assertThat(oversized.limit()).isEqualTo(limit);
						assertThat(oversized).hasMessageContaining("instructor.stream.max-")
							.hasMessageNotContaining("secret");
						assertThat(oversized.attempts()).singleElement().satisfies((attempt) -> {
							assertThat(attempt.text()).startsWith(start.get(0)).hasSizeLessThan(4_000_001);
							assertThat(attempt.failure().orElseThrow().stage()).isEqualTo(FailureStage.INCOMPLETE);
						});
					}))
			.verify(PATIENCE);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
		assertThat(this.model.calls()).isEqualTo(1);
	}

	static Stream<Arguments> streamsWithoutEnd() {
		return Stream.of(Way.values()).flatMap((way) -> {
			String text = (way.isList()) ? "{\"items\":[{\"text\":\"" : "{\"text\":\"";
			return Stream.of(
					Arguments.of("blanks", way, OutputMode.JSON, List.of("{"), " \n\t ".repeat(16), Limit.BLANKS),
					Arguments.of("blanks after the answer", way, OutputMode.JSON, List.of(NOTE), "\n".repeat(16),
							Limit.BLANKS),
					Arguments.of("brackets", way, OutputMode.JSON, List.of("[["), "[", Limit.DEPTH),
					Arguments.of("one text", way, OutputMode.JSON_SCHEMA, List.of(text), "secret ".repeat(500),
							Limit.TOKEN),
					Arguments.of("one text in a tool call", way, OutputMode.TOOLS, List.of(text), "secret ".repeat(500),
							Limit.TOKEN),
					Arguments.of("prose", way, OutputMode.MD_JSON, List.of("Well, "), "secret ".repeat(1000),
							Limit.CHARACTERS),
					Arguments.of("thoughts", way, OutputMode.MD_JSON, List.of("<think>"), "secret {".repeat(1000),
							Limit.CHARACTERS));
		});
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void textWithoutEndInPlaceOfAToolCallIsCancelled(Way way) throws InterruptedException {
		this.model.answersPieces(() -> Stream.generate(() -> "secret ".repeat(1000)).iterator());
		StepVerifier.create(way.of(ask(this.instructor, OutputMode.TOOLS).stream()))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(OversizedResponseException.class,
					(oversized) -> assertThat(oversized.limit()).isEqualTo(Limit.CHARACTERS)))
			.verify(PATIENCE);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void proseOfAMegabyteIsSkipped(Way way) {
		this.model.streamsPiecesOf(1000).answersText("Let me think about this. ".repeat(35_000) + list(way));
		StepVerifier.create(way.of(ask(this.instructor, OutputMode.MD_JSON).stream()).last())
			.assertNext((last) -> assertThat(last).isNotNull())
			.expectComplete()
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void emptyPiecesChangeNothing(Way way) {
		this.model.answersPieces(
				() -> Stream
					.concat(IntStream.range(0, 5_000).mapToObj((piece) -> ""),
							Stream.of(list(way).substring(0, 5), "", list(way).substring(5)))
					.iterator());
		StepVerifier.create(way.of(ask(this.instructor, OutputMode.JSON).stream()).last())
			.assertNext((last) -> assertThat(last).isNotNull())
			.expectComplete()
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void answerThatEndsAnywhereWithoutAWordIsIncomplete(Way way) {
		String answer = list(way);
		for (int end = 0; end < answer.length(); end++) {
			this.model.answersPieces(List.of(answer.substring(0, end)));
			Class<? extends Throwable> expected = (end == 0) ? RetriesExhaustedException.class
					: IncompleteResponseException.class;
			StepVerifier.create(way.of(ask(this.instructor, OutputMode.JSON).maxRetries(0).stream()))
				.thenConsumeWhile((seen) -> true)
				.expectError(expected)
				.verify(PATIENCE);
		}
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void connectionThatBreaksAnywhereIsAnErrorOfTheClient(Way way) {
		byte[] wire = events(list(way));
		for (int end = 0; end < wire.length; end += 7) {
			this.model.answersBytes(Arrays.copyOf(wire, end), true);
			StepVerifier.create(way.of(ask(this.instructor, OutputMode.JSON).maxRetries(0).stream()))
				.thenConsumeWhile((seen) -> true)
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(OpenAIException.class))
				.verify(PATIENCE);
		}
		assertThat(this.model.calls()).isEqualTo((wire.length + 6) / 7);
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void streamThatEndsWithinAnEventIsNoAnswer(Way way) {
		byte[] wire = events(list(way));
		int last = new String(wire, StandardCharsets.UTF_8).lastIndexOf("data:");
		for (int end = 0; end < last; end += 11) {
			this.model.answersBytes(Arrays.copyOf(wire, end), false);
			StepVerifier.create(way.of(ask(this.instructor, OutputMode.JSON).maxRetries(0).stream()))
				.thenConsumeWhile((seen) -> true)
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfAny(OpenAIException.class,
						IncompleteResponseException.class, RetriesExhaustedException.class))
				.verify(PATIENCE);
		}
	}

	@ParameterizedTest
	@MethodSource("garbage")
	void garbageIsAnErrorOfTheClient(Way way, String garbage) {
		this.model.answersBytes(("data: " + garbage + "\n\n").getBytes(StandardCharsets.ISO_8859_1), false);
		StepVerifier.create(way.of(ask(this.instructor, OutputMode.JSON).maxRetries(0).stream()))
			.thenConsumeWhile((seen) -> true)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfAny(OpenAIException.class,
					RetriesExhaustedException.class))
			.verify(PATIENCE);
	}

	static Stream<Arguments> garbage() {
		return Stream.of(Way.values())
			.flatMap((way) -> Stream
				.of("{\"id\":", "5", "{}", "[[[[", "\"", "\u00ff\u00fe\u0000\u0001", "{\"choices\":7}")
				.map((garbage) -> Arguments.of(way, garbage)));
	}

	@Test
	void answersThatAreNotShownAreLimitedToo() throws InterruptedException {
		this.model.answersCut("{\"text\":\"a", "length").answersPieces(() -> Stream.generate(() -> " ").iterator());
		StepVerifier
			.create(ask(this.instructor, OutputMode.JSON)
				.retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE))
				.stream()
				.partials())
			.thenConsumeWhile((seen) -> true)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(OversizedResponseException.class,
					(oversized) -> {
						assertThat(oversized.limit()).isEqualTo(Limit.BLANKS);
						assertThat(oversized.attempts()).hasSize(2);
						assertThat(oversized.usage().getTotalTokens()).isEqualTo(120);
					}))
			.verify(PATIENCE);
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("limits")
	void limitsAreUpToTheApplication(Limit limit, String within, String beyond) {
		InstructorTemplate limited = this.instructor.mutate()
			.streamLimits((limits) -> limits.maxDepth(3).maxCharacters(100).maxTokenLength(20))
			.streamLimits((limits) -> limits.maxNameLength(10).maxElements(3).maxBlanks(5))
			.build()
			.mutate()
			.build();
		this.model.answersText(within, beyond);
		StepVerifier.create(ask(limited, OutputMode.JSON).stream().entity())
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(ask(limited, OutputMode.JSON).stream().entity())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(OversizedResponseException.class,
					(oversized) -> assertThat(oversized.limit()).isEqualTo(limit)))
			.verify(PATIENCE);
	}

	static Stream<Arguments> limits() {
		return Stream.of(Arguments.of(Limit.DEPTH, with("\"x\":[[1]]"), with("\"x\":[[[1]]]")),
				Arguments.of(Limit.CHARACTERS, with("\"x\":\"" + "x".repeat(20) + "\""),
						with("\"x\":[\"" + "x".repeat(20) + "\",\"" + "x".repeat(20) + "\",\"" + "x".repeat(20)
								+ "\"],\"y\":0")),
				Arguments.of(Limit.TOKEN, with("\"x\":\"" + "x".repeat(20) + "\""),
						with("\"x\":\"" + "x".repeat(21) + "\"")),
				Arguments.of(Limit.TOKEN, with("\"x\":" + "1".repeat(20)), with("\"x\":" + "1".repeat(40))),
				Arguments.of(Limit.NAME, with("\"0123456789\":1"), with("\"0123456789_\":1")),
				Arguments.of(Limit.ELEMENTS, with("\"x\":[1,2,3]"), with("\"x\":[1,2,3,4]")),
				Arguments.of(Limit.BLANKS, with("     \"x\":1"), with(" ".repeat(16) + "\"x\":1")));
	}

	/** A note, and more. */
	private static String with(String property) {
		return NOTE.substring(0, NOTE.length() - 1) + "," + property + "}";
	}

	private static ResponseModelSpec<Note> ask(InstructorTemplate instructor, OutputMode mode) {
		return instructor.prompt().user("A note").mode(mode).responseModel(Note.class);
	}

	private static String list(Way way) {
		return (way.isList()) ? "{\"items\":[" + NOTE + "]}" : NOTE;
	}

	private static byte[] events(String answer) {
		List<String> events = new ArrayList<>();
		for (int from = 0; from < answer.length(); from += 9) {
			String piece = answer.substring(from, Math.min(answer.length(), from + 9)).replace("\"", "\\\"");
			events.add("{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
					+ "[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"},\"finish_reason\":null}]}");
		}
		StringBuilder wire = new StringBuilder();
		events.forEach((event) -> wire.append("data: ").append(event).append("\n\n"));
		return wire.toString().getBytes(StandardCharsets.UTF_8);
	}

	enum Way {

		PARTIALS(StreamSpec::partials), SNAPSHOTS(StreamSpec::snapshots), ITEMS(StreamSpec::items),
		ENTITY((stream) -> stream.entity().flux()), COMPLETION((stream) -> stream.completion().flux());

		@SuppressWarnings("ImmutableEnumChecker")
		private final Function<StreamSpec<Note>, Flux<?>> way;

		Way(Function<StreamSpec<Note>, Flux<?>> way) {
			this.way = way;
		}

		Flux<?> of(StreamSpec<Note> stream) {
			return this.way.apply(stream);
		}

		boolean isList() {
			return this == ITEMS;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	record Note(String text, List<String> tags) {
	}

}
