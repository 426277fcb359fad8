package io.github.instructorspring.json;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads what stands between values: names and colons are next, or commas and brackets, or
 * comments.
 */
final class StructureReader {

	private final JsonCursor at;

	private final PushedText text;

	private final JsonEvents events;

	private final ReasoningReader reasoning;

	private final ContainerReader containers;

	private final QuotedReader quoted;

	private final BareReader bare;

	StructureReader(JsonCursor at, ReasoningReader reasoning, ContainerReader containers, QuotedReader quoted,
			BareReader bare) {
		this.at = at;
		this.text = at.text;
		this.events = at.events;
		this.reasoning = reasoning;
		this.containers = containers;
		this.quoted = quoted;
		this.bare = bare;
	}

	boolean readValue() {
		int start = this.at.skipSpace();
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		if (start > this.at.position) {
			this.at.position = start;
		}
		if (character == '"' && this.quoted.startPlainly(false)) {
			return this.quoted.readQuoted();
		}
		boolean inObject = this.at.container() == '{';
		switch (character) {
			case '{', '[', '(' -> {
				return this.containers.open(character);
			}
			case '}', ']', ')' -> {
				return (inObject) ? this.at.missingValue() : this.containers.close(character);
			}
			case ',' -> {
				return (inObject) ? this.at.missingValue() : this.at.skipRepaired(SyntaxRepair.EXTRA_COMMA, 1);
			}
			case ':', ';' -> {
				return this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
			}
			default -> {
				return readCommentOr(character, () -> readToken(character, false));
			}
		}
	}

	/**
	 * Read what begins neither a container nor a comment: a name or a scalar.
	 */
	private boolean readToken(int character, boolean name) {
		boolean fence = character == '`' && this.text.startsWith("```", this.at.position);
		boolean ellipsis = character == '\u2026' || this.text.startsWith("...", this.at.position);
		boolean escapedQuote = character == '\\' && QuoteMarks.opens(this.text.at(this.at.position + 1));
		if (this.text.isHungry()) {
			return false;
		}
		if (ellipsis) {
			return skipEllipsis(character);
		}
		if (fence) {
			boolean block = !name && this.at.container() == '{';
			return (block) ? this.quoted.startFencedBlock() : skipFenceInside();
		}
		if (QuoteMarks.opens(character) || escapedQuote) {
			return this.quoted.startQuoted(character, name);
		}
		return (name) ? this.bare.startName() : this.bare.startValue();
	}

	private boolean skipEllipsis(int character) {
		return this.at.skipRepaired(SyntaxRepair.ELLIPSIS, (character == '\u2026') ? 1 : 3);
	}

	private boolean skipFenceInside() {
		int start = this.at.position;
		int end = this.text.endOfFenceMark(start);
		if (this.text.isHungry()) {
			return false;
		}
		this.at.position = end;
		this.events.repair(SyntaxRepair.CODE_FENCE, start);
		return true;
	}

	boolean readName() {
		int start = this.at.skipSpace();
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		this.at.position = start;
		if (character == '"' && (this.quoted.readPlainName() || this.quoted.startPlainly(true))) {
			return true;
		}
		switch (character) {
			case '}', ']' -> {
				return this.containers.close(character);
			}
			case ',', ';' -> {
				return this.at.skipRepaired(SyntaxRepair.EXTRA_COMMA, 1);
			}
			case '{' -> {
				return readBraceForName();
			}
			case ':', '[', '(' -> {
				// What belongs to no name would be lost.
				this.events.malformed();
				return this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
			}
			case ')' -> {
				return this.at.skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
			}
			default -> {
				return readCommentOr(character, () -> readToken(character, true));
			}
		}
	}

	/**
	 * An object begins where a name belongs: the one before was not closed, or the brace
	 * is one too many.
	 */
	private boolean readBraceForName() {
		if (this.at.afterComma && this.at.outer() == '[') {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
			this.containers.pop(this.at.position, true);
			this.at.state = State.VALUE;
			return true;
		}
		return this.at.skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
	}

