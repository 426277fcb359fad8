package io.github.instructorspring;

/**
 * Which model a template asks, and how. Carries no key.
 *
 * @param name the name of the template
 * @param provider the provider, such as {@code groq}; the family where it is not known
 * @param family the family of its client, as events have it, such as {@code openai} for
 * all servers that speak OpenAI's language
 * @param model the name of the model, or {@code unknown}
 * @param mode the mode of calls that give none, {@link OutputMode#AUTO} if it depends on
 * the model and the response model
 * @since 0.1
 */
public record TemplateInfo(String name, String provider, String family, String model, OutputMode mode) {
}
