package io.github.instructorspring.json;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads past what a model thinks aloud.
 */
final class ReasoningReader {

	private static final String[] TAGS = { "think>", "thinking>", "reasoning>" };

	private final JsonCursor at;

	private final PushedText text;

	private final JsonEvents events;

	ReasoningReader(JsonCursor at) {
		this.at = at;
		this.text = at.text;
		this.events = at.events;
	}

	/**
	 * Whether the thoughts of a model end here, whatever brackets they left open. What is
	 * read again stood in a text, which may speak of thoughts.
	 */
	boolean endsReasoning(int character) {
		return this.at.rewinds == 0 && character == '<' && this.text.at(this.at.position + 1) == '/'
				&& tagEnd(this.at.position + 2) > 0;
	}

	boolean readTag() {
		boolean closing = this.text.at(this.at.position + 1) == '/';
		int nameStart = this.at.position + ((closing) ? 2 : 1);
		int end = tagEnd(nameStart);
		if (this.text.isHungry()) {
			return false;
		}
		if (end < 0) {
			return skipOther();
		}
		this.at.position = end;
		if (closing) {
			// It opened before the text did, as some servers have it.
			this.events.forget(this.at.position);
			this.at.containers.setLength(0);
			this.at.state = State.PROSE;
			this.at.blank = true;
		}
		else {
			this.at.state = State.REASONING;
		}
		return true;
	}

	private int tagEnd(int nameStart) {
		for (String tag : TAGS) {
			int matched = 0;
			while (matched < tag.length()
					&& Character.toLowerCase(this.text.at(nameStart + matched)) == tag.charAt(matched)) {
				matched++;
			}
			if (matched == tag.length()) {
				return nameStart + matched;
			}
		}
		return -1;
	}

	boolean readReasoning() {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (character == '<' && this.text.at(this.at.position + 1) == '/') {
			int end = tagEnd(this.at.position + 2);
			if (this.text.isHungry()) {
				return false;
			}
			if (end > 0) {
				this.at.position = end;
				this.at.state = State.PROSE;
				return true;
			}
		}
		return !this.text.isHungry() && this.at.skip(1);
	}

	private boolean skipOther() {
		this.at.blank = false;
		return this.at.skip(1);
	}

}
