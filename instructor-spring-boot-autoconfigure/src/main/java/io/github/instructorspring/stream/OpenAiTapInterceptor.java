package io.github.instructorspring.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Taps the event streams of OpenAI and the servers that speak its language. What the
 * client reads is not changed.
 *
 * @since 0.1
 */
public final class OpenAiTapInterceptor implements Interceptor {

	private final ToolArgumentTap tap;

	/**
	 * Create an interceptor.
	 * @param tap where the listeners are
	 */
	public OpenAiTapInterceptor(ToolArgumentTap tap) {
		this.tap = tap;
	}

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		String id = request.header(ToolArgumentTap.HEADER);
		if (id == null) {
			return chain.proceed(request);
		}
		this.tap.sent(id, chain.call()::cancel);
		Response response = chain.proceed(request.newBuilder().removeHeader(ToolArgumentTap.HEADER).build());
		ToolArgumentTap.Listener listener = this.tap.listener(id);
		ResponseBody body = response.body();
		if (listener == null || body == null || !response.isSuccessful()) {
			return response;
		}
		Source tapped = new TappedSource(body.source(), listener);
		return response.newBuilder()
			.body(ResponseBody.create(Okio.buffer(tapped), body.contentType(), body.contentLength()))
			.build();
	}

	/**
	 * Copies the events that are read.
	 */
	private static final class TappedSource extends ForwardingSource {

		private static final String DATA = "data:";

		private final ToolArgumentTap.Listener listener;

		private final ByteArrayOutputStream line = new ByteArrayOutputStream();

		private int tapped = -1;

		TappedSource(Source source, ToolArgumentTap.Listener listener) {
			super(source);
			this.listener = listener;
		}

		@Override
		public long read(Buffer sink, long byteCount) throws IOException {
			long read = super.read(sink, byteCount);
			if (read > 0) {
				Buffer copy = new Buffer();
				sink.copyTo(copy, sink.size() - read, read);
				for (byte value : copy.readByteArray()) {
					if (value == '\n') {
						hear(this.line.toString(StandardCharsets.UTF_8));
						this.line.reset();
					}
					else {
						this.line.write(value);
					}
				}
			}
			return read;
		}

		private void hear(String text) {
			String data = (text.startsWith(DATA)) ? text.substring(DATA.length()).strip() : "";
			if (!data.startsWith("{")) {
				return;
			}
			try {
				JsonNode event = JsonMapper.shared().readTree(data);
				event.at("/choices/0/delta/tool_calls").forEach(this::hear);
			}
			catch (JacksonException ex) {
				// The client reads the same event and says what is wrong with it.
			}
		}

		private void hear(JsonNode call) {
			int index = call.path("index").asInt(0);
			if (this.tapped < 0 && this.listener.tool().equals(call.at("/function/name").asString(""))) {
				this.tapped = index;
			}
			String arguments = call.at("/function/arguments").asString("");
			if (index == this.tapped && !arguments.isEmpty()) {
				this.listener.arguments().accept(arguments);
			}
		}

	}

}
