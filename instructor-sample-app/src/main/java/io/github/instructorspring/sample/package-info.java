/**
 * A WebFlux application that uses Instructor as any application would.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.sample;

import org.jspecify.annotations.NullMarked;
