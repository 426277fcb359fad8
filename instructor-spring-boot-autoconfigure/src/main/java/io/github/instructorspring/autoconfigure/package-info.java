/**
 * Spring Boot auto-configuration of {@code InstructorTemplate}.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
