package io.github.instructorspring;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.client.ChatClient;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.StreamSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of a long stream for a subscriber that takes its time.
 */
class StreamBackpressureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final int PIECES = 100_000;

	/** More than the prefetch of the operators around, and far less than the stream. */
	private static final int FEW = 2000;

	private final Queue<WeakReference<String>> sent = new ConcurrentLinkedQueue<>();

	private final CountDownLatch finished = new CountDownLatch(1);

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void piecesAreNotKeptForASlowSubscriber(String name, String start, String piece, String end, String last,
			Function<StreamSpec<Note>, Flux<String>> way) throws InterruptedException {
		StreamingStub model = model(start, piece, end);
		List<String> seen = new CopyOnWriteArrayList<>();
		CountDownLatch completed = new CountDownLatch(1);
		BaseSubscriber<String> slow = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(String value) {
				seen.add(value);
			}

			@Override
			protected void hookOnComplete() {
				completed.countDown();
			}

		};
		way.apply(stream(model)).subscribe(slow);
		assertThat(this.finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			System.gc();
			assertThat(this.sent.stream().filter((reference) -> reference.get() != null)).hasSizeLessThan(FEW);
		});
		assertThat(this.sent).hasSize(PIECES);
		assertThat(seen).hasSizeLessThanOrEqualTo(1);
		slow.request(Long.MAX_VALUE);
		assertThat(completed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(seen.get(seen.size() - 1)).isEqualTo(last);
		Awaitility.await().atMost(PATIENCE).until(() -> model.subscribers() == 0);
	}

	static Stream<Arguments> ways() {
		Function<StreamSpec<Note>, Flux<String>> partials = (stream) -> stream.partials().map(Note::digest);
		Function<StreamSpec<Note>, Flux<String>> snapshots = (stream) -> stream.snapshots()
			.map((snapshot) -> snapshot.value().digest());
		Function<StreamSpec<Note>, Flux<String>> items = (stream) -> stream.items().map(Note::digest);
		Function<StreamSpec<Note>, Flux<String>> entity = (stream) -> stream.entity().map(Note::digest).flux();
		String text = "{\"text\":\"";
		String textOf = "400000 and 0";
		String tags = "{\"text\":\"a\",\"tags\":[\"x\"";
		String tagsOf = "1 and " + (PIECES + 1);
		return Stream.of(Arguments.of("partials of a text", text, "abcd", "\"}", textOf, partials),
				Arguments.of("snapshots of a list", tags, ",\"y\"", "]}", tagsOf, snapshots),
				Arguments.of("items", "{\"items\":[{\"text\":\"a\",\"tags\":[]},{\"text\":\"", "abcd",
						"\",\"tags\":[]}]}", textOf, items),
				Arguments.of("entity", text, "abcd", "\"}", textOf, entity));
	}

	@Test
	void aMillionEmptyPiecesAreNothing() {
		StreamingStub model = new StreamingStub(
				Flux.concat(Flux.just("{\"text\":"), Flux.just("").repeat(1_000_000), Flux.just("\"a\"}")));
		StepVerifier.create(stream(model).partials())
			.expectNext(new Note(null, List.of()), new Note("a", List.of()), new Note("a", null))
			.expectComplete()
			.verify(PATIENCE);
	}

	private StreamingStub model(String start, String piece, String end) {
		Flux<String> pieces = Flux.range(0, PIECES).map((number) -> {
			String copy = new String(piece.toCharArray());
			this.sent.add(new WeakReference<>(copy));
			return copy;
		});
		return new StreamingStub(
				Flux.concat(Flux.just(start), pieces, Flux.just(end)).doOnComplete(this.finished::countDown));
	}

	private static StreamSpec<Note> stream(StreamingStub model) {
		return InstructorTemplate.create(ChatClient.create(model))
			.prompt()
			.user("A note")
			.mode(OutputMode.MD_JSON)
			.responseModel(Note.class)
			.stream();
	}

	record Note(@Nullable String text, @Nullable List<String> tags) {

		String digest() {
			return ((this.text != null) ? this.text.length() : 0) + " and "
					+ ((this.tags != null) ? this.tags.size() : 0);
		}

	}

}
