package io.github.instructorspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the observation of an attempt is named, and which keys it has.
 *
 * @since 0.1
 */
public interface InstructorAttemptObservationConvention
		extends ObservationConvention<InstructorAttemptObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof InstructorAttemptObservationContext;
	}

}
