package io.github.instructorspring.stream;

/**
 * The first call of the tool that someone listens to, among the calls of a response.
 */
final class TappedCall {

	private final ToolArgumentTap.Listener listener;

	private int index = -1;

	TappedCall(ToolArgumentTap.Listener listener) {
		this.listener = listener;
	}

	/**
	 * A call begins.
	 * @param place its place in the response
	 * @param tool the name of its tool
	 */
	void begin(int place, String tool) {
		if (this.index < 0 && this.listener.tool().equals(tool)) {
			this.index = place;
		}
	}

	/**
	 * Arguments of a call arrive.
	 * @param place its place in the response
	 * @param arguments a part of them, possibly empty
	 */
	void add(int place, String arguments) {
		if (place == this.index && !arguments.isEmpty()) {
			this.listener.arguments().accept(arguments);
		}
	}

}
