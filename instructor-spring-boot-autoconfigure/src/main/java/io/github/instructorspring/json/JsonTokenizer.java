package io.github.instructorspring.json;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads text that holds JSON, or nearly, as it arrives. Text may be pushed in pieces of
 * any size, with the same outcome. What valid JSON is needs no repair; at any character
 * the state tells what is being read, so that the rest can be closed when the text ends.
 * Costs are linear in the text: each character is read once, and looked at by a bounded
 * number of {@linkplain Lookahead looks ahead}. Not thread-safe.
 */
final class JsonTokenizer {

	/** So far a look ahead is simply tried again with each piece. */
	private static final int SHORT_LOOK = 64;

	private final JsonCursor at;

	private final PushedText text;

	private final JsonEvents events;

	private final ReasoningReader reasoning;

	private final ProseReader prose;

	private final ContainerReader containers;

	private final StructureReader structure;

	private final QuotedReader quoted;

	private final BareReader bare;

	private int wakeAt;

	/**
	 * Create a tokenizer.
	 * @param events whom to tell
	 * @param cut whether the text is known to be cut, so that what is open at its end is
	 * unfinished, not misspelled
	 */
	JsonTokenizer(JsonEvents events, boolean cut) {
		this.at = new JsonCursor(events, cut);
		this.text = this.at.text;
		this.events = events;
		this.reasoning = new ReasoningReader(this.at);
		this.containers = new ContainerReader(this.at);
		this.prose = new ProseReader(this.at, this.reasoning, this.containers);
		this.bare = new BareReader(this.at, this.reasoning);
		this.quoted = new QuotedReader(this.at, this.bare);
		this.structure = new StructureReader(this.at, this.reasoning, this.containers, this.quoted, this.bare);
	}

	/**
	 * Take the next piece of the text.
	 * @param chunk the piece, of any length
	 */
	void feed(CharSequence chunk) {
		this.text.append(chunk);
		run();
	}

	/**
	 * The text ends here: close what is open.
	 */
	void finish() {
		this.text.end();
		run();
		while (this.at.state == State.QUOTED && this.quoted.rewind()) {
			run();
		}
		finishToken();
		boolean open = !this.at.containers.isEmpty();
		while (!this.at.containers.isEmpty()) {
			this.containers.pop(this.text.length(), false);
		}
		if (open) {
			this.events.endRoot(this.text.length(), false, this.at.certain);
		}
		this.at.state = State.STOPPED;
	}

	/**
	 * What reading has cost so far.
	 */
	long steps() {
		return this.text.looks();
	}

	/**
	 * The length of the text in quotes that is being read, -1 when none is.
	 */
	int openTextLength() {
		return (this.at.state == State.QUOTED) ? this.quoted.openLength() : -1;
	}

	/**
	 * A part of the text in quotes that is being read.
	 */
	String openText(int from, int to) {
		return this.quoted.openText(from, to);
	}

	/**
	 * The length of the name or scalar that is being read.
	 */
	int openTokenLength() {
		return switch (this.at.state) {
			case QUOTED -> this.quoted.tokenLength();
			case TEXT_BLOCK, FENCED_BLOCK -> this.text.length() - this.quoted.start();
			case BARE_NAME, BARE_VALUE -> this.text.length() - this.bare.start();
			default -> 0;
		};
	}

	boolean isInToken() {
		return switch (this.at.state) {
			case QUOTED, TEXT_BLOCK, FENCED_BLOCK -> true;
			default -> false;
		};
	}

	int length() {
		return this.text.length();
	}

	String text() {
		return this.text.substring(0, this.text.length());
	}

	/**
	 * Read the whole text as the inside of a list.
	 */
	void startInList() {
		this.events.startRoot(0);
		this.containers.push('[');
		this.at.state = State.VALUE;
	}

	private void run() {
		if (!this.text.hasEnded() && this.text.length() < this.wakeAt) {
			return;
		}
		do {
			this.text.tryAgain();
		}
		while (this.at.position < this.text.length() && step());
		// Trying again with hardly more text would make long looks ahead quadratic.
		int look = this.text.length() - this.at.position;
		this.wakeAt = this.text.length() + Math.max(1, (look - SHORT_LOOK) / 2);
	}

	/**
	 * Read on.
	 * @return whether anything was read; not, when more text is needed
	 */
	private boolean step() {
		return switch (this.at.state) {
			case PROSE -> this.prose.readProse();
			case REASONING -> this.reasoning.readReasoning();
			case VALUE -> this.structure.readValue();
			case NAME -> this.structure.readName();
			case COLON -> this.structure.readColon();
			case AFTER_VALUE -> this.structure.readAfterValue();
			case QUOTED -> this.quoted.readQuoted();
			case TEXT_BLOCK -> this.quoted.readTextBlock();
			case FENCED_BLOCK -> this.quoted.readFencedBlock();
			case BARE_NAME -> this.bare.readBareName();
			case BARE_VALUE -> this.bare.readBareValue();
			case LINE_COMMENT -> this.structure.readLineComment();
			case BLOCK_COMMENT -> this.structure.readBlockComment();
			case STOPPED -> false;
		};
	}

	private void finishToken() {
		switch (this.at.state) {
			case QUOTED -> this.quoted.finishQuoted();
			case TEXT_BLOCK, FENCED_BLOCK -> this.quoted.finishBlock();
			case BARE_VALUE -> this.bare.finishValue();
			case BARE_NAME -> this.bare.finishName();
			case COLON -> this.events.missingValue(false, true);
			case VALUE -> {
				if (this.at.container() == '{') {
					this.events.missingValue(true, true);
				}
			}
			default -> {
			}
		}
	}

}
