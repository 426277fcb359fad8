package io.github.instructorspring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.instructorspring.observation.DefaultInstructorAttemptObservationConvention;
import io.github.instructorspring.observation.DefaultInstructorCallObservationConvention;
import io.github.instructorspring.observation.InstructorAttemptObservationContext;
import io.github.instructorspring.observation.InstructorAttemptObservationConvention;
import io.github.instructorspring.observation.InstructorCallObservationContext;
import io.github.instructorspring.observation.InstructorCallObservationConvention;
import io.github.instructorspring.observation.InstructorObservationDocumentation;

/**
 * How the calls of a template are observed.
 *
 * @param registry where
 * @param callConvention the names and keys of calls, {@code null} for the default ones
 * @param attemptConvention those of attempts, {@code null} for the default ones
 */
record CallObservations(ObservationRegistry registry, @Nullable InstructorCallObservationConvention callConvention,
		@Nullable InstructorAttemptObservationConvention attemptConvention) {

	private static final InstructorCallObservationConvention CALL = new DefaultInstructorCallObservationConvention();

	private static final InstructorAttemptObservationConvention ATTEMPT = new DefaultInstructorAttemptObservationConvention();

	static CallObservations none() {
		return new CallObservations(ObservationRegistry.NOOP, null, null);
	}

	boolean isNone() {
		return this.registry.isNoop();
	}

	Observation call(InstructorCallObservationContext context) {
		return InstructorObservationDocumentation.CALL.observation(this.callConvention, CALL, () -> context,
				this.registry);
	}

	Observation attempt(InstructorAttemptObservationContext context) {
		return InstructorObservationDocumentation.ATTEMPT.observation(this.attemptConvention, ATTEMPT, () -> context,
				this.registry);
	}

}
