package io.github.instructorspring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import io.github.instructorspring.observation.InstructorObservationDocumentation.AttemptDetails;
import io.github.instructorspring.observation.InstructorObservationDocumentation.AttemptKeys;
import io.github.instructorspring.observation.InstructorObservationDocumentation.CommonKeys;

/**
 * The names and keys that an attempt has unless it is told otherwise.
 *
 * @since 0.1
 */
public final class DefaultInstructorAttemptObservationConvention implements InstructorAttemptObservationConvention {

	/**
	 * The name of the observation.
	 */
	public static final String NAME = "instructor.attempt";

	/**
	 * Create the convention.
	 */
	public DefaultInstructorAttemptObservationConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(InstructorAttemptObservationContext context) {
		return "instructor attempt " + context.number();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(InstructorAttemptObservationContext context) {
		InstructorCallObservationContext call = context.call();
		return KeyValues.of(CommonKeys.OPERATION.withValue("framework"),
				CommonKeys.PROVIDER.withValue(context.provider()), CommonKeys.MODEL.withValue(context.model()),
				CommonKeys.MODE.withValue(context.mode()), CommonKeys.RESPONSE_TYPE.withValue(call.responseType()),
				CommonKeys.TEMPLATE.withValue(call.template()), CommonKeys.OUTCOME.withValue(context.outcome().name()),
				AttemptKeys.STAGE.withValue(context.stage().orElse(KeyValue.NONE_VALUE)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(InstructorAttemptObservationContext context) {
		return KeyValues.of(AttemptDetails.NUMBER.withValue(String.valueOf(context.number())),
				AttemptDetails.INPUT_TOKENS.withValue(String.valueOf(context.inputTokens())),
				AttemptDetails.OUTPUT_TOKENS.withValue(String.valueOf(context.outputTokens())));
	}

}
