package io.github.instructorspring.autoconfigure;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.instructorspring.AttemptedCallException;
import io.github.instructorspring.InvalidItemException;
import io.github.instructorspring.event.CallContext;
import io.github.instructorspring.event.CompletionErrorEvent;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionFinishedEvent.Outcome;
import io.github.instructorspring.event.CompletionResponseEvent;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.mode.ProviderFailure;

/**
 * What the calls of the application have come to so far, for those who operate it. Keeps
 * names, counts and times, never content, and a bounded number of each. Comes before
 * other listeners, since one that throws ends the round. Thread-safe.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InstructorActivity implements ApplicationListener<InstructorEvent> {

	static final int MAX_MODELS = 100;

	static final int MAX_RESPONSE_MODELS = 200;

	static final int MAX_FAILURES = 20;

	private final Map<ModelKey, ModelState> models = new RecentMap<>(MAX_MODELS);

	private final Map<UseKey, Use> uses = new RecentMap<>(MAX_RESPONSE_MODELS);

	private final Deque<Failure> failures = new ArrayDeque<>();

	@Override
	public synchronized void onApplicationEvent(InstructorEvent event) {
		Instant now = Instant.ofEpochMilli(event.getTimestamp());
		if (event instanceof CompletionResponseEvent) {
			update(event.context(), (state) -> state.answered(new Answered(true, now, null)));
		}
		else if (event instanceof CompletionErrorEvent failed) {
			update(event.context(), (state) -> state.answered(answered(failed.error(), now)));
		}
		else if (event instanceof FallbackEvent fallback && fallback.kind() == FallbackEvent.Kind.MODE) {
			update(event.context(), (state) -> state.refusedMode(fallback.from()));
		}
		else if (event instanceof FallbackEvent fallback && fallback.kind() == FallbackEvent.Kind.PARAMETER) {
			update(event.context(), (state) -> state.refusedParameter(fallback.from()));
		}
		else if (event instanceof CompletionFinishedEvent finished) {
			finished(finished, now);
		}
	}

	/**
	 * A provider that says no has answered.
	 */
	static Answered answered(Throwable error, Instant at) {
		boolean transport = ProviderFailure.of(error).filter(ProviderFailure::isTransport).isPresent();
		return new Answered(!transport, at, error.getClass().getName());
	}

	private void finished(CompletionFinishedEvent event, Instant now) {
		CallContext context = event.context();
		update(context, (state) -> state.finished(event.outcome(), now));
		this.uses.merge(new UseKey(context.template(), context.responseType()), new Use(1, context.mode()),
				(former, latter) -> new Use(former.calls() + 1, latter.mode()));
		Throwable error = event.error();
		if (error != null) {
			this.failures.addFirst(Failure.of(context, event.outcome(), error, now));
			if (this.failures.size() > MAX_FAILURES) {
				this.failures.removeLast();
			}
		}
	}

	private void update(CallContext context, UnaryOperator<ModelState> change) {
		ModelKey key = new ModelKey(context.template(), context.provider(), context.model());
		this.models.put(key, change.apply(this.models.getOrDefault(key, ModelState.NONE)));
	}

	synchronized Map<ModelKey, ModelState> models() {
		return new LinkedHashMap<>(this.models);
	}

	synchronized Map<UseKey, Use> uses() {
		return new LinkedHashMap<>(this.uses);
	}

	/**
	 * The last failures, the newest first.
	 */
	synchronized List<Failure> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * A model as events name it.
	 */
	record ModelKey(String template, String provider, String model) {
	}

	/**
	 * Whether a request was answered, if only with an error.
	 *
	 * @param answered whether it was
	 * @param at when that was known
	 * @param exception the class of the exception, if there was one
	 */
	record Answered(boolean answered, Instant at, @Nullable String exception) {
	}

	/**
	 * What is known of a model.
	 */
	record ModelState(Set<String> refusedModes, Set<String> refusedParameters, @Nullable Outcome outcome,
			@Nullable Instant finishedAt, @Nullable Answered answered) {

		static final ModelState NONE = new ModelState(Set.of(), Set.of(), null, null, null);

		ModelState refusedMode(String mode) {
			return new ModelState(with(this.refusedModes, mode), this.refusedParameters, this.outcome, this.finishedAt,
					this.answered);
		}

		ModelState refusedParameter(String parameter) {
			return new ModelState(this.refusedModes, with(this.refusedParameters, parameter), this.outcome,
					this.finishedAt, this.answered);
		}

		ModelState finished(Outcome newOutcome, Instant at) {
			return new ModelState(this.refusedModes, this.refusedParameters, newOutcome, at, this.answered);
		}

		ModelState answered(Answered newAnswered) {
			return new ModelState(this.refusedModes, this.refusedParameters, this.outcome, this.finishedAt,
					newAnswered);
		}

		private static Set<String> with(Set<String> names, String name) {
			Set<String> more = new TreeSet<>(names);
			more.add(name);
			return more;
		}

	}

	/**
	 * A response model of a template.
	 */
	record UseKey(String template, String responseModel) {
	}

	/**
	 * How a response model was used.
	 *
	 * @param calls how many calls have ended
	 * @param mode the mode of the last request
	 */
	record Use(long calls, String mode) {
	}

	/**
	 * A call that ended with an exception. Carries no message, path or value.
	 *
	 * @param at when
	 * @param template the name of the template
	 * @param responseModel the name of the response model
	 * @param provider the name of the provider that was asked last
	 * @param model the name of its model
	 * @param outcome how it ended
	 * @param stages where its answers were rejected, in their order
	 * @param violations how many the last answer had
	 * @param exception the class of the exception
	 */
	record Failure(Instant at, String template, String responseModel, String provider, String model, Outcome outcome,
			List<String> stages, int violations, String exception) {

		static Failure of(CallContext context, Outcome outcome, Throwable error, Instant at) {
			List<String> stages = new ArrayList<>();
			int found = 0;
			if (error instanceof InvalidItemException item) {
				found = item.violations().size();
			}
			if (error instanceof AttemptedCallException attempted) {
				attempted.attempts()
					.forEach((attempt) -> attempt.failure().ifPresent((failure) -> stages.add(failure.stage().name())));
				int last = attempted.attempts().size() - 1;
				found = (last >= 0) ? attempted.attempts().get(last).violations().size() : 0;
			}
			return new Failure(at, context.template(), context.responseType(), context.provider(), context.model(),
					outcome, List.copyOf(stages), found, error.getClass().getName());
		}

	}

	/**
	 * Forgets what was not touched for longest.
	 */
	@SuppressWarnings("serial")
	private static final class RecentMap<K, V> extends LinkedHashMap<K, V> {

		private final int limit;

		RecentMap(int limit) {
			super(16, 0.75f, true);
			this.limit = limit;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
			return size() > this.limit;
		}

	}

}
