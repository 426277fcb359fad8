package io.github.instructorspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the observation of a call is named, and which keys it has.
 *
 * @since 0.1
 */
public interface InstructorCallObservationConvention extends ObservationConvention<InstructorCallObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof InstructorCallObservationContext;
	}

}
