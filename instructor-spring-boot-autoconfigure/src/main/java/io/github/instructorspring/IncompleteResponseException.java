package io.github.instructorspring;

import java.util.List;

/**
 * The answer was cut, by a length limit or by the provider's filter. It is never parsed
 * and not asked for again: the same request would be cut again.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class IncompleteResponseException extends AttemptedCallException {

	private final String finishReason;

	IncompleteResponseException(String responseModel, String finishReason, boolean filtered, List<Attempt> attempts,
			CallUsage usage) {
		super("The answer for response model '" + responseModel + "' is incomplete (finish reason '" + finishReason
				+ "'). "
				+ ((filtered) ? "The provider's content filter cut it; change the prompt or the filter"
						: "Raise the limit with options((options) -> options.maxTokens(..)) or ask for less"),
				attempts, usage, null);
		this.finishReason = finishReason;
	}

	/**
	 * The provider's word for the reason.
	 * @return such as {@code LENGTH} or {@code CONTENT_FILTER}
	 */
	public String finishReason() {
		return this.finishReason;
	}

}
