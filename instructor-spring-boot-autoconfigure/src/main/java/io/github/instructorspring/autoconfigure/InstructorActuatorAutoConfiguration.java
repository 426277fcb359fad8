package io.github.instructorspring.autoconfigure;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the actuator endpoint {@code instructor} and of what the endpoint
 * {@code info} tells of the templates.
 *
 * @since 0.1
 */
@AutoConfiguration(after = InstructorAutoConfiguration.class)
@ConditionalOnClass({ ChatClient.class, Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBooleanProperty(name = "instructor.enabled", matchIfMissing = true)
@Import(InstructorActivityConfiguration.class)
public final class InstructorActuatorAutoConfiguration {

	/**
	 * Create the configuration.
	 */
	public InstructorActuatorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	@ConditionalOnMissingBean
	InstructorEndpoint instructorEndpoint(InstructorModels models, InstructorActivity activity) {
		return new InstructorEndpoint(models, activity);
	}

	@Bean
	@ConditionalOnEnabledInfoContributor("instructor")
	@ConditionalOnMissingBean
	TemplatesInfoContributor instructorInfoContributor(InstructorModels models) {
		return new TemplatesInfoContributor(models);
	}

}
