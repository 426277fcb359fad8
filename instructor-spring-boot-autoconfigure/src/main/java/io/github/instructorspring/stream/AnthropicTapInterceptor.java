package io.github.instructorspring.stream;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/**
 * Taps the event streams of Anthropic and the servers that speak its language. What the
 * client reads is not changed.
 *
 * @since 0.1
 */
public final class AnthropicTapInterceptor implements Interceptor {

	private final ToolArgumentTap tap;

	/**
	 * Create an interceptor, which turns the tap on.
	 * @param tap where the listeners are
	 */
	public AnthropicTapInterceptor(ToolArgumentTap tap) {
		this.tap = tap;
		tap.turnOn();
	}

	@Override
	public Response intercept(Chain chain) throws IOException {
		return TappedEvents.proceed(chain, this.tap, (listener) -> {
			TappedCall call = new TappedCall(listener);
			return (event) -> hear(event, call);
		});
	}

	private static void hear(JsonNode event, TappedCall call) {
		int index = event.path("index").asInt(0);
		String type = event.path("type").asString("");
		if (type.equals("content_block_start") && "tool_use".equals(event.at("/content_block/type").asString(""))) {
			call.begin(index, event.at("/content_block/name").asString(""));
		}
		else if (type.equals("content_block_delta")) {
			call.add(index, event.at("/delta/partial_json").asString(""));
		}
	}

}
