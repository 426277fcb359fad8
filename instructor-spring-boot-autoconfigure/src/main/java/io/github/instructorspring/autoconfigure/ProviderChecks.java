package io.github.instructorspring.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.autoconfigure.InstructorActivity.Answered;

/**
 * Asks the models of all templates, all at once, for a few tokens, and keeps what came of
 * it for a while, so that probes do not cost. Thread-safe.
 */
class ProviderChecks {

	private static final Logger logger = LoggerFactory.getLogger(ProviderChecks.class);

	private final InstructorModels models;

	private final Duration timeout;

	private final Duration interval;

	private final Clock clock;

	private Map<String, Answered> results = Map.of();

	private @Nullable Instant checkedAt;

	ProviderChecks(InstructorModels models, Duration timeout, Duration interval, Clock clock) {
		this.models = models;
		this.timeout = timeout;
		this.interval = interval;
		this.clock = clock;
	}

	/**
	 * What came of the last requests, by the names of the templates.
	 */
	synchronized Map<String, Answered> results() {
		Instant now = this.clock.instant();
		if (this.checkedAt == null || !now.isBefore(this.checkedAt.plus(this.interval))) {
			this.results = check();
			this.checkedAt = now;
		}
		return this.results;
	}

	private Map<String, Answered> check() {
		Map<String, InstructorTemplate> templates = this.models.templates();
		Map<String, Answered> checked = new LinkedHashMap<>();
		Map<String, Answered> found = Objects.requireNonNull(Flux.fromIterable(templates.entrySet())
			.flatMap((entry) -> check(entry.getValue()).map((answered) -> Map.entry(entry.getKey(), answered)),
					Math.max(1, templates.size()))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.block());
		templates.keySet().forEach((name) -> checked.put(name, Objects.requireNonNull(found.get(name))));
		return checked;
	}

	/**
	 * The time is kept here too: a client may repeat a request, or know no such limit.
	 */
	private Mono<Answered> check(InstructorTemplate template) {
		return Mono.fromRunnable(() -> template.ping(this.timeout))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(this.timeout)
			.then(Mono.fromSupplier(() -> new Answered(true, this.clock.instant(), null)))
			.onErrorResume((error) -> Mono.just(InstructorActivity.answered(error, this.clock.instant())))
			.contextWrite(ProviderChecks::withoutLateErrors);
	}

	/**
	 * A request that is given up fails, which nobody waits for.
	 */
	private static Context withoutLateErrors(Context context) {
		Consumer<Throwable> late = (error) -> logger.debug("After the time of a check: {}", error.getClass().getName());
		return context.put("reactor.onErrorDropped.local", late);
	}

}
