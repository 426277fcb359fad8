/**
 * From a Java type to the JSON Schema that a model is asked to satisfy.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.schema;

import org.jspecify.annotations.NullMarked;
