package io.github.instructorspring.event;

/**
 * A subscriber has been given a snapshot of a stream. Only for those who ask: by
 * {@code on(StreamSnapshotEvent.class, ..)} of a call or a template. Application
 * listeners do not get it, since there are very many.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class StreamSnapshotEvent extends InstructorEvent {

	private final Object value;

	private final boolean complete;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param value the object as far as it had come
	 * @param complete whether it is the result of the call
	 */
	public StreamSnapshotEvent(CallContext context, Object value, boolean complete) {
		super(context);
		this.value = value;
		this.complete = complete;
	}

	/**
	 * The object as far as it had come.
	 * @return the object, which carries content
	 */
	public Object value() {
		return this.value;
	}

	/**
	 * Whether it is the result of the call.
	 * @return {@code true} for the last one
	 */
	public boolean complete() {
		return this.complete;
	}

	@Override
	String details() {
		return "complete=" + this.complete + ", ";
	}

}
