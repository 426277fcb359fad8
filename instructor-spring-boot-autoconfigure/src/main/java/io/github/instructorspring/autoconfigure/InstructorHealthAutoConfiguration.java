package io.github.instructorspring.autoconfigure;

import java.time.Clock;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the health of the providers.
 *
 * @since 0.1
 */
@AutoConfiguration(after = InstructorAutoConfiguration.class)
@ConditionalOnClass({ ChatClient.class, HealthIndicator.class, StatusAggregator.class,
		ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBooleanProperty(name = "instructor.enabled", matchIfMissing = true)
@Import(InstructorActivityConfiguration.class)
public final class InstructorHealthAutoConfiguration {

	/**
	 * Create the configuration.
	 */
	public InstructorHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("instructor")
	@ConditionalOnMissingBean(name = { "instructorHealthIndicator", "instructorHealthContributor" })
	HealthIndicator instructorHealthIndicator(InstructorProperties properties, InstructorModels models,
			ObjectProvider<StatusAggregator> aggregators) {
		InstructorProperties.Health health = properties.health();
		ProviderChecks checks = (health.active())
				? new ProviderChecks(models, health.timeout(), health.interval(), Clock.systemUTC()) : null;
		return new ProvidersHealthIndicator(models, aggregators.getIfUnique(StatusAggregator::getDefault), checks);
	}

}
