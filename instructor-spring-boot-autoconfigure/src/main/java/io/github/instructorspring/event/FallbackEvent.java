package io.github.instructorspring.event;

/**
 * The call goes on in another way. The context is that of the way it leaves.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class FallbackEvent extends InstructorEvent {

	private final Kind kind;

	private final String from;

	private final String to;

	/**
	 * Create an event.
	 * @param context which call and attempt it is about
	 * @param kind what is replaced
	 * @param from what is left
	 * @param to what comes in its place
	 */
	public FallbackEvent(CallContext context, Kind kind, String from, String to) {
		super(context);
		this.kind = kind;
		this.from = from;
		this.to = to;
	}

	/**
	 * What is replaced.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What is left.
	 * @return the name of the mode, parameter or provider
	 */
	public String from() {
		return this.from;
	}

	/**
	 * What comes in its place.
	 * @return the name of the provider, or empty where the next request tells
	 */
	public String to() {
		return this.to;
	}

	@Override
	String details() {
		return "kind=" + this.kind + ", from=" + this.from + ", to=" + this.to + ", ";
	}

	/**
	 * What is replaced.
	 */
	public enum Kind {

		/** The mode, which the model refuses. */
		MODE,

		/** A parameter, which the model refuses. It is left out. */
		PARAMETER,

		/** The provider, which cannot be reached. */
		PROVIDER,

		/** The model, whose answers were rejected. */
		ESCALATION

	}

}
