/**
 * What users type: {@link io.github.instructorspring.InstructorTemplate} and the types
 * that its calls take, answer and throw.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring;

import org.jspecify.annotations.NullMarked;
