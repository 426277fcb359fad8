package io.github.instructorspring;

import org.jspecify.annotations.Nullable;

/**
 * What a judging model says of one value.
 *
 * @param rule the number of the rule in the request
 * @param acceptable whether the value is as the rule demands
 * @param reason why not
 * @param fixedValue a text to take in the value's place
 */
record Verdict(int rule, boolean acceptable, @Nullable String reason, @Nullable String fixedValue) {

	@Override
	public String toString() {
		return "Verdict[rule=" + this.rule + ", acceptable=" + this.acceptable + "]";
	}

}
