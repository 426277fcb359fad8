package io.github.instructorspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.instructorspring.autoconfigure.InstructorActivity.Answered;

/**
 * Whether the providers can be reached: whether the last request of each was answered, if
 * only with an error or with something that was rejected.
 */
class ProvidersHealthIndicator implements HealthIndicator {

	private final InstructorModels models;

	private final StatusAggregator aggregator;

	private final @Nullable ProviderChecks checks;

	/**
	 * Create an indicator.
	 * @param models the models of the application
	 * @param aggregator makes one status of many
	 * @param checks asks the models, {@code null} to tell only what calls have found
	 */
	ProvidersHealthIndicator(InstructorModels models, StatusAggregator aggregator, @Nullable ProviderChecks checks) {
		this.models = models;
		this.aggregator = aggregator;
		this.checks = checks;
	}

	@Override
	public Health health() {
		Map<String, @Nullable Answered> providers = new LinkedHashMap<>();
		this.models.rows().forEach((row) -> add(providers, row.name(), row.state().answered()));
		if (this.checks != null) {
			this.checks.results().forEach((name, answered) -> add(providers, name, answered));
		}
		Set<Status> statuses = providers.values()
			.stream()
			.map(ProvidersHealthIndicator::status)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Health.Builder health = Health
			.status((statuses.isEmpty()) ? Status.UNKNOWN : this.aggregator.getAggregateStatus(statuses));
		providers.forEach((name, answered) -> health.withDetail(name, details(answered)));
		return health.build();
	}

	private static void add(Map<String, @Nullable Answered> providers, String name, @Nullable Answered more) {
		providers.put(name, InstructorModels.Row.newest(providers.get(name), more));
	}

	private static Status status(@Nullable Answered last) {
		if (last == null) {
			return Status.UNKNOWN;
		}
		return (last.answered()) ? Status.UP : Status.DOWN;
	}

	private static Map<String, Object> details(@Nullable Answered last) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", status(last).getCode());
		if (last != null) {
			details.put("at", last.at());
		}
		if (last != null && last.exception() != null) {
			details.put("exception", last.exception());
		}
		return details;
	}

}
