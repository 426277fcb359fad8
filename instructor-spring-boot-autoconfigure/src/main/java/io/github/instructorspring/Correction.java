package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.springframework.ai.chat.messages.Message;

import io.github.instructorspring.mode.Exchange;

/**
 * The turns that send the last rejected answer back, and where they stand in the
 * conversation: a later round of the caller's tools comes after them.
 *
 * @param position how many messages of the caller stand before, or {@link #ALONE}
 * @param turns the turns in the way of a model
 */
record Correction(int position, Function<Exchange, List<Message>> turns) {

	/**
	 * In place of the conversation.
	 */
	private static final int ALONE = -1;

	static Correction none() {
		return new Correction(0, (exchange) -> List.of());
	}

	static Correction alone(List<Message> turns) {
		return new Correction(ALONE, (exchange) -> turns);
	}

	List<Message> insertInto(List<Message> conversation, Exchange exchange) {
		if (this.position == ALONE) {
			return this.turns.apply(exchange);
		}
		List<Message> extended = new ArrayList<>(conversation);
		extended.addAll(Math.min(this.position, conversation.size()), this.turns.apply(exchange));
		return extended;
	}

}
