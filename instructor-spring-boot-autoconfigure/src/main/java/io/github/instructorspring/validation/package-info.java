/**
 * Whether a value is acceptable: Bean Validation, response validators, violations.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.validation;

import org.jspecify.annotations.NullMarked;
