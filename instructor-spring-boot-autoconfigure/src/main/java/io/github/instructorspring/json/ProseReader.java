package io.github.instructorspring.json;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads past the text outside of values, up to where one begins.
 */
final class ProseReader {

	private final JsonCursor at;

	private final PushedText text;

	private final Lookahead lookahead;

	private final JsonEvents events;

	private final ReasoningReader reasoning;

	private final ContainerReader containers;

	ProseReader(JsonCursor at, ReasoningReader reasoning, ContainerReader containers) {
		this.at = at;
		this.text = at.text;
		this.lookahead = at.lookahead;
		this.events = at.events;
		this.reasoning = reasoning;
		this.containers = containers;
	}

	boolean readProse() {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (character == '<') {
			return this.reasoning.readTag();
		}
		if (character == '{' || character == '[') {
			boolean opens = (this.at.blank && (character == '{' || opensWithWord())) || opensValue(character);
			opens = opens && !isInterval();
			return !this.text.isHungry() && (opens ? startRoot(character) : skipProse());
		}
		if (this.at.blank && (QuoteMarks.opens(character) || character == '\\')) {
			boolean fence = this.text.startsWith("```", this.at.position);
			boolean member = !fence && this.lookahead.isNameWithColon(this.at.position, this.at.place(false));
			if (this.text.isHungry()) {
				return false;
			}
			if (member) {
				this.events.startRoot(this.at.position);
				this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
				this.containers.push('{');
				this.at.certain = true;
				this.at.state = State.NAME;
				return true;
			}
			return (fence) ? skipFence() : skipProse();
		}
		if (character == '`' || character == '~') {
			boolean fence = this.text.startsWith("```", this.at.position)
					|| this.text.startsWith("~~~", this.at.position);
			return !this.text.isHungry() && ((fence) ? skipFence() : skipProse());
		}
		return (PushedText.isSpace(character)) ? this.at.skip(1) : skipProse();
	}

	private boolean skipProse() {
		this.at.blank = false;
		return this.at.skip(1);
	}

	/**
	 * Leave out the mark of a fence and the language behind it.
	 */
	private boolean skipFence() {
		int end = this.text.endOfFenceMark(this.at.position);
		if (this.text.isHungry()) {
			return false;
		}
		this.at.blank = true;
		this.at.position = end;
		return true;
	}

	/**
	 * Whether a bracket within prose begins a value, be it JSON or nearly so; any other
	 * belongs to the prose.
	 */
	private boolean opensValue(int bracket) {
		int next = this.text.skipSpace(this.at.position + 1);
		int character = this.text.at(next);
		if (character == PushedText.END) {
			return true;
		}
		if (QuoteMarks.opens(character) || this.lookahead.isComment(next, this.at.position)
				|| (character == '\\' && this.text.at(next + 1) == '"')) {
			return true;
		}
		if (bracket == '{') {
			return character == '}' || this.lookahead.isBareName(next) || endsInWord(next);
		}
		return character == ']' || character == '[' || character == '{' || Lookahead.isDigit(character)
				|| this.lookahead.isLiteral(next) || (character == '-' && Lookahead.isDigit(this.text.at(next + 1)));
	}

	/**
	 * Whether the list that may begin here begins with a single word.
	 */
	private boolean opensWithWord() {
		int index = this.text.skipSpace(this.at.position + 1);
		int end = index;
		int character = this.text.at(end);
		while (!Lookahead.isDelimiter(character) && !PushedText.isSpace(character)
				&& end - index < JsonCursor.MAX_NAME) {
			end++;
			character = this.text.at(end);
		}
		if (character == ' ' || character == ']') {
			character = this.text.at(this.text.skipSpace((character == ']') ? end + 1 : end));
			return character == ',' || character == ']' || character == PushedText.END;
		}
		return true;
	}

	/**
	 * Whether numbers follow that a parenthesis closes, as in {@code [0, 1)}.
	 */
	private boolean isInterval() {
		int end = this.at.position + 1;
		int character = this.text.at(end);
		while ((Lookahead.isDigit(character) || " .,;+-\u2212\u221E".indexOf(character) >= 0)
				&& end - this.at.position < JsonCursor.MAX_NAME) {
			end++;
			character = this.text.at(end);
		}
		return character == ')' && end > this.at.position + 1;
	}

	private boolean endsInWord(int index) {
		int end = index;
		while (PushedText.isWord(this.text.at(end)) && end - index < JsonCursor.MAX_NAME) {
			end++;
		}
		return end > index && this.text.at(this.text.skipSpace(end)) == PushedText.END;
	}

	private boolean startRoot(int bracket) {
		boolean escapedQuote = this.text.startsWith("\\\"", this.text.skipSpace(this.at.position + 1));
		if (this.text.isHungry()) {
			return false;
		}
		this.at.escaped = escapedQuote;
		this.events.startRoot(this.at.position);
		this.at.certain = true;
		this.at.blank = false;
		return this.containers.open(bracket);
	}

}
