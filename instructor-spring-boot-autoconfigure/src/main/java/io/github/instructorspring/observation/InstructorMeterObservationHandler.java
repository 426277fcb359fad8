package io.github.instructorspring.observation;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import io.github.instructorspring.observation.InstructorCallObservationContext.CallTotals;
import io.github.instructorspring.observation.InstructorMeterDocumentation.MeterKey;

/**
 * Counts what the observations of calls and attempts tell beside their times: the meters
 * of {@link InstructorMeterDocumentation}. Thread-safe.
 *
 * @since 0.1
 */
public final class InstructorMeterObservationHandler implements ObservationHandler<Observation.Context> {

	/**
	 * How many paths each meter of each response model may have.
	 */
	public static final int MAX_PATHS = 100;

	private final MeterRegistry registry;

	private final AtomicInteger openStreams = new AtomicInteger();

	private final BoundedValues violations = new BoundedValues(MAX_PATHS);

	private final BoundedValues checks = new BoundedValues(MAX_PATHS);

	/**
	 * Create a handler.
	 * @param registry where to count
	 */
	public InstructorMeterObservationHandler(MeterRegistry registry) {
		this.registry = registry;
		InstructorMeterDocumentation meter = InstructorMeterDocumentation.STREAMS_OPEN;
		Gauge.builder(meter.getName(), this.openStreams, AtomicInteger::get)
			.description(meter.description())
			.baseUnit(meter.getBaseUnit())
			.register(registry);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof InstructorCallObservationContext
				|| context instanceof InstructorAttemptObservationContext;
	}

	@Override
	public void onStart(Observation.Context context) {
		if (context instanceof InstructorCallObservationContext call && call.isStreamed()) {
			this.openStreams.incrementAndGet();
		}
	}

	@Override
	public void onStop(Observation.Context context) {
		if (context instanceof InstructorCallObservationContext call) {
			stopped(call);
		}
		else if (context instanceof InstructorAttemptObservationContext attempt) {
			stopped(attempt);
		}
	}

	private void stopped(InstructorCallObservationContext call) {
		if (call.isStreamed()) {
			this.openStreams.decrementAndGet();
		}
		Tags tags = tags(call);
		Tags withModel = tags.and(MeterKey.MODEL.asString(), call.model());
		CallTotals totals = call.totals();
		DistributionSummary.builder(InstructorMeterDocumentation.CALL_REQUESTS.getName())
			.description(InstructorMeterDocumentation.CALL_REQUESTS.description())
			.baseUnit(InstructorMeterDocumentation.CALL_REQUESTS.getBaseUnit())
			.tags(withModel)
			.register(this.registry)
			.record(totals.requests());
		call.reasks().forEach((stage) -> count(InstructorMeterDocumentation.REASKS, tags, MeterKey.STAGE, stage, 1));
		call.fallbacks()
			.forEach((kind) -> count(InstructorMeterDocumentation.FALLBACKS, tags, MeterKey.FALLBACK, kind, 1));
		call.stoppedBudget()
			.ifPresent((budget) -> count(InstructorMeterDocumentation.BUDGET_STOPS, tags, MeterKey.BUDGET, budget, 1));
		tokens(tags, "input", totals.inputTokens());
		tokens(tags, "output", totals.outputTokens());
		tokens(tags, "cached", totals.cachedTokens());
		tokens(tags, "reasoning", totals.reasoningTokens());
		BigDecimal cost = totals.cost();
		if (cost != null) {
			count(InstructorMeterDocumentation.COST, tags, cost.doubleValue());
		}
		if (call.conflatedSnapshots() > 0) {
			count(InstructorMeterDocumentation.CONFLATED, tags, (double) call.conflatedSnapshots());
		}
		call.firstPartial()
			.ifPresent((time) -> Timer.builder(InstructorMeterDocumentation.FIRST_PARTIAL.getName())
				.description(InstructorMeterDocumentation.FIRST_PARTIAL.description())
				.tags(withModel)
				.register(this.registry)
				.record(time));
	}

	private void stopped(InstructorAttemptObservationContext attempt) {
		Tags tags = tags(attempt.call());
		String responseType = attempt.call().responseType();
		attempt.repairs()
			.forEach((kind) -> count(InstructorMeterDocumentation.REPAIRS, tags, MeterKey.REPAIR, kind, 1));
		paths(InstructorMeterDocumentation.VIOLATIONS, tags, this.violations.bound(responseType, attempt.violations()));
		paths(InstructorMeterDocumentation.CHECKS, tags, this.checks.bound(responseType, attempt.checks()));
	}

	private void paths(InstructorMeterDocumentation meter, Tags tags, List<String> paths) {
		paths.forEach((path) -> count(meter, tags, MeterKey.PATH, path, 1));
	}

	private void tokens(Tags tags, String type, long number) {
		if (number > 0) {
			count(InstructorMeterDocumentation.TOKENS, tags, MeterKey.TOKEN_TYPE, type, (double) number);
		}
	}

	private void count(InstructorMeterDocumentation meter, Tags tags, MeterKey key, String value, double amount) {
		count(meter, tags.and(key.asString(), value), amount);
	}

	private void count(InstructorMeterDocumentation meter, Tags tags, double amount) {
		Counter.builder(meter.getName())
			.description(meter.description())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry)
			.increment(amount);
	}

	private static Tags tags(InstructorCallObservationContext call) {
		return Tags.of(MeterKey.RESPONSE_TYPE.asString(), call.responseType(), MeterKey.TEMPLATE.asString(),
				call.template());
	}

}
