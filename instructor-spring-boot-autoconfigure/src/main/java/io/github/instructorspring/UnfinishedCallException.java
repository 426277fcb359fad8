package io.github.instructorspring;

import java.util.List;

/**
 * What a call had done when something else than its answers ended it: a provider that
 * failed after a rejected answer, or a validator that threw. Never thrown itself: that
 * other exception passes through as it is and has this one among its
 * {@linkplain Throwable#getSuppressed() suppressed exceptions}, if anything was spent.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class UnfinishedCallException extends AttemptedCallException {

	UnfinishedCallException(String responseModel, List<Attempt> attempts, CallUsage usage) {
		super("The call for response model '" + responseModel + "' had made " + attempts.size()
				+ " attempt(s) before this exception; see attempts() and usage()", attempts, usage, null);
	}

}
