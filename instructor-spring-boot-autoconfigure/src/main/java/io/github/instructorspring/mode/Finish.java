package io.github.instructorspring.mode;

import java.util.Locale;
import java.util.Set;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Why a model stopped, over all providers' words for it.
 *
 * @since 0.1
 */
public enum Finish {

	/** The answer is whole. */
	COMPLETE,

	/** The answer hit a length limit. */
	TRUNCATED,

	/** The provider's filter cut the answer. */
	FILTERED,

	/** The model declined to answer. */
	REFUSED;

	private static final Set<String> TRUNCATIONS = Set.of("length", "max_tokens", "max_output_tokens", "model_length",
			"model_context_window_exceeded");

	private static final Set<String> FILTERS = Set.of("content_filter", "content_filtered", "safety", "recitation",
			"blocklist", "prohibited_content", "spii", "guardrail_intervened");

	/**
	 * Classify a response.
	 * @param response the response of a model
	 * @return why the model stopped; {@link #COMPLETE} when it did not say
	 */
	public static Finish of(ChatResponse response) {
		String reason = reason(response).toLowerCase(Locale.ROOT);
		if (TRUNCATIONS.contains(reason)) {
			return TRUNCATED;
		}
		if (FILTERS.contains(reason)) {
			return FILTERED;
		}
		return (reason.equals("refusal") || !refusal(response).isEmpty()) ? REFUSED : COMPLETE;
	}

	/**
	 * What the model said when it declined: OpenAI gives the text apart from the content.
	 * @param response the response of a model
	 * @return the text, possibly empty
	 */
	public static String refusal(ChatResponse response) {
		Generation generation = response.getResult();
		Object refusal = (generation != null) ? generation.getOutput().getMetadata().get("refusal") : null;
		return (refusal instanceof String text) ? text : "";
	}

	/**
	 * The provider's own word for why the model stopped.
	 * @param response the response of a model
	 * @return the word, possibly empty
	 */
	public static String reason(ChatResponse response) {
		Generation generation = response.getResult();
		String reason = (generation != null) ? generation.getMetadata().getFinishReason() : null;
		return (reason != null) ? reason : "";
	}

}
