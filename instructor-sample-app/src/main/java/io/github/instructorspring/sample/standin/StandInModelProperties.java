package io.github.instructorspring.sample.standin;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the stand-in model.
 *
 * @param deltaDelay time between two deltas of a streamed answer
 */
@ConfigurationProperties("sample.stand-in")
record StandInModelProperties(@DefaultValue("15ms") Duration deltaDelay) {
}
