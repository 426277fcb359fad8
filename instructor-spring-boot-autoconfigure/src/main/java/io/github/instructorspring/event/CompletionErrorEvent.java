package io.github.instructorspring.event;

/**
 * A request was not answered: {@code completion:error} of Instructor for Python. A
 * request that Instructor itself gives up, out of time or for an answer that is too long,
 * has none.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class CompletionErrorEvent extends InstructorEvent {

	private final Throwable error;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param error what the provider's client threw
	 */
	public CompletionErrorEvent(CallContext context, Throwable error) {
		super(context);
		this.error = error;
	}

	/**
	 * What the provider's client threw.
	 * @return the exception, whose message may carry content
	 */
	public Throwable error() {
		return this.error;
	}

	@Override
	String details() {
		return "error=" + this.error.getClass().getName() + ", ";
	}

}
