package io.github.instructorspring.autoconfigure;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.json.RepairPolicy;

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
			.repairs(repairs(properties.repair()))
			.beanValidation(properties.validation().enabled())
			.validationGroups(properties.validation().groups().toArray(Class<?>[]::new));
	}

	private static RepairPolicy repairs(InstructorProperties.Repair repair) {
		return RepairPolicy.of(repair.preset()).forbid(repair.forbidSyntax()).forbid(repair.forbidCoercions());
	}

}
