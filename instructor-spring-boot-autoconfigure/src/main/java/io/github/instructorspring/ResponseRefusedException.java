package io.github.instructorspring;

import java.util.List;

/**
 * The model declined to answer. Not asked again.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class ResponseRefusedException extends AttemptedCallException {

	private final String refusal;

	ResponseRefusedException(String responseModel, String refusal, List<Attempt> attempts, CallUsage usage) {
		super("The model refused to answer for response model '" + responseModel
				+ "'. Its words are in refusal() of this exception", attempts, usage, null);
		this.refusal = refusal;
	}

	/**
	 * What the model said.
	 * @return the text, possibly empty
	 */
	public String refusal() {
		return this.refusal;
	}

}
