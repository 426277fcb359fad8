package io.github.instructorspring.provider;

/**
 * A provider string that names no model that could be built.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class InvalidProviderException extends RuntimeException {

	private final String property;

	private final String provider;

	private final String reason;

	InvalidProviderException(String prefix, String provider, String reason) {
		super("The provider '" + provider + "' cannot be used: " + reason);
		this.property = prefix + ".provider";
		this.provider = provider;
		this.reason = reason;
	}

	/**
	 * The property with the text.
	 * @return its name, such as {@code instructor.provider}
	 */
	public String property() {
		return this.property;
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
