package io.github.instructorspring.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Views of something that grows, as many as are asked for: every signal is taken in at
 * once, and a view is made only when there is demand and something to see. A slow
 * consumer gets fewer and fresher views; nothing is queued. The last view always comes
 * before completion.
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
	 * One subscription. Signals are taken in by the thread that brings them; views are
	 * given by whoever finds nobody doing it, and the others leave a note.
	 */
	private static final class Views<S, V> implements CoreSubscriber<S>, Subscription {

		private final CoreSubscriber<? super V> actual;

		/** Guarded by itself: never while a subscriber has a view to look at. */
		private final Growth<S, V> growth;

		private final AtomicInteger work = new AtomicInteger();

		private final AtomicLong requested = new AtomicLong();

		private volatile boolean cancelled;

		private volatile boolean done;

		/** What failed to take a signal in is not looked at any more. */
		private volatile boolean broken;

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
			if (this.cancelled || this.done) {
				return;
			}
			try {
				synchronized (this.growth) {
					this.growth.add(signal);
				}
			}
			catch (Throwable ex) {
				this.broken = true;
				cancelSource();
				onError(ex);
				return;
			}
			work();
		}

		@Override
		public void onError(Throwable failure) {
			if (!this.done) {
				this.error = failure;
				this.done = true;
				work();
			}
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
			cancelSource();
		}

		private void cancelSource() {
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
			boolean more;
			try {
				V view = (this.requested.get() > 0 && !this.broken) ? view() : null;
				if (view != null) {
					this.requested.updateAndGet((count) -> (count != Long.MAX_VALUE) ? count - 1 : count);
					this.actual.onNext(view);
				}
				more = this.error == null && isChanged();
			}
			catch (Throwable ex) {
				cancelSource();
				terminate(ex);
				return;
			}
			if (last && !this.cancelled && !more) {
				terminate(this.error);
			}
		}

		private @Nullable V view() {
			synchronized (this.growth) {
				return (this.growth.isChanged()) ? this.growth.view() : null;
			}
		}

		private boolean isChanged() {
			synchronized (this.growth) {
				return this.growth.isChanged();
			}
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
