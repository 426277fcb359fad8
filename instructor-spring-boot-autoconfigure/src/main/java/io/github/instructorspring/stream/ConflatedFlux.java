package io.github.instructorspring.stream;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Views of something that grows, as many as are asked for: every signal is taken in at
 * once, and a view is made only when there is demand and something to see. A slow
 * consumer gets fewer and fresher views; nothing but signals that arrive during one of
 * them is queued. The last view always comes before completion.
 *
 * @param <S> the type of the signals
 * @param <V> the type of the views
 * @since 0.1
 */
public final class ConflatedFlux<S, V> extends Flux<V> {

	private final Flux<S> source;

	private final Supplier<Growth<S, V>> growths;

	/**
	 * Create a flux.
	 * @param source the signals, which are requested without bounds
	 * @param growths makes what grows, one for each subscription
	 */
	public ConflatedFlux(Flux<S> source, Supplier<Growth<S, V>> growths) {
		this.source = source;
		this.growths = growths;
	}

	@Override
	public void subscribe(CoreSubscriber<? super V> actual) {
		this.source.subscribe(new Views<>(actual, this.growths.get()));
	}

	/**
	 * One subscription. Whoever finds no work in progress does it; the others leave a
	 * note.
	 */
	private static final class Views<S, V> implements CoreSubscriber<S>, Subscription {

		private final CoreSubscriber<? super V> actual;

		private final Growth<S, V> growth;

		private final Queue<S> waiting = Queues.<S>unboundedMultiproducer().get();

		private final AtomicInteger work = new AtomicInteger();

		private final AtomicLong requested = new AtomicLong();

		private volatile boolean cancelled;

		private volatile boolean done;

		private @Nullable Throwable error;

		private @Nullable Subscription source;

		private boolean terminated;

		Views(CoreSubscriber<? super V> actual, Growth<S, V> growth) {
			this.actual = actual;
			this.growth = growth;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.source = subscription;
			this.actual.onSubscribe(this);
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(S signal) {
			this.waiting.add(signal);
			work();
		}

		@Override
		public void onError(Throwable failure) {
			this.error = failure;
			this.done = true;
			work();
		}

		@Override
		public void onComplete() {
			this.done = true;
			work();
		}

		@Override
		public void request(long count) {
			if (Operators.validate(count)) {
				this.requested.accumulateAndGet(count, Operators::addCap);
				work();
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
			Subscription subscription = this.source;
			if (subscription != null) {
				subscription.cancel();
			}
		}

		private void work() {
			if (this.work.getAndIncrement() != 0) {
				return;
			}
			int noted = 1;
			while (noted != 0) {
				if (!this.cancelled && !this.terminated) {
					workOnce();
				}
				noted = this.work.addAndGet(-noted);
			}
		}

		private void workOnce() {
			boolean last = this.done;
			try {
				takeIn();
				if (this.requested.get() > 0 && this.growth.isChanged()) {
					emit(this.growth.view());
				}
			}
			catch (RuntimeException ex) {
				fail(ex);
				return;
			}
			if (last && !this.cancelled && (this.error != null || !this.growth.isChanged())) {
				terminate(this.error);
			}
		}

		private void takeIn() {
			S signal = this.waiting.poll();
			while (signal != null && !this.cancelled) {
				this.growth.add(signal);
				signal = this.waiting.poll();
			}
		}

		private void emit(@Nullable V view) {
			if (view != null) {
				this.requested.updateAndGet((count) -> (count != Long.MAX_VALUE) ? count - 1 : count);
				this.actual.onNext(view);
			}
		}

		private void fail(RuntimeException failure) {
			cancel();
			terminate(failure);
		}

		private void terminate(@Nullable Throwable failure) {
			this.terminated = true;
			if (failure != null) {
				this.actual.onError(failure);
			}
			else {
				this.actual.onComplete();
			}
		}

	}

}
