package io.github.instructorspring.retry;

import org.springframework.util.Assert;

/**
 * When a call goes on with another model, and what that model is asked.
 *
 * @param provider the name of the provider
 * @param afterRejections how many answers must have been rejected before, at least 1
 * @param role what the model is asked
 * @since 0.1
 */
public record Escalation(String provider, int afterRejections, Role role) {

	/**
	 * Check the values.
	 * @param provider the name of the provider, not blank
	 * @param afterRejections how many answers must have been rejected before, at least 1
	 * @param role what the model is asked
	 */
	public Escalation {
		Assert.hasText(provider, "'provider' of an escalation must not be blank");
		Assert.isTrue(afterRejections > 0, () -> "'afterRejections' must be positive, but is " + afterRejections);
		Assert.notNull(role, "'role' must not be null");
	}

	/**
	 * What a model is asked when it takes over.
	 */
	public enum Role {

		/** All that the first model was asked, its rejected answer included. */
		ANSWER,

		/**
		 * Only to mend the form of the rejected answer: it sees neither the user's
		 * message nor the rest of the conversation.
		 */
		FIX

	}

}
