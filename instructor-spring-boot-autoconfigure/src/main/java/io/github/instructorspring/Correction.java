package io.github.instructorspring;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.messages.Message;

/**
 * The turns that send the last rejected answer back, and where they stand in the
 * conversation: a later round of the caller's tools comes after them.
 *
 * @param position how many messages of the caller stand before
 * @param messages the turns
 */
record Correction(int position, List<Message> messages) {

	static Correction none() {
		return new Correction(0, List.of());
	}

	List<Message> insertInto(List<Message> conversation) {
		List<Message> extended = new ArrayList<>(conversation);
		extended.addAll(Math.min(this.position, conversation.size()), this.messages);
		return extended;
	}

}
