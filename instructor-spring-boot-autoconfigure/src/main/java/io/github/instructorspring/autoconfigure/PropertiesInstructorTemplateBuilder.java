package io.github.instructorspring.autoconfigure;

import io.github.instructorspring.InstructorTemplate;

/**
 * Turns properties into calls of the builder.
 */
final class PropertiesInstructorTemplateBuilder {

	private PropertiesInstructorTemplateBuilder() {
	}

	static void apply(InstructorProperties properties, InstructorTemplate.Builder builder) {
		builder.mode(properties.mode())
			.maxRetries(properties.maxRetries())
			.timeout(properties.timeout())
			.beanValidation(properties.validation().enabled())
			.validationGroups(properties.validation().groups().toArray(Class<?>[]::new));
	}

}
