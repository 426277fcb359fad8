/**
 * From JSON to an object of the target type, with findings instead of exceptions.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.bind;

import org.jspecify.annotations.NullMarked;
