package io.github.instructorspring.provider;

/**
 * A provider string that names no model that could be built.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class InvalidProviderException extends RuntimeException {

	private final String provider;

	private final String reason;

	InvalidProviderException(String provider, String reason) {
		super("The provider '" + provider + "' cannot be used: " + reason);
		this.provider = provider;
		this.reason = reason;
	}

	/**
	 * The text that was given.
	 * @return the provider string
	 */
	public String provider() {
		return this.provider;
	}

	/**
	 * Why it cannot be used, and what to write instead.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

}
