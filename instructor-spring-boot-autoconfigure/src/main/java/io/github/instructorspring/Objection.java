package io.github.instructorspring;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.validation.Violation;

/**
 * What a model has against a value of an answer.
 *
 * @param violation the violation
 * @param fix the text to take in the value's place, {@code null} for none
 */
record Objection(Violation violation, @Nullable String fix) {

	@Override
	public String toString() {
		return "Objection[" + this.violation + "]";
	}

}
