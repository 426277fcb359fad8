/**
 * When to ask again and when to stop.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.retry;

import org.jspecify.annotations.NullMarked;
