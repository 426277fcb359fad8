package io.github.instructorspring.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConflatedFlux}.
 */
class ConflatedFluxTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final TestPublisher<String> source = TestPublisher.create();

	private final Flux<String> flux = new ConflatedFlux<>(this.source.flux(), Text::new);

	@Test
	void everyChangeIsSeenByAConsumerThatKeepsUp() {
		StepVerifier.create(this.flux)
			.then(() -> this.source.next("a"))
			.expectNext("a")
			.then(() -> this.source.next("b"))
			.expectNext("ab")
			.then(this.source::complete)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void slowConsumerSeesTheNewestOnly() {
		StepVerifier.create(this.flux, 1)
			.then(() -> this.source.next("a"))
			.expectNext("a")
			.then(() -> this.source.next("b", "c", "d"))
			.thenRequest(1)
			.expectNext("abcd")
			.then(this.source::complete)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void nothingIsEmittedWithoutDemand() {
		StepVerifier.create(this.flux, 0)
			.expectSubscription()
			.then(() -> this.source.next("a", "b"))
			.expectNoEvent(Duration.ofMillis(50))
			.thenRequest(1)
			.expectNext("ab")
			.then(this.source::complete)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void signalThatShowsNothingIsNotEmitted() {
		StepVerifier.create(this.flux)
			.then(() -> this.source.next(" ", "a", " "))
			.expectNext("a")
			.then(this.source::complete)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void errorComesAtOnceAndEndsTheStream() {
		StepVerifier.create(this.flux, 0)
			.then(() -> this.source.next("a"))
			.then(() -> this.source.error(new IllegalStateException("broken")))
			.expectErrorMessage("broken")
			.verify(PATIENCE);
	}

	@Test
	void growthThatFailsCancelsTheSource() {
		StepVerifier.create(this.flux)
			.then(() -> this.source.next("a", "!"))
			.expectNext("a")
			.expectErrorMessage("no exclamation")
			.verify(PATIENCE);
		this.source.assertCancelled();
	}

	@Test
	void errorThatIsNoExceptionEndsTheStreamToo() {
		StepVerifier.create(this.flux)
			.then(() -> this.source.next("a", "?"))
			.expectNext("a")
			.expectError(NoClassDefFoundError.class)
			.verify(PATIENCE);
		this.source.assertCancelled();
	}

	@Test
	void nothingWaitsForASubscriberThatIsBusy() throws InterruptedException {
		int signals = 100_000;
		AtomicInteger taken = new AtomicInteger();
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch finished = new CountDownLatch(1);
		List<Integer> seen = new CopyOnWriteArrayList<>();
		BaseSubscriber<Integer> busy = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				// Asks from another thread.
			}

			@Override
			protected void hookOnNext(Integer length) {
				seen.add(length);
				entered.countDown();
				await(released);
			}

			@Override
			protected void hookOnComplete() {
				finished.countDown();
			}

		};
		new ConflatedFlux<>(this.source.flux().doOnNext((signal) -> taken.incrementAndGet()),
				() -> new Length(new AtomicInteger(), taken::decrementAndGet))
			.subscribe(busy);
		this.source.next("x");
		Thread asking = new Thread(() -> busy.request(1));
		asking.start();
		assertThat(entered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		for (int i = 1; i < signals; i++) {
			this.source.next("x");
		}
		this.source.complete();
		assertThat(taken).as("signals that were received and not taken in").hasValue(0);
		released.countDown();
		busy.request(Long.MAX_VALUE);
		assertThat(finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(seen).containsExactly(1, signals);
		asking.join();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void cancellationReachesTheSource() {
		StepVerifier.create(this.flux.take(1))
			.then(() -> this.source.next("a"))
			.expectNext("a")
			.expectComplete()
			.verify(PATIENCE);
		this.source.assertCancelled();
	}

	@Test
	void contextReachesTheSource() {
		Flux<String> named = Flux.deferContextual((context) -> Flux.just(context.<String>get("name")));
		StepVerifier.create(new ConflatedFlux<>(named, Text::new).contextWrite((context) -> context.put("name", "Ada")))
			.expectNext("Ada")
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void everySubscriptionGrowsItsOwn() {
		Flux<String> twice = new ConflatedFlux<>(Flux.just("a", "b"), Text::new);
		assertThat(twice.blockLast(PATIENCE)).isEqualTo("ab");
		assertThat(twice.blockLast(PATIENCE)).isEqualTo("ab");
	}

	@Test
	void manySignalsForASlowConsumerAreTakenInOnceEach() throws InterruptedException {
		int signals = 100_000;
		AtomicInteger looks = new AtomicInteger();
		List<Integer> seen = new ArrayList<>();
		CountDownLatch finished = new CountDownLatch(1);
		Flux<Integer> lengths = new ConflatedFlux<>(
				Flux.range(0, signals).map((number) -> "x").publishOn(Schedulers.parallel()), () -> new Length(looks));
		lengths.publishOn(Schedulers.single(), 1).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(Integer length) {
				seen.add(length);
				request(1);
			}

			@Override
			protected void hookOnComplete() {
				finished.countDown();
			}

		});
		assertThat(finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(signals);
		assertThat(looks.get()).isEqualTo(seen.size());
	}

	/**
	 * Grows by all but blanks.
	 */
	private static final class Text implements Growth<String, String> {

		private String text = "";

		private String seen = "";

		@Override
		public void add(String signal) {
			if (signal.equals("!")) {
				throw new IllegalStateException("no exclamation");
			}
			if (signal.equals("?")) {
				throw new NoClassDefFoundError("no question");
			}
			this.text += signal.strip();
		}

		@Override
		public boolean isChanged() {
			return !this.text.equals(this.seen);
		}

		@Override
		public @Nullable String view() {
			this.seen = this.text;
			return this.text;
		}

	}

	private static final class Length implements Growth<String, Integer> {

		private final AtomicInteger looks;

		private final Runnable taking;

		private int length;

		private int seen;

		Length(AtomicInteger looks) {
			this(looks, () -> {
			});
		}

		Length(AtomicInteger looks, Runnable taking) {
			this.looks = looks;
			this.taking = taking;
		}

		@Override
		public void add(String signal) {
			this.taking.run();
			this.length += signal.length();
		}

		@Override
		public boolean isChanged() {
			return this.length != this.seen;
		}

		@Override
		public Integer view() {
			this.looks.incrementAndGet();
			this.seen = this.length;
			return this.length;
		}

	}

}
