package io.github.instructorspring.stream;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

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
 * Copies the server-sent events of a response while they are read.
 */
final class TappedEvents extends ForwardingSource {

	private static final String DATA = "data:";

	private final Buffer unread = new Buffer();

	private final Consumer<JsonNode> events;

	private TappedEvents(Source source, Consumer<JsonNode> events) {
		super(source);
		this.events = events;
	}

	/**
	 * Send a request without its mark, and tap its response if someone listens.
	 * @param chain the chain of an interceptor
	 * @param tap where the listeners are
	 * @param reader finds the arguments in the events, made for each response
	 */
	static Response proceed(Interceptor.Chain chain, ToolArgumentTap tap,
			Function<ToolArgumentTap.Listener, Consumer<JsonNode>> reader) throws IOException {
		Request request = chain.request();
		String mark = request.header(ToolArgumentTap.HEADER);
		if (!ToolArgumentTap.isMark(mark)) {
			return chain.proceed(request);
		}
		tap.sent(mark, chain.call()::cancel);
		Response response = chain.proceed(request.newBuilder().removeHeader(ToolArgumentTap.HEADER).build());
		ToolArgumentTap.Listener listener = tap.listener(mark);
		ResponseBody body = response.body();
		if (listener == null || body == null || !response.isSuccessful()) {
			return response;
		}
		Source tapped = new TappedEvents(body.source(), reader.apply(listener));
		return response.newBuilder()
			.body(ResponseBody.create(Okio.buffer(tapped), body.contentType(), body.contentLength()))
			.build();
	}

	@Override
	public long read(Buffer sink, long byteCount) throws IOException {
		long read = super.read(sink, byteCount);
		if (read > 0) {
			long known = this.unread.size();
			sink.copyTo(this.unread, sink.size() - read, read);
			for (long end = this.unread.indexOf((byte) '\n', known); end >= 0; end = this.unread.indexOf((byte) '\n')) {
				hear(this.unread.readUtf8(end));
				this.unread.skip(1);
			}
		}
		return read;
	}

	private void hear(String line) {
		String data = (line.startsWith(DATA)) ? line.substring(DATA.length()).strip() : "";
		if (!data.startsWith("{")) {
			return;
		}
		try {
			this.events.accept(JsonMapper.shared().readTree(data));
		}
		catch (JacksonException ex) {
			// The client reads the same event and says what is wrong with it.
		}
	}

}
