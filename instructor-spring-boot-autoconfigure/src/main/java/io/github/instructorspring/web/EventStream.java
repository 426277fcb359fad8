package io.github.instructorspring.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.instructorspring.Partial;
import io.github.instructorspring.PartialDelta;

/**
 * What a controller returns, of WebFlux and of Spring MVC alike, to let a client watch an
 * answer arrive. The last event is {@code result} with the validated object or, for
 * several of them, {@code end} with their {@code count}; or else {@code error} with a
 * {@link ProblemDetail}, since the status has been sent by then. While nothing comes a
 * heartbeat is sent, every 15 seconds unless told. A client that goes cancels the stream,
 * which closes the connection to the model. Immutable.
 *
 * @since 0.1
 */
public final class EventStream {

	static final String HEARTBEAT = "heartbeat";

	private static final Log log = LogFactory.getLog(EventStream.class);

	/** As the specification of server-sent events suggests. */
	private static final Duration INTERVAL = Duration.ofSeconds(15);

	private final Flux<StreamFrame> frames;

	private final Duration interval;

	private final Function<? super Throwable, ProblemDetail> problems;

	private EventStream(Flux<StreamFrame> frames) {
		this(frames, INTERVAL, StreamProblem::of);
	}

	private EventStream(Flux<StreamFrame> frames, Duration interval,
			Function<? super Throwable, ProblemDetail> problems) {
		this.frames = frames;
		this.interval = interval;
		this.problems = problems;
	}

	/**
	 * Send an object again and again while it grows, as {@code partial}, and validated as
	 * {@code result}. What is sent grows with the square of the answer's length.
	 * @param snapshots such as those of a {@code StreamSpec}
	 * @return the stream of events
	 */
	public static EventStream snapshots(Flux<? extends Partial<?>> snapshots) {
		return new EventStream(snapshots.map((snapshot) -> (snapshot.complete())
				? StreamFrame.last("result", snapshot.value()) : StreamFrame.of("partial", snapshot.value())));
	}

	/**
	 * Send what has changed of an object while it grows, as {@code delta}, and validated
	 * as {@code result}. What is sent grows with the length of the answer.
	 * @param steps such as the deltas of a {@code StreamSpec}
	 * @return the stream of events
	 */
	public static EventStream deltas(Flux<PartialDelta> steps) {
		return new EventStream(Flux.defer(() -> {
			DeltaFrames frames = new DeltaFrames();
			return steps.concatMapIterable(frames::next, 1).concatWith(Mono.defer(frames::result));
		}));
	}

	/**
	 * Send objects, each when it is complete, as {@code item}, and their count as
	 * {@code end}.
	 * @param elements such as the items of a {@code StreamSpec}, or what you make of them
	 * @return the stream of events
	 */
	public static EventStream items(Flux<?> elements) {
		return of("item", elements);
	}

	/**
	 * Send any objects, and their count as {@code end}.
	 * @param event what to call each of them
	 * @param elements the objects
	 * @return the stream of events
	 */
	public static EventStream of(String event, Flux<?> elements) {
		Assert.hasText(event, "An event needs a name");
		return new EventStream(Flux.defer(() -> {
			AtomicLong count = new AtomicLong();
			return elements.map((element) -> StreamFrame.of(event, element))
				.doOnNext((frame) -> count.incrementAndGet())
				.concatWith(Mono.fromSupplier(() -> StreamFrame.last("end", Map.of("count", count.get()))));
		}));
	}

	/**
	 * Choose how long it may be quiet. With Spring MVC a client that has gone is noticed
	 * only when something is sent to it.
	 * @param interval after which a heartbeat is sent; zero for none
	 * @return the stream with that heartbeat
	 */
	public EventStream heartbeat(Duration interval) {
		Assert.isTrue(!interval.isNegative(), "An interval cannot be negative");
		return new EventStream(this.frames, interval, this.problems);
	}

	/**
	 * Choose what a client reads of an error. As it comes, that is a status, a
	 * {@code code} and the paths of violations, but no message of the exception.
	 * @param problems makes the data of {@code error}
	 * @return the stream with those errors
	 */
	public EventStream problems(Function<? super Throwable, ProblemDetail> problems) {
		return new EventStream(this.frames, this.interval, problems);
	}

	/**
	 * The stream as server-sent events, with comments for heartbeats.
	 * @return what a method that produces {@code text/event-stream} returns
	 */
	public Flux<ServerSentEvent<Object>> toServerSentEvents() {
		return frames().map(EventStream::event);
	}

	/**
	 * The stream as lines of JSON: objects with one member each, which is named as the
	 * event, such as {@code {"partial":{..}}}, and {@code {"heartbeat":true}}.
	 * @return what a method that produces {@code application/x-ndjson} returns
	 */
	public Flux<StreamFrame> toNdjson() {
		return frames();
	}

	private Flux<StreamFrame> frames() {
		Flux<StreamFrame> ended = this.frames.onErrorResume((error) -> Mono.fromSupplier(() -> problem(error)));
		return (this.interval.isZero()) ? ended : Heartbeats.among(ended, this.interval);
	}

	/**
	 * The message of an exception may carry content.
	 */
	private StreamFrame problem(Throwable error) {
		if (StreamProblem.isUnexpected(error)) {
			log.error("A stream of events ended in an error", LoggedError.of(error));
		}
		else if (log.isDebugEnabled()) {
			log.debug("A stream of events ended in an error", LoggedError.of(error));
		}
		return StreamFrame.last("error", this.problems.apply(error));
	}

	private static ServerSentEvent<Object> event(StreamFrame frame) {
		return (frame.event().equals(HEARTBEAT)) ? ServerSentEvent.builder().comment(HEARTBEAT).build()
				: ServerSentEvent.builder(frame.data()).event(frame.event()).build();
	}

}
