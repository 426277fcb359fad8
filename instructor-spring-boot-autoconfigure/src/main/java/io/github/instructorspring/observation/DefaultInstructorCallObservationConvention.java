package io.github.instructorspring.observation;

import java.util.Map;

import io.micrometer.common.KeyValues;

import io.github.instructorspring.observation.InstructorObservationDocumentation.CallDetails;
import io.github.instructorspring.observation.InstructorObservationDocumentation.CallKeys;
import io.github.instructorspring.observation.InstructorObservationDocumentation.CommonKeys;

/**
 * The names and keys that a call has unless it is told otherwise. The tags of the caller
 * are on spans, as {@code instructor.tag.<name>}.
 *
 * @since 0.1
 */
public final class DefaultInstructorCallObservationConvention implements InstructorCallObservationConvention {

	/**
	 * The name of the observation.
	 */
	public static final String NAME = "instructor.call";

	private static final String TAG = "instructor.tag.";

	/**
	 * Create the convention.
	 */
	public DefaultInstructorCallObservationConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(InstructorCallObservationContext context) {
		return "instructor " + context.responseType();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(InstructorCallObservationContext context) {
		return KeyValues.of(CommonKeys.OPERATION.withValue("framework"),
				CommonKeys.PROVIDER.withValue(context.provider()), CommonKeys.MODEL.withValue(context.model()),
				CommonKeys.MODE.withValue(context.mode()), CommonKeys.RESPONSE_TYPE.withValue(context.responseType()),
				CommonKeys.TEMPLATE.withValue(context.template()), CommonKeys.OUTCOME.withValue(context.outcome()),
				CallKeys.STREAM.withValue(String.valueOf(context.isStreamed())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(InstructorCallObservationContext context) {
		InstructorCallObservationContext.CallTotals totals = context.totals();
		KeyValues details = KeyValues.of(CallDetails.CALL_ID.withValue(context.callId()),
				CallDetails.REQUESTS.withValue(String.valueOf(totals.requests())),
				CallDetails.INPUT_TOKENS.withValue(String.valueOf(totals.inputTokens())),
				CallDetails.OUTPUT_TOKENS.withValue(String.valueOf(totals.outputTokens())));
		return details.and(context.tags().entrySet(), (tag) -> TAG + tag.getKey(), Map.Entry::getValue);
	}

}
