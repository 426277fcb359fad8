package io.github.instructorspring;

/**
 * What the next request asks for, and the turns that lead to it.
 *
 * @param asked what it asks for
 * @param correction the turns
 */
record FollowUp(Asked asked, Correction correction) {
}
