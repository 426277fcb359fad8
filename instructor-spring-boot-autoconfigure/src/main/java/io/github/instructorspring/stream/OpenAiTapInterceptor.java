package io.github.instructorspring.stream;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/**
 * Taps the event streams of OpenAI and the servers that speak its language. What the
 * client reads is not changed.
 *
 * @since 0.1
 */
public final class OpenAiTapInterceptor implements Interceptor {

	private final ToolArgumentTap tap;

	/**
	 * Create an interceptor, which turns the tap on.
	 * @param tap where the listeners are
	 */
	public OpenAiTapInterceptor(ToolArgumentTap tap) {
		this.tap = tap;
		tap.turnOn();
	}

	@Override
	public Response intercept(Chain chain) throws IOException {
		return TappedEvents.proceed(chain, this.tap, (listener) -> {
			TappedCall call = new TappedCall(listener);
			return (event) -> event.at("/choices/0/delta/tool_calls").forEach((delta) -> hear(delta, call));
		});
	}

	private static void hear(JsonNode delta, TappedCall call) {
		int index = delta.path("index").asInt(0);
		call.begin(index, delta.at("/function/name").asString(""));
		call.add(index, delta.at("/function/arguments").asString(""));
	}

}
