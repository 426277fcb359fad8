package io.github.instructorspring.observation;

import java.util.Arrays;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters beside the timers of the observations. Each but the gauge has the keys of
 * the response model and the template.
 *
 * @since 0.1
 */
public enum InstructorMeterDocumentation implements MeterDocumentation {

	/** How many requests a call took, those to judges left out. */
	CALL_REQUESTS("instructor.call.requests", Meter.Type.DISTRIBUTION_SUMMARY, "requests",
			"How many requests a call took, those to judges left out", MeterKey.MODEL),

	/**
	 * How often a model was asked again, by the stage at which its answer was rejected.
	 */
	REASKS("instructor.reasks", Meter.Type.COUNTER, "",
			"How often a model was asked again, by the stage at which its answer was rejected", MeterKey.STAGE),

	/** What was mended in answers, by kind. */
	REPAIRS("instructor.repairs", Meter.Type.COUNTER, "repairs", "What was mended in answers, by kind",
			MeterKey.REPAIR),

	/** What was not acceptable, by path; {@code other} beyond the limit of paths. */
	VIOLATIONS("instructor.violations", Meter.Type.COUNTER, "violations",
			"What was not acceptable, by path; other beyond the limit of paths", MeterKey.PATH),

	/**
	 * What was wrong and did not matter, by path; {@code other} beyond the limit of
	 * paths.
	 */
	CHECKS("instructor.checks", Meter.Type.COUNTER, "",
			"What was wrong and did not matter, by path; other beyond the limit of paths", MeterKey.PATH),

	/**
	 * The tokens that calls took, judges included. Cached ones are part of the input,
	 * reasoning ones of the output.
	 */
	TOKENS("instructor.tokens", Meter.Type.COUNTER, "tokens",
			"The tokens that calls took, judges included. Cached ones are part of the input, reasoning ones of the output",
			MeterKey.TOKEN_TYPE),

	/** What calls cost, in the unit of the prices, where all prices are known. */
	COST("instructor.cost", Meter.Type.COUNTER, "",
			"What calls cost, in the unit of the prices, where all prices are known"),

	/** What was replaced when it failed, by kind. */
	FALLBACKS("instructor.fallbacks", Meter.Type.COUNTER, "fallbacks", "What was replaced when it failed, by kind",
			MeterKey.FALLBACK),

	/** Calls that a budget has ended, by its kind. */
	BUDGET_STOPS("instructor.budget.stops", Meter.Type.COUNTER, "", "Calls that a budget has ended, by its kind",
			MeterKey.BUDGET),

	/** Streams that are under way. */
	STREAMS_OPEN("instructor.streams.open", Meter.Type.GAUGE, "", "Streams that are under way"),

	/** The time from the beginning of a stream to its first partial. */
	FIRST_PARTIAL("instructor.stream.first.partial", Meter.Type.TIMER, "",
			"The time from the beginning of a stream to its first partial", MeterKey.MODEL),

	/** States of streams that a slow subscriber did not see. */
	CONFLATED("instructor.stream.snapshots.conflated", Meter.Type.COUNTER, "",
			"States of streams that a slow subscriber did not see");

	private final String meterName;

	private final Meter.Type meterType;

	private final String unit;

	private final String description;

	private final MeterKey[] keys;

	InstructorMeterDocumentation(String meterName, Meter.Type meterType, String unit, String description,
			MeterKey... keys) {
		this.meterName = meterName;
		this.meterType = meterType;
		this.unit = unit;
		this.description = description;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.meterType;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return (this.unit.isEmpty()) ? null : this.unit;
	}

	/**
	 * What it measures.
	 * @return the text that registries show
	 */
	public String description() {
		return this.description;
	}

	@Override
	public KeyName[] getKeyNames() {
		return (this == STREAMS_OPEN) ? new KeyName[0]
				: Stream.concat(Stream.of(MeterKey.RESPONSE_TYPE, MeterKey.TEMPLATE), Arrays.stream(this.keys))
					.toArray(KeyName[]::new);
	}

	/**
	 * The keys of the meters.
	 */
	public enum MeterKey implements KeyName {

		/** The name of the response model. */
		RESPONSE_TYPE("instructor.response.type"),

		/** The name of the template. */
		TEMPLATE("instructor.template"),

		/** The model that was asked last. */
		MODEL("gen_ai.request.model"),

		/** The stage at which an answer was rejected. */
		STAGE("instructor.stage"),

		/** What was mended. */
		REPAIR("instructor.repair"),

		/** Where in an answer, with stars for the keys of maps. */
		PATH("instructor.path"),

		/** {@code input}, {@code output}, {@code cached} or {@code reasoning}. */
		TOKEN_TYPE("gen_ai.token.type"),

		/** What was replaced. */
		FALLBACK("instructor.fallback"),

		/** Which budget. */
		BUDGET("instructor.budget");

		private final String key;

		MeterKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
