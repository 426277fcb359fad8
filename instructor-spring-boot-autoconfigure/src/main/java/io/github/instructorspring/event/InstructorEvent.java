package io.github.instructorspring.event;

import org.springframework.context.ApplicationEvent;

/**
 * Something that happened in a call. Published in the order in which it happened, on the
 * thread on which it did, so that a listener must not block the thread of a stream; what
 * a listener throws is logged and does not touch the call. The events of one call: for
 * each attempt a {@link CompletionRequestEvent}, then either a
 * {@link CompletionErrorEvent}, or a {@link CompletionResponseEvent}, a
 * {@link CompletionUsageEvent}, a {@link RepairEvent} if something was mended, and a
 * {@link ParseErrorEvent} if the answer was rejected; {@link FallbackEvent}s between
 * attempts; a {@link LastAttemptEvent} when a rejected answer is the last one; and at the
 * end always one {@link CompletionFinishedEvent}. {@link StreamSnapshotEvent}s come when
 * the subscriber is given something: most of them between a request and its response, and
 * the complete one after the end. The {@code toString()} of an event shows no content.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public abstract sealed class InstructorEvent extends ApplicationEvent
		permits CompletionRequestEvent, CompletionResponseEvent, CompletionErrorEvent, CompletionUsageEvent,
		RepairEvent, ParseErrorEvent, LastAttemptEvent, FallbackEvent, StreamSnapshotEvent, CompletionFinishedEvent {

	private final CallContext context;

	InstructorEvent(CallContext context) {
		super(context.callId());
		this.context = context;
	}

	/**
	 * Which call and attempt it is about.
	 * @return the context
	 */
	public CallContext context() {
		return this.context;
	}

	/**
	 * What happened, without content.
	 */
	@Override
	public String toString() {
		return getClass().getSimpleName() + "[" + details() + this.context + "]";
	}

	/**
	 * What {@link #toString()} says beside the context.
	 */
	String details() {
		return "";
	}

}
