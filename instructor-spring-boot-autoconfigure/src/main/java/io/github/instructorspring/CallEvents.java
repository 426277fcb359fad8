package io.github.instructorspring;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

import io.github.instructorspring.event.CallContext;
import io.github.instructorspring.event.CompletionErrorEvent;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionRequestEvent;
import io.github.instructorspring.event.CompletionResponseEvent;
import io.github.instructorspring.event.CompletionUsageEvent;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.InstructorHooks;
import io.github.instructorspring.event.LastAttemptEvent;
import io.github.instructorspring.event.ParseErrorEvent;
import io.github.instructorspring.event.RepairEvent;
import io.github.instructorspring.event.StreamSnapshotEvent;
import io.github.instructorspring.mode.WireMode;

/**
 * Tells the hooks and the observation what happens in one call. What nobody hears is not
 * made.
 */
final class CallEvents {

	private static final Logger logger = LoggerFactory.getLogger(InstructorTemplate.class);

	private static final String OPTIONS = "ChatOptions";

	private final InstructorHooks hooks;

	private final CallObservation observation;

	private final CallContext start;

	private final Supplier<CallUsage> spent;

	private final long startedAt = System.nanoTime();

	private final AtomicBoolean finished = new AtomicBoolean();

	private volatile Place place;

	private int requests;

	/**
	 * Create the events of a call.
	 * @param hooks who hears them
	 * @param observation what Micrometer sees of the call
	 * @param start the context of the first attempt, before its request is known
	 * @param spent what the call has cost so far
	 */
	CallEvents(InstructorHooks hooks, CallObservation observation, CallContext start, Supplier<CallUsage> spent) {
		this.hooks = hooks;
		this.observation = observation;
		this.spent = spent;
		this.start = start;
		this.place = new Place(start.provider(), start.model(), start.mode(), 1);
	}

	static CallContext start(String id, String template, String responseType, int maxAttempts, boolean streamed,
			Map<String, String> tags) {
		return new CallContext(id, template, "unknown", "unknown", OutputMode.AUTO.name(), responseType, 1, maxAttempts,
				streamed, tags, Instant.now());
	}

	void request(String provider, Prompt prompt, WireMode mode, int attempt) {
		ChatOptions options = prompt.getOptions();
		String model = (options != null && options.getModel() != null) ? options.getModel() : "unknown";
		this.place = new Place((provider.isEmpty()) ? family(options) : provider, model, mode.name(), attempt);
		this.requests++;
		this.observation.requested(this.place.provider(), model, mode.name(), attempt);
		publish(CompletionRequestEvent.class, (context) -> new CompletionRequestEvent(context, prompt));
	}

	/**
	 * The family of a client, by the name of its options.
	 */
	static String family(@Nullable ChatOptions options) {
		String name = (options != null) ? options.getClass().getSimpleName() : "";
		return (name.endsWith(OPTIONS) && name.length() > OPTIONS.length())
				? name.substring(0, name.length() - OPTIONS.length()).toLowerCase(Locale.ROOT) : "unknown";
	}

	void response(ModelTurn turn) {
		this.observation.answered(turn.usage());
		publish(CompletionResponseEvent.class,
				(context) -> new CompletionResponseEvent(context, turn.response(), turn.duration()));
		publish(CompletionUsageEvent.class,
				(context) -> new CompletionUsageEvent(context, turn.usage(), this.spent.get()));
	}

	void judged(Judgement<?> judgement) {
		this.observation.judged(judgement);
		if (!judgement.repairs().isEmpty()) {
			publish(RepairEvent.class, (context) -> new RepairEvent(context, judgement.repairs()));
		}
		AttemptFailure failure = judgement.failure();
		if (failure != null) {
			publish(ParseErrorEvent.class,
					(context) -> new ParseErrorEvent(context, failure.stage().name(), failure.violations()));
		}
	}

	void failed(Throwable error) {
		this.observation.failed(error);
		publish(CompletionErrorEvent.class, (context) -> new CompletionErrorEvent(context, error));
	}

	void fallback(FallbackEvent.Kind kind, String from, String to) {
		this.observation.fellBack(kind.name());
		publish(FallbackEvent.class, (context) -> new FallbackEvent(context, kind, from, to));
	}

	/**
	 * The call goes on with another provider.
	 */
	void fallback(FallbackEvent.Kind kind, String to) {
		fallback(kind, this.place.provider(), to);
	}

	void snapshot(Partial<?> partial) {
		shown();
		publish(StreamSnapshotEvent.class,
				(context) -> new StreamSnapshotEvent(context, partial.value(), partial.complete()));
	}

	/**
	 * A part of an answer is shown to the subscriber.
	 */
	void shown() {
		this.observation.partial(duration());
	}

	/**
	 * A state of an answer was passed over for a newer one.
	 */
	void conflated() {
		this.observation.conflated();
	}

	/**
	 * The call has ended; only the first end counts.
	 * @param error why it has no result, {@code null} if it has one
	 */
	void finished(@Nullable Throwable error) {
		finished((error != null) ? outcome(error) : CompletionFinishedEvent.Outcome.SUCCESS, error);
	}

	/**
	 * The subscriber has gone away.
	 */
	void cancelled() {
		finished(CompletionFinishedEvent.Outcome.CANCELLED, null);
	}

	private void finished(CompletionFinishedEvent.Outcome outcome, @Nullable Throwable error) {
		if (!this.finished.compareAndSet(false, true)) {
			return;
		}
		CallUsage usage = this.spent.get();
		Duration duration = duration();
		this.observation.finished(outcome.name(), error, this.requests, usage);
		if (error instanceof AttemptedCallException) {
			publish(LastAttemptEvent.class, (context) -> new LastAttemptEvent(context, error));
		}
		publish(CompletionFinishedEvent.class,
				(context) -> new CompletionFinishedEvent(context, outcome, error, usage, this.requests, duration));
		if (logger.isDebugEnabled()) {
			logger.debug("{} of {} in {} ms: {} request(s) to {}, mode {}, {} tokens, call {}", outcome,
					this.start.responseType(), duration.toMillis(), this.requests, this.place.model(),
					this.place.mode(), usage.getTotalTokens(), this.start.callId());
		}
	}

	private Duration duration() {
		return Duration.ofNanos(System.nanoTime() - this.startedAt);
	}

	private static CompletionFinishedEvent.Outcome outcome(Throwable error) {
		if (error instanceof RetriesExhaustedException || error instanceof InvalidItemException) {
			return CompletionFinishedEvent.Outcome.EXHAUSTED;
		}
		if (error instanceof ResponseRefusedException) {
			return CompletionFinishedEvent.Outcome.REFUSED;
		}
		if (error instanceof IncompleteResponseException) {
			return CompletionFinishedEvent.Outcome.INCOMPLETE;
		}
		return (error instanceof BudgetExceededException) ? CompletionFinishedEvent.Outcome.BUDGET
				: CompletionFinishedEvent.Outcome.ERROR;
	}

	private <E extends InstructorEvent> void publish(Class<E> type, Function<CallContext, E> event) {
		this.hooks.publish(type, () -> event.apply(context()));
	}

	private CallContext context() {
		Place now = this.place;
		return new CallContext(this.start.callId(), this.start.template(), now.provider(), now.model(), now.mode(),
				this.start.responseType(), now.attempt(), this.start.maxAttempts(), this.start.streamed(),
				this.start.tags(), this.start.startedAt());
	}

	/**
	 * Where the call is.
	 */
	private record Place(String provider, String model, String mode, int attempt) {
	}

}
