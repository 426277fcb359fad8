/**
 * Streams as server-sent events and lines of JSON.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.web;

import org.jspecify.annotations.NullMarked;
