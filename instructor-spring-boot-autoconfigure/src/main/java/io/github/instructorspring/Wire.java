package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import org.springframework.ai.chat.prompt.ChatOptions;

import io.github.instructorspring.mode.Exchange;
import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.mode.RetryMessages;
import io.github.instructorspring.mode.WireMode;
import io.github.instructorspring.schema.LoweredSchema;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * How one schema goes to one model and its answer comes back.
 *
 * @param mode the mode
 * @param sent the schema in the words of the model's provider
 * @param exchange the way there and back
 */
record Wire(WireMode mode, LoweredSchema sent, Exchange exchange) {

	private static final List<WireMode> FALL_BACK = List.of(WireMode.JSON_SCHEMA, WireMode.TOOLS, WireMode.JSON,
			WireMode.MD_JSON);

	/**
	 * Find the way to a model.
	 * @param mode the mode that the caller wants
	 * @param refused the modes that the model has refused
	 * @param options the options of the request
	 * @param dialect the dialect of the options
	 * @param schema what is asked for
	 * @param messages the words of re-asks
	 * @return the way
	 * @throws InstructorException if the model does not have the mode
	 * @throws UnsupportedResponseModelException if the provider cannot take the schema
	 */
	static Wire of(OutputMode mode, Set<WireMode> refused, ChatOptions options, ProviderDialect dialect,
			ResponseSchema schema, RetryMessages messages) {
		WireMode wireMode = (mode == OutputMode.AUTO) ? automatic(refused, options, dialect, schema)
				: WireMode.valueOf(mode.name());
		if (!dialect.modes(options).contains(wireMode)) {
			throw new InstructorException("Mode " + mode + " is not available for a model with "
					+ options.getClass().getSimpleName() + "; use one of " + dialect.modes(options) + " or AUTO");
		}
		LoweredSchema sent = dialect.lower(wireMode, options, schema);
		if (!sent.isSupported()) {
			throw new UnsupportedResponseModelException(schema.typeName(), sent.problems());
		}
		return new Wire(wireMode, sent, Exchange.of(wireMode, dialect, schema, messages));
	}

	/**
	 * The mode that the dialect prefers, or the next one that the model has not refused.
	 */
	private static WireMode automatic(Set<WireMode> refused, ChatOptions options, ProviderDialect dialect,
			ResponseSchema schema) {
		WireMode preferred = dialect.preferredMode(options, schema);
		Set<WireMode> available = dialect.modes(options);
		return (!refused.contains(preferred)) ? preferred
				: FALL_BACK.stream()
					.filter((mode) -> available.contains(mode) && !refused.contains(mode))
					.filter((mode) -> dialect.lower(mode, options, schema).isSupported())
					.findFirst()
					.orElse(preferred);
	}

}
