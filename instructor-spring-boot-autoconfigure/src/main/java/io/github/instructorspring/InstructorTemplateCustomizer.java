package io.github.instructorspring;

/**
 * Changes the builder of the auto-configured {@link InstructorTemplate}. Declared as a
 * bean; several are applied in their order.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface InstructorTemplateCustomizer {

	/**
	 * Change the builder.
	 * @param builder the builder, with the application's properties already applied
	 */
	void customize(InstructorTemplate.Builder builder);

}
