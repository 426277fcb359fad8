package io.github.instructorspring.provider;

/**
 * A provider was chosen and its API key was not given.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class MissingApiKeyException extends RuntimeException {

	private final String property;

	private final ProviderModel provider;

	private final String environmentVariable;

	MissingApiKeyException(String prefix, ProviderModel provider, String environmentVariable) {
		super("No API key for provider '" + provider + "': set " + prefix + ".api-key or " + environmentVariable);
		this.property = prefix + ".api-key";
		this.provider = provider;
		this.environmentVariable = environmentVariable;
	}

	/**
	 * The property that would be read.
	 * @return its name, such as {@code instructor.api-key}
	 */
	public String property() {
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
	 * The environment variable that would be read.
	 * @return its name
	 */
	public String environmentVariable() {
		return this.environmentVariable;
	}

}
