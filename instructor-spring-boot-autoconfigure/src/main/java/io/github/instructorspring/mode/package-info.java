/**
 * How a schema goes out and an answer comes back, per output mode and provider.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.mode;

import org.jspecify.annotations.NullMarked;
