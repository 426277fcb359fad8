package io.github.instructorspring;

import java.util.List;

import io.github.instructorspring.mode.Finish;

/**
 * The answer was cut: by a length limit, by the provider's filter, or unsaid, when the
 * text ends before the JSON in it does. It is never an entity, not even in part, and
 * asked for again only as the {@link io.github.instructorspring.retry.TruncationPolicy}
 * says.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class IncompleteResponseException extends AttemptedCallException {

	private final String finishReason;

	IncompleteResponseException(String responseModel, Finish finish, String finishReason, List<Attempt> attempts,
			CallUsage usage) {
		super("The answer for response model '" + responseModel + "' is incomplete (finish reason '" + finishReason
				+ "'). " + remedy(finish), attempts, usage, null);
		this.finishReason = finishReason;
	}

	private static String remedy(Finish finish) {
		String more = "Raise the limit with options((options) -> options.maxTokens(..)) or ask for less";
		return switch (finish) {
			case FILTERED -> "The provider's content filter cut it; change the prompt or the filter";
			case COMPLETE -> "Its text ends before its JSON does, at a limit or a stop sequence that the provider did "
					+ "not report. " + more + ", and leave out stop sequences";
			default -> more;
		};
	}

	/**
	 * The provider's word for the reason.
	 * @return such as {@code LENGTH}, {@code CONTENT_FILTER}, or {@code STOP} when only
	 * the text shows the cut
	 */
	public String finishReason() {
		return this.finishReason;
	}

}
