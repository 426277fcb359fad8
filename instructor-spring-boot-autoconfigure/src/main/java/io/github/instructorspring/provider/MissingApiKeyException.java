package io.github.instructorspring.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.InstructorException;

/**
 * A provider was chosen and its API key was not given.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class MissingApiKeyException extends InstructorException {

	private final @Nullable String property;

	private final ProviderModel provider;

	private final List<String> environmentVariables;

	MissingApiKeyException(@Nullable String prefix, ProviderModel provider, List<String> environmentVariables) {
		super("No API key for provider '" + provider + "': set " + String.join(" or ", environmentVariables)
				+ ((prefix != null) ? " or " + prefix + ".api-key" : ""));
		this.property = (prefix != null) ? prefix + ".api-key" : null;
		this.provider = provider;
		this.environmentVariables = environmentVariables;
	}

	/**
	 * The property that would be read.
	 * @return its name, such as {@code instructor.api-key}; {@code null} if the provider
	 * came from no property
	 */
	public @Nullable String property() {
		return this.property;
	}

	/**
	 * The provider that was chosen.
	 * @return the provider and its model
	 */
	public ProviderModel provider() {
		return this.provider;
	}

	/**
	 * The environment variables that would be read.
	 * @return their names, the usual one first
	 */
	public List<String> environmentVariables() {
		return this.environmentVariables;
	}

}
