package io.github.instructorspring.event;

import java.time.Instant;
import java.util.Map;

/**
 * Which call, and which attempt of it, an event is about. Carries no content.
 *
 * @param callId the id of the call, as {@code Completion.id()} has it
 * @param template the name of the template, {@code default} unless it was given one
 * @param provider the name under which the template knows the provider; for the one that
 * answers first, the family of its client, such as {@code openai}
 * @param model the name of the model, or {@code unknown}
 * @param mode the mode of the request, such as {@code TOOLS}, or {@code AUTO} before the
 * first one
 * @param responseType the name of the response model
 * @param attempt the number of the attempt, from 1
 * @param maxAttempts how many there may be
 * @param streamed whether the answer is looked at while it arrives
 * @param tags what the caller has set
 * @param startedAt when the call began
 * @since 0.1
 */
public record CallContext(String callId, String template, String provider, String model, String mode,
		String responseType, int attempt, int maxAttempts, boolean streamed, Map<String, String> tags,
		Instant startedAt) {

	/**
	 * Copy the tags.
	 * @param callId the id of the call
	 * @param template the name of the template
	 * @param provider the name of the provider
	 * @param model the name of the model
	 * @param mode the mode of the request
	 * @param responseType the name of the response model
	 * @param attempt the number of the attempt, from 1
	 * @param maxAttempts how many there may be
	 * @param streamed whether the answer is looked at while it arrives
	 * @param tags what the caller has set
	 * @param startedAt when the call began
	 */
	public CallContext {
		tags = Map.copyOf(tags);
	}

}
