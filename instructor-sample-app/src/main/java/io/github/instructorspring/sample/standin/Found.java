package io.github.instructorspring.sample.standin;

/**
 * Something that was found in the text.
 *
 * @param <T> the type of the value
 * @param value what it means
 * @param start where it starts
 * @param end where it ends
 */
record Found<T>(T value, int start, int end) {
}