	boolean readColon() {
		int start = this.at.skipSpace();
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		if (character == ':') {
			this.at.position = start + 1;
			this.at.state = State.VALUE;
			return true;
		}
		this.at.position = start;
		if (character == '=') {
			boolean arrow = this.text.at(start + 1) == '>';
			this.at.state = (this.text.isHungry()) ? State.COLON : State.VALUE;
			return !this.text.isHungry() && this.at.skipRepaired(SyntaxRepair.MISSING_COLON, (arrow) ? 2 : 1);
		}
		boolean number = character == ',' && Lookahead.isDigit(this.text.at(this.text.skipSpace(start + 1)));
		if (this.text.isHungry()) {
			return false;
		}
		if (number) {
			this.events.repair(SyntaxRepair.MISSING_COLON, this.at.position);
			this.at.state = State.VALUE;
			return this.at.skip(1);
		}
		if (character == ',' || character == '}' || character == ']' || character == ';') {
			this.events.repair(SyntaxRepair.MISSING_VALUE, this.at.position);
			this.events.missingValue(false, false);
			this.at.state = State.AFTER_VALUE;
			return true;
		}
		return readCommentOr(character, () -> {
			this.events.repair(SyntaxRepair.MISSING_COLON, this.at.position);
			this.at.state = State.VALUE;
			return true;
		});
	}

	boolean readAfterValue() {
		int start = this.at.skipSpace();
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		this.at.position = start;
		switch (character) {
			case ',' -> {
				nextMember(1);
				if (this.at.state == State.NAME) {
					this.quoted.readPlainName();
				}
				return true;
			}
			case ';' -> {
				this.events.repair(SyntaxRepair.MISSING_COMMA, this.at.position);
				return nextMember(1);
			}
			case '}', ']', ')' -> {
				return this.containers.close(character);
			}
			default -> {
				return readCommentOr(character, () -> readWithoutComma(character));
			}
		}
	}

	private boolean nextMember(int skipped) {
		this.at.nextMember();
		return this.at.skip(skipped);
	}

	private boolean readWithoutComma(int character) {
		boolean fence = this.text.startsWith("```", this.at.position);
		boolean ellipsis = character == '\u2026' || this.text.startsWith("...", this.at.position);
		if (this.text.isHungry()) {
			return false;
		}
		if (fence) {
			return skipFenceInside();
		}
		if (ellipsis) {
			return skipEllipsis(character);
		}
		if (character == ':' && this.at.container() == '[') {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.at.position);
			this.events.textIsName();
			this.at.containers.append('{');
			this.at.state = State.VALUE;
			return this.at.skip(1);
		}
		int before = this.text.at(this.at.position - 1);
		if ((before == '}' || before == ']') && PushedText.isWord(character)) {
			return skipWord();
		}
		boolean begins = PushedText.isWord(character) || QuoteMarks.opens(character)
				|| "\\{[(-+".indexOf(character) >= 0;
		if (!begins) {
			return this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		}
		this.events.repair(SyntaxRepair.MISSING_COMMA, this.at.position);
		return nextMember(0);
	}

	private boolean skipWord() {
		int end = this.at.position;
		while (PushedText.isWord(this.text.at(end))) {
			end++;
		}
		return !this.text.isHungry() && this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, end - this.at.position);
	}

	/**
	 * Read a comment, if one begins here.
	 */
	private boolean readCommentOr(int character, Reading reading) {
		if (this.reasoning.endsReasoning(character)) {
			return this.reasoning.readTag();
		}
		boolean line = character == '#' || (character == '/' && this.text.at(this.at.position + 1) == '/');
		boolean block = character == '/' && this.text.at(this.at.position + 1) == '*';
		if (this.text.isHungry()) {
			return false;
		}
		if (!line && !block) {
			return reading.read();
		}
		this.events.repair(SyntaxRepair.COMMENT, this.at.position);
		this.at.afterComment = this.at.state;
		this.at.state = (line) ? State.LINE_COMMENT : State.BLOCK_COMMENT;
		return this.at.skip((block) ? 2 : 1);
	}

	boolean readLineComment() {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (character == '\n') {
			this.at.state = this.at.afterComment;
		}
		return this.at.skip(1);
	}

	boolean readBlockComment() {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		boolean ends = character == '*' && this.text.at(this.at.position + 1) == '/';
		if (this.text.isHungry()) {
			return false;
		}
		if (ends) {
			this.at.state = this.at.afterComment;
		}
		return this.at.skip((ends) ? 2 : 1);
	}

	/**
	 * A way to read on.
	 */
	private interface Reading {

		boolean read();

	}

}
