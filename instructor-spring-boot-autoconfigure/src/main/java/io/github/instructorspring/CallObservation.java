package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import io.github.instructorspring.json.Repair;
import io.github.instructorspring.observation.InstructorAttemptObservationContext;
import io.github.instructorspring.observation.InstructorCallObservationContext;
import io.github.instructorspring.observation.InstructorCallObservationContext.CallTotals;
import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Violation;

/**
 * The observation of one call and those of its attempts, one at a time. Does nothing
 * where nobody observes.
 */
final class CallObservation {

	private final CallObservations observations;

	private final InstructorCallObservationContext context;

	private final ObservedPaths paths;

	private final AtomicReference<@Nullable Running> attempt = new AtomicReference<>();

	private volatile Observation call = Observation.NOOP;

	private volatile @Nullable String rejectedAt;

	private boolean scoped;

	CallObservation(CallObservations observations, InstructorCallObservationContext context, ResponseSchema schema) {
		this.observations = observations;
		this.context = context;
		this.paths = new ObservedPaths(schema);
	}

	/**
	 * Make a blocking call, in the scope of its observation.
	 */
	<T> T inCall(Supplier<T> action) {
		if (this.observations.isNone()) {
			return action.get();
		}
		this.scoped = true;
		this.call = this.observations.call(this.context).start();
		try {
			return in(this.call, action);
		}
		finally {
			this.call.stop();
		}
	}

	/**
	 * Begin a streamed call.
	 * @param subscriber the context of the subscriber, which may know what the call is
	 * part of; else it is what the current thread does
	 */
	void begin(ContextView subscriber) {
		if (this.observations.isNone()) {
			return;
		}
		Observation begun = this.observations.call(this.context);
		Observation parent = subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		this.call = (parent != null) ? start(begun, parent) : begun.start();
	}

	/**
	 * The context of what a streamed call does.
	 */
	Context inCall(Context outer) {
		return in(this.call, outer);
	}

	/**
	 * Make a blocking attempt and judge its answer, in the scope of its observation.
	 */
	<T> T inAttempt(Supplier<T> action) {
		Running running = this.attempt.get();
		if (running == null) {
			return action.get();
		}
		try {
			return in(running.observation(), action);
		}
		finally {
			attemptEnded();
		}
	}

	/**
	 * The context of what a streamed attempt does.
	 */
	Context inAttempt(Context outer) {
		Running running = this.attempt.get();
		return (running != null) ? in(running.observation(), outer) : outer;
	}

	/**
	 * Start as a part of something. A span is a part of what the thread does, whatever
	 * the parent of its observation.
	 */
	private static Observation start(Observation observation, Observation parent) {
		return in(parent, observation.parentObservation(parent)::start);
	}

	private static <T> T in(Observation observation, Supplier<T> action) {
		Observation.Scope scope = observation.openScope();
		try {
			return action.get();
		}
		finally {
			scope.close();
		}
	}

	private static Context in(Observation observation, Context outer) {
		return (!observation.isNoop()) ? outer.put(ObservationThreadLocalAccessor.KEY, observation) : outer;
	}

	/**
	 * A request goes out, as the next attempt.
	 */
	void requested(String provider, String model, String mode, int number) {
		if (this.observations.isNone()) {
			return;
		}
		String stage = this.rejectedAt;
		if (stage != null) {
			this.context.reasked(stage);
			this.rejectedAt = null;
		}
		this.context.requested(provider, model, mode);
		InstructorAttemptObservationContext asked = new InstructorAttemptObservationContext(this.context, number);
		replace(new Running(asked, start(this.observations.attempt(asked), this.call)));
	}

	void answered(CallUsage usage) {
		Running running = this.attempt.get();
		if (running != null) {
			running.context().answered(usage.getPromptTokens(), usage.getCompletionTokens());
		}
	}

	void judged(Judgement<?> judgement) {
		Running running = this.attempt.get();
		if (running == null) {
			return;
		}
		AttemptFailure failure = judgement.failure();
		this.rejectedAt = (failure != null) ? failure.stage().name() : null;
		List<String> repairs = judgement.repairs().stream().map(Repair::kind).map(Object::toString).toList();
		List<String> violations = judgement.violations().stream().map(Violation::path).map(this.paths::of).toList();
		List<String> checks = judgement.checks()
			.stream()
			.map(Check::violation)
			.map(Violation::path)
			.map(this.paths::of)
			.toList();
		running.context().judged(this.rejectedAt, repairs, violations, checks);
	}

	/**
	 * The attempt that is under way has no answer.
	 */
	void failed(Throwable error) {
		Running running = this.attempt.get();
		if (running != null) {
			running.context().failed();
			running.observation().error(error);
		}
	}

	/**
	 * The attempt that is under way has ended, whatever came of it.
	 */
	void attemptEnded() {
		replace(null);
	}

	private void replace(@Nullable Running next) {
		Running former = this.attempt.getAndSet(next);
		if (former != null) {
			former.observation().stop();
		}
	}

	void fellBack(String kind) {
		this.context.fellBack(kind);
	}

	void partial(Duration sinceStart) {
		this.context.partial(sinceStart);
	}

	void conflated() {
		this.context.conflated();
	}

	/**
	 * The call has ended.
	 * @param outcome how
	 * @param error why it has no result, {@code null} if it has one
	 * @param requests how many requests were made
	 * @param usage what it has cost
	 */
	void finished(String outcome, @Nullable Throwable error, int requests, CallUsage usage) {
		if (this.observations.isNone()) {
			return;
		}
		attemptEnded();
		String budget = (error instanceof BudgetExceededException exceeded) ? exceeded.budget().name() : null;
		this.context.finished(outcome,
				new CallTotals(requests, usage.getPromptTokens(), usage.getCompletionTokens(),
						usage.getCacheReadInputTokens(), usage.getReasoningTokens(), usage.cost().orElse(null)),
				budget);
		if (error != null) {
			this.call.error(error);
		}
		if (!this.scoped) {
			this.call.stop();
		}
	}

	/**
	 * An attempt that is under way.
	 */
	private record Running(InstructorAttemptObservationContext context, Observation observation) {
	}

}
