/**
 * What reading an answer costs while it streams.
 */
@NullMarked
package io.github.instructorspring.benchmarks;

import org.jspecify.annotations.NullMarked;
