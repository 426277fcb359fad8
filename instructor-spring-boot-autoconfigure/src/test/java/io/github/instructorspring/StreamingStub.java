package io.github.instructorspring;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/**
 * A model that streams what it is given, and knows nothing else: no time limits, no
 * usage, no finish reasons.
 */
final class StreamingStub implements ChatModel {

	private final Flux<String> pieces;

	private final AtomicInteger subscribers = new AtomicInteger();

	private final AtomicInteger streams = new AtomicInteger();

	StreamingStub(Flux<String> pieces) {
		this.pieces = pieces;
	}

	/** How many streams are open. */
	int subscribers() {
		return this.subscribers.get();
	}

	/** How many streams there were. */
	int streams() {
		return this.streams.get();
	}

	@Override
	public ChatResponse call(Prompt prompt) {
		throw new UnsupportedOperationException("This model streams only");
	}

	@Override
	public Flux<ChatResponse> stream(Prompt prompt) {
		return this.pieces.map((piece) -> new ChatResponse(List.of(new Generation(new AssistantMessage(piece)))))
			.doOnSubscribe((subscription) -> {
				this.streams.incrementAndGet();
				this.subscribers.incrementAndGet();
			})
			.doFinally((signal) -> this.subscribers.decrementAndGet());
	}

}
