/**
 * From a {@code provider/model} string to a chat client.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.provider;

import org.jspecify.annotations.NullMarked;
