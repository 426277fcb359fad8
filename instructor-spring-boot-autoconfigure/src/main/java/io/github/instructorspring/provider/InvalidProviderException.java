package io.github.instructorspring.provider;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.InstructorException;

/**
 * A provider that cannot be asked as it is written or configured.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class InvalidProviderException extends InstructorException {

	private final @Nullable String property;

	private final String provider;

	private final String reason;

	private final String remedy;

	InvalidProviderException(@Nullable String prefix, String provider, String reason, String remedy) {
		super("The provider '" + provider + "' cannot be used: " + reason + ". " + remedy);
		this.property = (prefix != null) ? prefix + ".provider" : null;
		this.provider = provider;
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * The property with the text.
	 * @return its name, such as {@code instructor.provider}; {@code null} if the text
	 * came from no property
	 */
	public @Nullable String property() {
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
	 * Why it cannot be used.
	 * @return the reason, without a full stop
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * What to do about it.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
