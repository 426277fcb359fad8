package io.github.instructorspring;

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

	/**
	 * Find the way to a model.
	 * @param mode the mode that the caller wants
	 * @param options the options of the request
	 * @param dialect the dialect of the options
	 * @param schema what is asked for
	 * @param messages the words of re-asks
	 * @return the way
	 * @throws InstructorException if the model does not have the mode
	 * @throws UnsupportedResponseModelException if the provider cannot take the schema
	 */
	static Wire of(OutputMode mode, ChatOptions options, ProviderDialect dialect, ResponseSchema schema,
			RetryMessages messages) {
		WireMode wireMode = (mode == OutputMode.AUTO) ? dialect.preferredMode(options, schema)
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

}
