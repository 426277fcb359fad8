package io.github.instructorspring.event;

import org.springframework.ai.chat.metadata.Usage;

/**
 * An answer was billed: {@code completion:usage} of Instructor for Python.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class CompletionUsageEvent extends InstructorEvent {

	private final Usage usage;

	private final Usage total;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param usage what the answer cost
	 * @param total what the call has cost so far, models that judge included
	 */
	public CompletionUsageEvent(CallContext context, Usage usage, Usage total) {
		super(context);
		this.usage = usage;
		this.total = total;
	}

	/**
	 * What the answer cost.
	 * @return the usage, a {@code CallUsage}
	 */
	public Usage usage() {
		return this.usage;
	}

	/**
	 * What the call has cost so far, models that judge included.
	 * @return the usage, a {@code CallUsage}
	 */
	public Usage total() {
		return this.total;
	}

	@Override
	String details() {
		return "tokens=" + this.usage.getTotalTokens() + ", ";
	}

}
