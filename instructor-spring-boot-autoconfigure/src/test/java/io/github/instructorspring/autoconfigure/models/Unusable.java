package io.github.instructorspring.autoconfigure.models;

/**
 * A response model that the preflight reports.
 */
record Unusable(Runnable runnable) {
}
