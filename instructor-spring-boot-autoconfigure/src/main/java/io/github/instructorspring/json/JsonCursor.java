package io.github.instructorspring.json;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where a {@link JsonTokenizer} is: the position, the state, and the containers that are
 * open.
 */
final class JsonCursor {

	static final int MAX_NAME = 1000;

	final PushedText text = new PushedText();

	final Lookahead lookahead = new Lookahead(this.text);

	final JsonEvents events;

	/** Whether what is open at the end is unfinished, not misspelled. */
	final boolean cut;

	/** The brackets of the containers that are open, the innermost last. */
	final StringBuilder containers = new StringBuilder();

	State state = State.PROSE;

	State afterComment = State.PROSE;

	int position;

	/** Whether nothing but marks and space precede. */
	boolean blank = true;

	/** Whether a comma precedes in the container. */
	boolean afterComma;

	/** Whether the container is in parentheses and had no comma. */
	boolean grouping;

	/** Whether brackets can be relied on to close what they seem to. */
	boolean certain = true;

	/** Whether quotes are written with a backslash before them. */
	boolean escaped;

	/** Whether the object has names without quotes. */
	boolean bareNames;

	/** How often a text was read again, as if its quote had been forgotten. */
	int rewinds;

	JsonCursor(JsonEvents events, boolean cut) {
		this.events = events;
		this.cut = cut;
	}

	char container() {
		return containerAt(1);
	}

	char outer() {
		return containerAt(2);
	}

	char containerAt(int fromEnd) {
		int index = this.containers.length() - fromEnd;
		return (index >= 0) ? this.containers.charAt(index) : 0;
	}

	Lookahead.Place place(boolean innerQuote) {
		return place(innerQuote, false);
	}

	Lookahead.Place place(boolean innerQuote, boolean innerBrace) {
		return new Lookahead.Place(container(), outer(), this.containers.indexOf("[") >= 0, this.escaped, innerQuote,
				innerBrace, this.bareNames);
	}

	boolean skip(int count) {
		this.position += count;
		return true;
	}

	boolean skipRepaired(SyntaxRepair repair, int count) {
		this.events.repair(repair, this.position);
		return skip(count);
	}

	/**
	 * Where the next token begins.
	 */
	int skipSpace() {
		int next = this.text.peek(this.position);
		if (next > ' ' && next < 127 && next != '\\') {
			return this.position;
		}
		int start = this.text.skipSpace(this.position);
		if (this.text.isHungry()) {
			return this.position;
		}
		for (int i = this.position; i < start; i++) {
			if (this.text.at(i) == '\\') {
				this.events.repair(SyntaxRepair.INVALID_ESCAPE, i);
				this.position = start;
				return start;
			}
		}
		return start;
	}

	/**
	 * The character at the position.
	 */
	int current() {
		return this.text.at(this.position);
	}

	/**
	 * The last name of the object has no value.
	 */
	boolean missingValue() {
		this.events.repair(SyntaxRepair.MISSING_VALUE, this.position);
		this.events.missingValue(true, false);
		this.state = State.AFTER_VALUE;
		return true;
	}

	boolean endText(String value, boolean closed) {
		this.events.scalar(JsonNodeFactory.instance.stringNode(value), closed);
		this.state = State.AFTER_VALUE;
		return true;
	}

	/**
	 * A comma ends a member or element.
	 */
	void nextMember() {
		this.grouping = false;
		this.afterComma = true;
		this.state = (container() == '{') ? State.NAME : State.VALUE;
	}

	/**
	 * A name and its colon were read.
	 */
	void name(String name, int behindColon) {
		this.events.name(name);
		this.position = behindColon;
		this.state = State.VALUE;
	}

	/**
	 * What is being read.
	 */
	enum State {

		/** Text outside of all values. */
		PROSE,

		/** What the model thinks aloud. */
		REASONING,

		/** A value must begin, or a list end. */
		VALUE,

		/** A name must begin, or an object end. */
		NAME,

		/** After a name, before its colon. */
		COLON,

		/** After a value in a container. */
		AFTER_VALUE,

		/** In a name or text in quotes. */
		QUOTED,

		/** In a text between triple quotes. */
		TEXT_BLOCK,

		/** In a text between triple backticks. */
		FENCED_BLOCK,

		/** In a name without quotes. */
		BARE_NAME,

		/** In a number, a literal or a text without quotes. */
		BARE_VALUE,

		/** In a comment that ends with the line. */
		LINE_COMMENT,

		/** In a comment that ends with its mark. */
		BLOCK_COMMENT,

		/** Nothing is read any more. */
		STOPPED

	}

}
