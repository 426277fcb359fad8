package io.github.instructorspring.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A sign of life whenever nothing else has come for an interval, so that proxies keep the
 * connection and a client that has gone is noticed.
 */
final class Heartbeats {

	private static final StreamFrame BEAT = StreamFrame.of(EventStream.HEARTBEAT, true);

	/** Of frames that end without a last one. */
	private static final StreamFrame END = StreamFrame.last("", false);

	private final long interval;

	private final AtomicLong latest = new AtomicLong(now());

	private Heartbeats(Duration interval) {
		this.interval = interval.toNanos();
	}

	/**
	 * Add them.
	 * @param frames what is sent; asked for one by one, so that a slow client gets fresh
	 * partials
	 * @param interval how long it may be quiet
	 * @return both, until the frames end
	 */
	static Flux<StreamFrame> among(Flux<StreamFrame> frames, Duration interval) {
		return Flux.defer(() -> {
			Heartbeats heartbeats = new Heartbeats(interval);
			Flux<StreamFrame> heard = frames.doOnNext((frame) -> heartbeats.latest.set(now()));
			return Flux.merge(1, heartbeats.beats(), heard.concatWithValues(END))
				.takeUntil(StreamFrame::isLast)
				.filter((frame) -> !frame.equals(END));
		});
	}

	private Flux<StreamFrame> beats() {
		return Mono.defer(() -> Mono.delay(Duration.ofNanos(left())))
			.repeat()
			.filter((tick) -> left() == 0)
			.doOnNext((tick) -> this.latest.set(now()))
			.map((tick) -> BEAT)
			.onBackpressureDrop();
	}

	private long left() {
		return Math.max(0, this.latest.get() + this.interval - now());
	}

	/**
	 * The clock of the scheduler that wakes it up.
	 */
	private static long now() {
		return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
	}

}
