package io.github.instructorspring.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.benchmarks.Document.Order;
import io.github.instructorspring.bind.PartialBinder;
import io.github.instructorspring.stream.ConflatedFlux;
import io.github.instructorspring.stream.Growth;

/**
 * Many answers at once, each chunk at its own time, as from models that write. Two
 * threads bring the chunks; whatever else runs is of the library, or of Spring AI.
 */
final class LiveStreams {

	private static final int BRINGERS = 2;

	private static final long MILLISECOND = 1_000_000;

	private final int streams;

	private final int chunksPerSecond;

	private final int seconds;

	private final Reader reader = new Reader(Document.ORDER);

	private final AtomicLong delivered = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	LiveStreams(int streams, int chunksPerSecond, int seconds) {
		this.streams = streams;
		this.chunksPerSecond = chunksPerSecond;
		this.seconds = seconds;
	}

	static void print(PrintStream out) {
		out.println("# row 13: live streams, with an object after each chunk; cores of CPU, milliseconds from");
		out.println("# the time when a chunk is due to its object, and threads that came");
		LiveStreams live = new LiveStreams(5000, 100, 10);
		out.println(live.line("partials() over ChatClient", live.template()));
		out.println(live.line("ChatClient alone, content()", live.client()));
		out.println(live.line("bind and stream alone", live.direct()));
	}

	/**
	 * The whole way: a call of {@code stream().partials()}.
	 */
	Function<Bringer, Supplier<Publisher<?>>> template() {
		return (bringer) -> {
			InstructorTemplate template = InstructorTemplate.create(ChatClient.create(bringer));
			return () -> template.prompt().user("The order, please").responseModel(Order.class).stream().partials();
		};
	}

	/**
	 * What it stands on.
	 */
	Function<Bringer, Supplier<Publisher<?>>> client() {
		return (bringer) -> {
			ChatClient client = ChatClient.create(bringer);
			return () -> client.prompt().user("The order, please").stream().content();
		};
	}

	/**
	 * The same without a chat client.
	 */
	Function<Bringer, Supplier<Publisher<?>>> direct() {
		return (bringer) -> () -> new ConflatedFlux<>(bringer.chunks(), () -> new Growing(this.reader.binder()));
	}

	String line(String name, Function<Bringer, Supplier<Publisher<?>>> way) {
		Measured measured = measure(way);
		return String.format(Locale.ROOT,
				"%-28s streams=%d chunks/s=%d of %d cores=%.2f us/chunk=%.2f p50=%.2f p99=%.1f threads=%d failed=%d",
				name, this.streams, measured.chunks(), this.streams * this.chunksPerSecond, measured.cores(),
				measured.micros(), measured.p50(), measured.p99(), measured.threads(), measured.failed());
	}

