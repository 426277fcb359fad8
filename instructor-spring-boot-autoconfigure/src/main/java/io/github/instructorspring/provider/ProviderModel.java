package io.github.instructorspring.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A provider and one of its models, as written in {@code instructor.provider}.
 *
 * @param provider the provider's id, such as {@code openai}
 * @param model the model's name, which may contain slashes of its own
 * @since 0.1
 */
public record ProviderModel(String provider, String model) {

	/**
	 * Read {@code provider/model}, split at the first slash.
	 * @param text the text
	 * @return both parts
	 * @throws InvalidProviderException if a part is missing
	 */
	public static ProviderModel parse(String text) {
		return parse(null, text);
	}

	static ProviderModel parse(@Nullable String prefix, String text) {
		int slash = text.indexOf('/');
		String provider = (slash >= 0) ? text.substring(0, slash).strip() : "";
		String model = text.substring(slash + 1).strip();
		if (!StringUtils.hasText(provider) || !StringUtils.hasText(model)) {
			throw new InvalidProviderException(prefix, text,
					"it is not of the form <provider>/<model>, for example openai/gpt-4o-mini",
					"Write it as <provider>/<model>, for example " + ((prefix != null) ? prefix + ".provider=" : "")
							+ "openai/gpt-4o-mini.");
		}
		return new ProviderModel(provider, model);
	}

	@Override
	public String toString() {
		return this.provider + "/" + this.model;
	}

}
