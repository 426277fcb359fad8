package io.github.instructorspring.stream;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets the arguments of a tool be read from the wire while they arrive: Spring AI gives
 * them only when they are whole. And lets a request be cancelled at once: without a tap
 * its connection is closed when the model sends the next piece. A request that is tapped
 * carries the id of its listener in a header, which {@link OpenAiTapInterceptor} takes
 * off again. Thread-safe.
 *
 * @since 0.1
 */
public final class ToolArgumentTap {

	/**
	 * The name of the header that marks a request.
	 */
	public static final String HEADER = "X-Instructor-Tap";

	private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

	private final Map<String, Runnable> requests = new ConcurrentHashMap<>();

	/**
	 * Create a tap that nobody listens to.
	 */
	public ToolArgumentTap() {
	}

	/**
	 * Listen to one request.
	 * @param tool the name of the tool
	 * @param arguments takes the parts of the first call's arguments, on the thread that
	 * reads the response
	 * @return the id for the request's header
	 */
	public String open(String tool, Consumer<String> arguments) {
		String id = UUID.randomUUID().toString();
		this.listeners.put(id, new Listener(tool, arguments));
		return id;
	}

	/**
	 * Listen no more.
	 * @param id the id
	 */
	public void close(String id) {
		this.listeners.remove(id);
		this.requests.remove(id);
	}

	/**
	 * Close the connection of a request, whatever its model is about to say.
	 * @param id the id
	 */
	public void cancel(String id) {
		Runnable request = this.requests.get(id);
		close(id);
		if (request != null) {
			request.run();
		}
	}

	/**
	 * Know how to cancel a request that is on its way.
	 * @param id the id
	 * @param cancellation closes its connection
	 */
	void sent(String id, Runnable cancellation) {
		this.requests.put(id, cancellation);
		if (!this.listeners.containsKey(id)) {
			cancel(id);
		}
	}

	@Nullable Listener listener(@Nullable String id) {
		return (id != null) ? this.listeners.get(id) : null;
	}

	/**
	 * Who listens to a request.
	 *
	 * @param tool the name of the tool
	 * @param arguments takes the arguments
	 */
	record Listener(String tool, Consumer<String> arguments) {
	}

}
