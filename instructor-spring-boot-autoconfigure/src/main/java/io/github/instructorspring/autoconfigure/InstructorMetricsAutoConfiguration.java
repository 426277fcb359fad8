package io.github.instructorspring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.github.instructorspring.observation.InstructorMeterObservationHandler;

/**
 * Auto-configuration of the meters of calls, where the application has a registry of
 * meters.
 *
 * @since 0.1
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "instructor.enabled", matchIfMissing = true)
public final class InstructorMetricsAutoConfiguration {

	/**
	 * Create the configuration.
	 */
	public InstructorMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	InstructorMeterObservationHandler instructorMeterObservationHandler(MeterRegistry registry) {
		return new InstructorMeterObservationHandler(registry);
	}

}
