/**
 * What Micrometer sees of a call: observations, their conventions, and meters. Never
 * content.
 */
@NullMarked
package io.github.instructorspring.observation;

import org.jspecify.annotations.NullMarked;
