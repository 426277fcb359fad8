package io.github.instructorspring;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;

/**
 * What is known of the modes of a provider beyond the type of its options, such as those
 * of a server that speaks OpenAI's language and takes no tools. Travels with a chat
 * client.
 *
 * @param provider the name of the provider, for messages
 * @param wanted the mode that was set for this provider, {@link OutputMode#AUTO} if none
 * was
 * @param automatic what {@code AUTO} means here, {@link OutputMode#AUTO} if the model
 * decides
 * @param available the modes that the provider has
 * @since 0.1
 */
public record ProviderModes(String provider, OutputMode wanted, OutputMode automatic, Set<OutputMode> available) {

	private static final String KEY = ProviderModes.class.getName();

	/** Nothing is known. */
	static final ProviderModes UNKNOWN = new ProviderModes("", OutputMode.AUTO, OutputMode.AUTO,
			Set.of(OutputMode.values()));

	/**
	 * Create modes.
	 * @param provider the name of the provider
	 * @param wanted the mode that was set for it
	 * @param automatic what {@code AUTO} means
	 * @param available the modes that it has
	 */
	public ProviderModes {
		available = Set.copyOf(available);
	}

	/**
	 * Let a chat client carry these modes.
	 * @param client the builder of the client
	 * @return the builder
	 */
	public ChatClient.Builder addTo(ChatClient.Builder client) {
		return client.defaultAdvisors((advisors) -> advisors.param(KEY, this));
	}

	static ProviderModes of(ChatClientRequest request) {
		return (request.context().get(KEY) instanceof ProviderModes modes) ? modes : UNKNOWN;
	}

	/**
	 * The mode of a call.
	 * @param given the mode that the call gives, if any
	 * @param otherwise the mode of calls that give none
	 */
	OutputMode choose(@Nullable OutputMode given, OutputMode otherwise) {
		OutputMode mode = otherwise;
		if (given != null) {
			mode = given;
		}
		else if (this.wanted != OutputMode.AUTO) {
			mode = this.wanted;
		}
		return (mode == OutputMode.AUTO) ? this.automatic : mode;
	}

	/**
	 * Make sure of a mode that was chosen.
	 * @throws InstructorException if the provider does not have it
	 */
	OutputMode require(OutputMode mode) {
		if (mode != OutputMode.AUTO && !this.available.contains(mode)) {
			List<OutputMode> known = Arrays.stream(OutputMode.values()).filter(this.available::contains).toList();
			throw new InstructorException(
					"Mode " + mode + " is not available at " + this.provider + "; use one of " + known + " or AUTO");
		}
		return mode;
	}

}
