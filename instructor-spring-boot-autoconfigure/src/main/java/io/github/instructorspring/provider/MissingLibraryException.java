package io.github.instructorspring.provider;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.InstructorException;

/**
 * A provider was chosen, and what speaks to it is not on the class path.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class MissingLibraryException extends InstructorException {

	private final @Nullable String property;

	private final ProviderModel provider;

	private final String dependency;

	private final String otherwise;

	MissingLibraryException(@Nullable String prefix, ProviderModel provider, String dependency, String otherwise) {
		super("The provider '" + provider + "' cannot be used: add the dependency " + dependency + otherwise);
		this.property = (prefix != null) ? prefix + ".provider" : null;
		this.provider = provider;
		this.dependency = dependency;
		this.otherwise = otherwise;
	}

	/**
	 * The property that names the provider.
	 * @return its name, such as {@code instructor.provider}; {@code null} if the provider
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
	 * What to add.
	 * @return the coordinates of a library or a starter of Spring AI, without a version
	 */
	public String dependency() {
		return this.dependency;
	}

	/**
	 * What else would do.
	 * @return the end of a sentence, empty if nothing
	 */
	public String otherwise() {
		return this.otherwise;
	}

}
