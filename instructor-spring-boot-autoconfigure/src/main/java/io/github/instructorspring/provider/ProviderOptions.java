package io.github.instructorspring.provider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * Options of requests, as far as they can be said in properties.
 *
 * @param temperature Sampling temperature.
 * @param topP Share of probability that sampling keeps.
 * @param topK Number of tokens that sampling keeps.
 * @param maxTokens Limit of output tokens, sent by the name that the model takes.
 * @param frequencyPenalty Penalty for tokens by how often they came before.
 * @param presencePenalty Penalty for tokens that came before.
 * @param stopSequences Texts that end an answer.
 * @param seed Seed for answers that can be repeated.
 * @param extraBody Further properties of the request's body, by their names on the wire,
 * for servers that speak OpenAI's language.
 * @since 0.1
 */
public record ProviderOptions(@Nullable Double temperature, @Nullable Double topP, @Nullable Integer topK,
		@Nullable Integer maxTokens, @Nullable Double frequencyPenalty, @Nullable Double presencePenalty,
		@Nullable List<String> stopSequences, @Nullable Integer seed, @Nullable Map<String, Object> extraBody) {

	/** No options. */
	public static final ProviderOptions NONE = new ProviderOptions(null, null, null, null, null, null, null, null,
			null);

	/**
	 * Whether nothing is set.
	 * @return whether these options say nothing
	 */
	public boolean isEmpty() {
		return set().isEmpty();
	}

	/**
	 * What is set, by the name of its property.
	 */
	Map<String, Object> set() {
		Map<String, Object> set = new TreeMap<>();
		put(set, "temperature", this.temperature);
		put(set, "top-p", this.topP);
		put(set, "top-k", this.topK);
		put(set, "max-tokens", this.maxTokens);
		put(set, "frequency-penalty", this.frequencyPenalty);
		put(set, "presence-penalty", this.presencePenalty);
		put(set, "stop-sequences",
				(this.stopSequences != null && this.stopSequences.isEmpty()) ? null : this.stopSequences);
		put(set, "seed", this.seed);
		put(set, "extra-body", (this.extraBody != null && this.extraBody.isEmpty()) ? null : this.extraBody);
		return set;
	}

	private static void put(Map<String, Object> set, String name, @Nullable Object value) {
		if (value != null) {
			set.put(name, value);
		}
	}

	/**
	 * Set what every model of Spring AI takes.
	 */
	void applyTo(ChatOptions.Builder<?> builder) {
		if (this.temperature != null) {
			builder.temperature(this.temperature);
		}
		if (this.topP != null) {
			builder.topP(this.topP);
		}
		if (this.topK != null) {
			builder.topK(this.topK);
		}
		if (this.maxTokens != null) {
			builder.maxTokens(this.maxTokens);
		}
		if (this.frequencyPenalty != null) {
			builder.frequencyPenalty(this.frequencyPenalty);
		}
		if (this.presencePenalty != null) {
			builder.presencePenalty(this.presencePenalty);
		}
		if (this.stopSequences != null && !this.stopSequences.isEmpty()) {
			builder.stopSequences(this.stopSequences);
		}
	}

}
