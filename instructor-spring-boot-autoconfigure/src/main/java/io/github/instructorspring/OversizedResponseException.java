package io.github.instructorspring;

import java.util.List;
import java.util.Locale;

import io.github.instructorspring.bind.StreamLimitException;

/**
 * The answer of a stream passed a
 * {@linkplain io.github.instructorspring.bind.StreamLimits limit} while it came: it is
 * too long or too deep, or it has no end. Its request was cancelled, and it is not asked
 * for again. The last of {@link #attempts()} has its text up to there; nobody tells what
 * that request cost, so it is not in {@link #usage()}.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class OversizedResponseException extends AttemptedCallException {

	private final StreamLimitException passed;

	OversizedResponseException(String responseModel, StreamLimitException passed, List<Attempt> attempts,
			CallUsage usage) {
		super("The answer for response model '" + responseModel + "' was cancelled. " + passed.getMessage()
				+ ". Ask for less, or allow more with " + remedy(passed.limit()), attempts, usage, passed);
		this.passed = passed;
	}

	private static String remedy(StreamLimitException.Limit limit) {
		String name = switch (limit) {
			case DEPTH -> "Depth";
			case CHARACTERS -> "Characters";
			case TOKEN -> "TokenLength";
			case NAME -> "NameLength";
			case ELEMENTS -> "Elements";
			case BLANKS -> "Blanks";
		};
		return "streamLimits((limits) -> limits.max" + name + "(..)) or 'instructor.stream.max"
				+ name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "'";
	}

	/**
	 * The limit that was passed.
	 * @return the limit
	 */
	public StreamLimitException.Limit limit() {
		return this.passed.limit();
	}

	/**
	 * How many characters of the answer had been read.
	 * @return the offset in its text
	 */
	public int offset() {
		return this.passed.offset();
	}

	/**
	 * The value that was being read, in names of the answer, with a star for each key of
	 * a map.
	 * @return the path, empty for the whole answer
	 */
	public String path() {
		return this.passed.path();
	}

}
