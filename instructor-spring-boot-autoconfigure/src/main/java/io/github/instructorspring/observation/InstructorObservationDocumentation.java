package io.github.instructorspring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls.
 *
 * @since 0.1
 */
public enum InstructorObservationDocumentation implements ObservationDocumentation {

	/**
	 * One call for an object, with all its attempts.
	 */
	CALL {
		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultInstructorCallObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return KeyName.merge(CommonKeys.values(), CallKeys.values());
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return CallDetails.values();
		}
	},

	/**
	 * One request for an answer, with the judging of the answer. Below a call.
	 */
	ATTEMPT {
		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultInstructorAttemptObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return KeyName.merge(CommonKeys.values(), AttemptKeys.values());
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return AttemptDetails.values();
		}
	};

	/**
	 * Keys of both, with few values.
	 */
	public enum CommonKeys implements KeyName {

		/** Always {@code framework}, as Spring AI has it for what is not a model. */
		OPERATION("gen_ai.operation.name"),

		/** The provider that was asked last. */
		PROVIDER("gen_ai.system"),

		/** The model that was asked last. */
		MODEL("gen_ai.request.model"),

		/** The mode of the last request. */
		MODE("instructor.mode"),

		/** The name of the response model. */
		RESPONSE_TYPE("instructor.response.type"),

		/** The name of the template. */
		TEMPLATE("instructor.template"),

		/** How it ended. */
		OUTCOME("instructor.outcome");

		private final String key;

		CommonKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of a call, with few values.
	 */
	public enum CallKeys implements KeyName {

		/** Whether the answer was looked at while it arrived. */
		STREAM("instructor.stream");

		private final String key;

		CallKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of an attempt, with few values.
	 */
	public enum AttemptKeys implements KeyName {

		/** Where the answer was rejected, or {@code none}. */
		STAGE("instructor.stage");

		private final String key;

		AttemptKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of a call, with values of its own, on spans only.
	 */
	public enum CallDetails implements KeyName {

		/** The id of the call. */
		CALL_ID("instructor.call.id"),

		/** How many requests were made. */
		REQUESTS("instructor.requests"),

		/** The tokens of all prompts. */
		INPUT_TOKENS("gen_ai.usage.input_tokens"),

		/** The tokens of all answers. */
		OUTPUT_TOKENS("gen_ai.usage.output_tokens");

		private final String key;

		CallDetails(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of an attempt, with values of its own, on spans only.
	 */
	public enum AttemptDetails implements KeyName {

		/** The number of the attempt. */
		NUMBER("instructor.attempt.number"),

		/** The tokens of the prompt. */
		INPUT_TOKENS("gen_ai.usage.input_tokens"),

		/** The tokens of the answer. */
		OUTPUT_TOKENS("gen_ai.usage.output_tokens");

		private final String key;

		AttemptDetails(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
