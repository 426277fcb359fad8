package io.github.instructorspring.provider;

/**
 * A provider was chosen and its API key was not given.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class MissingApiKeyException extends RuntimeException {

	private final ProviderModel provider;

	private final String environmentVariable;

	MissingApiKeyException(ProviderModel provider, String environmentVariable) {
		super("No API key for provider '" + provider + "': set instructor.api-key or " + environmentVariable);
		this.provider = provider;
		this.environmentVariable = environmentVariable;
	}

	/**
	 * The provider that was chosen.
	 * @return the provider and its model
	 */
	public ProviderModel provider() {
		return this.provider;
	}

	/**
	 * The environment variable that would be read.
	 * @return its name
	 */
	public String environmentVariable() {
		return this.environmentVariable;
	}

}
