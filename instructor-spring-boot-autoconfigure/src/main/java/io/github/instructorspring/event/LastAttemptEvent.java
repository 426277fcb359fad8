package io.github.instructorspring.event;

/**
 * A rejected answer is the last one, and the call ends without a result:
 * {@code completion:last_attempt} of Instructor for Python.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class LastAttemptEvent extends InstructorEvent {

	private final Throwable error;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param error the exception of the call
	 */
	public LastAttemptEvent(CallContext context, Throwable error) {
		super(context);
		this.error = error;
	}

	/**
	 * The exception of the call.
	 * @return the exception
	 */
	public Throwable error() {
		return this.error;
	}

	@Override
	String details() {
		return "error=" + this.error.getClass().getName() + ", ";
	}

}
