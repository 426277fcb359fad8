/**
 * Signals of a growing answer in, views of it out.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.stream;

import org.jspecify.annotations.NullMarked;
