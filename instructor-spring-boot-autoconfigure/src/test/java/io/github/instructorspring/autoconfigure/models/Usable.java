package io.github.instructorspring.autoconfigure.models;

/**
 * A response model that the preflight accepts.
 */
record Usable(String name) {
}
