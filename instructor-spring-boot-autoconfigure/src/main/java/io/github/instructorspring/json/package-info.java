/**
 * From text to JSON: knows no model, no target type and no Spring AI.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.json;

import org.jspecify.annotations.NullMarked;
