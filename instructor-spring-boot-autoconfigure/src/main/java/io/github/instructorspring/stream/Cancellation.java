package io.github.instructorspring.stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Brings the cancellation of a stream to its connection.
 *
 * @since 0.1
 */
public final class Cancellation {

	private static final Scheduler ASIDE = Schedulers.fromExecutor(Cancellation::start);

	private Cancellation() {
	}

	/**
	 * Cancel something aside, without blocking. A client may wait for the next word of
	 * its model before it closes a connection, so it must not keep whoever cancels
	 * waiting; and a pool may be full of streams and of such waits, which no further
	 * cancellation may queue behind. So each gets a thread of its own, which lives for as
	 * long as closing takes.
	 * @param cancelling closes the connection, and may block
	 */
	public static void start(Runnable cancelling) {
		Thread thread = new Thread(cancelling, "instructor-cancellation");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Something whose cancellation blocks nobody.
	 * @param <T> the type of the result
	 * @param work whose cancellation may block
	 * @return the same, cancelled {@linkplain #start(Runnable) aside}
	 */
	public static <T> Mono<T> aside(Mono<T> work) {
		return work.cancelOn(ASIDE);
	}

	/**
	 * A stream whose context tells when it is cancelled, for what is nearer to the
	 * connection: an operator between the two may swallow the cancellation.
	 * @param <T> the type of the elements
	 * @param stream the stream
	 * @return the stream
	 * @see StreamCancellationFilter
	 */
	public static <T> Flux<T> announced(Flux<T> stream) {
		return Flux.defer(() -> {
			Sinks.Empty<Void> cancelled = Sinks.empty();
			return stream.doFinally((signal) -> {
				if (signal == SignalType.CANCEL) {
					cancelled.tryEmitEmpty();
				}
			}).contextWrite((context) -> context.put(Cancellation.class, cancelled.asMono()));
		});
	}

	static @Nullable Mono<?> announcedIn(ContextView context) {
		return context.getOrDefault(Cancellation.class, null);
	}

}
