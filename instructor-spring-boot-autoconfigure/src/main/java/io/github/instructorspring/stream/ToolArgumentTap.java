package io.github.instructorspring.stream;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets the arguments of a tool be read from the wire while they arrive: Spring AI gives
 * them only when they are whole. And lets a request be cancelled at once: without a tap
 * its connection is closed when the model sends the next piece. A tap is on once an HTTP
 * client got the interceptor of its provider, {@link OpenAiTapInterceptor} or
 * {@link AnthropicTapInterceptor}. A request that is tapped carries a mark, which the
 * interceptor takes off again. Thread-safe.
 *
 * <p>
 * No provider sees a mark. It is a parameter of the content type: OkHttp, which Spring AI
 * talks to these providers with, sends the type of the body in place of that header, so
 * that a mark is lost in a client without the interceptor.
 *
 * @since 0.1
 */
public final class ToolArgumentTap {

	/**
	 * The name of the header that carries the mark of a request.
	 */
	public static final String HEADER = "Content-Type";

	private static final String MARK = "application/json; instructor-tap=";

	private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

	private final Map<String, Runnable> requests = new ConcurrentHashMap<>();

	private volatile boolean on;

	/**
	 * Create a tap that is not on and that nobody listens to.
	 */
	public ToolArgumentTap() {
	}

	/**
	 * Whether any HTTP client can be listened to.
	 * @return whether an interceptor was made for this tap
	 */
	public boolean isOn() {
		return this.on;
	}

	/**
	 * Listen to one request.
	 * @param tool the name of the tool
	 * @param arguments takes the parts of the first call's arguments, on the thread that
	 * reads the response
	 * @return the mark, the value of the request's {@link #HEADER}
	 */
	public String open(String tool, Consumer<String> arguments) {
		String mark = MARK + UUID.randomUUID();
		this.listeners.put(mark, new Listener(tool, arguments));
		return mark;
	}

	/**
	 * Listen no more.
	 * @param mark the mark
	 */
	public void close(String mark) {
		this.listeners.remove(mark);
		this.requests.remove(mark);
	}

	/**
	 * Close the connection of a request, whatever its model is about to say.
	 * @param mark the mark
	 */
	public void cancel(String mark) {
		Runnable request = this.requests.get(mark);
		close(mark);
		if (request != null) {
			request.run();
		}
	}

	/**
	 * Know how to cancel a request that is on its way.
	 * @param mark the mark
	 * @param cancellation closes its connection
	 */
	void sent(String mark, Runnable cancellation) {
		this.requests.put(mark, cancellation);
		if (!this.listeners.containsKey(mark)) {
			cancel(mark);
		}
	}

	void turnOn() {
		this.on = true;
	}

	static boolean isMark(@Nullable String value) {
		return value != null && value.startsWith(MARK);
	}

	@Nullable Listener listener(String mark) {
		return this.listeners.get(mark);
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