	Measured measure(Function<Bringer, Supplier<Publisher<?>>> way) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		int threads = Thread.activeCount();
		List<Bringer> bringers = new ArrayList<>();
		for (int i = 0; i < BRINGERS; i++) {
			bringers.add(new Bringer(way, this.streams / BRINGERS));
		}
		bringers.forEach(Thread::start);
		// The first answers begin one after the other, and warm up.
		long answer = 1000L * this.reader.chunks() / this.chunksPerSecond;
		pause(answer * MILLISECOND);
		bringers.forEach((bringer) -> bringer.measuring = true);
		this.delivered.set(0);
		this.failed.set(0);
		long brought = bringers.stream().mapToLong((bringer) -> bringer.brought.get()).sum();
		long cpu = system.getProcessCpuTime();
		long start = System.nanoTime();
		pause(this.seconds * 1000L * MILLISECOND);
		double used = system.getProcessCpuTime() - cpu;
		double cores = used / (System.nanoTime() - start);
		brought = bringers.stream().mapToLong((bringer) -> bringer.brought.get()).sum() - brought;
		long objects = this.delivered.get();
		int more = Thread.activeCount() - threads;
		bringers.forEach((bringer) -> bringer.stopped = true);
		bringers.forEach(LiveStreams::join);
		double[] late = bringers.stream().flatMapToDouble((bringer) -> Arrays.stream(bringer.latencies())).toArray();
		Arrays.sort(late);
		return new Measured(cores, used / 1000 / brought, brought / this.seconds, late[late.length / 2],
				late[late.length * 99 / 100], objects, more, this.failed.get());
	}

	private static void pause(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What was measured.
	 *
	 * @param cores processors in use
	 * @param micros CPU for each chunk
	 * @param chunks how many came in a second, which is too few if the machine is too
	 * slow
	 * @param p50 milliseconds until an object, the median
	 * @param p99 and of 99 in 100
	 * @param objects how many there were
	 * @param threads how many threads came, those that bring chunks included
	 * @param failed how many answers ended in an error
	 */
	record Measured(double cores, double micros, long chunks, double p50, double p99, long objects, int threads,
			long failed) {
	}

	/**
	 * A model, and the thread that brings its answers.
	 */
	final class Bringer extends Thread implements ChatModel {

		private final Supplier<Publisher<?>> way;

		private final int share;

		private final ConcurrentLinkedQueue<Answer<?>> started = new ConcurrentLinkedQueue<>();

		private final List<@Nullable Answer<?>> open = new ArrayList<>();

		private final double[] latencies = new double[1 << 20];

		private int measured;

		private final AtomicLong brought = new AtomicLong();

		private long due;

		private volatile boolean measuring;

		private volatile boolean stopped;

		Bringer(Function<Bringer, Supplier<Publisher<?>>> way, int share) {
			super("bringer");
			this.share = share;
			this.way = way.apply(this);
		}

		double[] latencies() {
			return Arrays.copyOf(this.latencies, Math.max(1, Math.min(this.measured, this.latencies.length)));
		}

		@Override
		public void run() {
			long interval = 1_000_000_000L / LiveStreams.this.chunksPerSecond;
			long begin = System.nanoTime();
			long answer = interval * LiveStreams.this.reader.chunks();
			int begun = 0;
			// The streams take turns within the interval.
			int turns = (int) Math.max(1, interval / MILLISECOND);
			for (long tick = 0; !this.stopped; tick++) {
				this.due = begin + tick * (interval / turns);
				pause(this.due - System.nanoTime());
				while (begun < this.share && (this.due - begin) * this.share / answer >= begun) {
					begun++;
					ask();
				}
				for (int i = (int) (tick % turns); i < this.open.size(); i += turns) {
					Answer<?> answering = this.open.get(i);
					if (answering == null) {
						this.open.set(i, this.started.poll());
					}
					else if (answering.bring()) {
						this.open.set(i, null);
						this.brought.incrementAndGet();
						ask();
					}
					else {
						this.brought.incrementAndGet();
					}
				}
				while (this.open.size() < begun && !this.started.isEmpty()) {
					this.open.add(this.started.poll());
				}
			}
		}

		private void ask() {
			Flux.from(this.way.get()).subscribe((object) -> {
				LiveStreams.this.delivered.incrementAndGet();
				if (this.measuring) {
					this.latencies[this.measured++ & (this.latencies.length - 1)] = (System.nanoTime() - this.due)
							/ (double) MILLISECOND;
				}
			}, (failure) -> LiveStreams.this.failed.incrementAndGet());
		}

		/**
		 * The chunks of one answer, when their time comes.
		 */
		Flux<String> chunks() {
			return answer((chunk) -> chunk);
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			// Advisors change threads, with a queue between that is limited.
			return answer((chunk) -> new ChatResponse(List.of(new Generation(new AssistantMessage(chunk)))))
				.onBackpressureBuffer();
		}

		private <S> Flux<S> answer(Function<String, S> response) {
			return new Flux<>() {
				@Override
				public void subscribe(CoreSubscriber<? super S> actual) {
					Answer<S> answer = new Answer<>(actual, response, LiveStreams.this.reader.pieces());
					actual.onSubscribe(answer);
					Bringer.this.started.add(answer);
				}
			};
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			throw new UnsupportedOperationException("Streams only");
		}

		@Override
		public ChatOptions getOptions() {
			return ChatOptions.builder().build();
		}

	}

	/**
	 * One answer that is being brought; whoever asks for it takes all that comes.
	 */
	private static final class Answer<S> implements Subscription {

		private final CoreSubscriber<? super S> actual;

		private final Function<String, S> response;

		private final List<String> chunks;

		private int next;

		Answer(CoreSubscriber<? super S> actual, Function<String, S> response, List<String> chunks) {
			this.actual = actual;
			this.response = response;
			this.chunks = chunks;
		}

		/**
		 * Bring the next chunk.
		 * @return whether it was the last
		 */
		boolean bring() {
			this.actual.onNext(this.response.apply(this.chunks.get(this.next++)));
			boolean last = this.next == this.chunks.size();
			if (last) {
				this.actual.onComplete();
			}
			return last;
		}

		@Override
		public void request(long count) {
			// All comes at its time.
		}

		@Override
		public void cancel() {
			// Nobody does.
		}

	}

	/**
	 * An object that grows with its text.
	 */
	private static final class Growing implements Growth<String, Object> {

		private final PartialBinder<Object> binder;

		Growing(PartialBinder<Object> binder) {
			this.binder = binder;
		}

		@Override
		public void add(String chunk) {
			this.binder.feed(chunk);
		}

		@Override
		public boolean isChanged() {
			return this.binder.isChanged();
		}

		@Override
		public @Nullable Object view() {
			return this.binder.snapshot();
		}

	}

}
