package io.github.instructorspring.json;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads names and values that stand without quotes.
 */
final class BareReader {

	private static final int MAX_LITERAL = 12;

	private final JsonCursor at;

	private final PushedText text;

	private final Lookahead lookahead;

	private final JsonEvents events;

	private final ReasoningReader reasoning;

	private int tokenStart;

	private int nesting;

	/** Whether the closing quote of the text was forgotten. */
	private boolean delimited;

	BareReader(JsonCursor at, ReasoningReader reasoning) {
		this.at = at;
		this.text = at.text;
		this.lookahead = at.lookahead;
		this.events = at.events;
		this.reasoning = reasoning;
	}

	int start() {
		return this.tokenStart;
	}

	boolean startName() {
		this.tokenStart = this.at.position;
		this.at.state = State.BARE_NAME;
		return true;
	}

	boolean startValue() {
		this.tokenStart = this.at.position;
		this.nesting = 0;
		this.delimited = false;
		this.at.state = State.BARE_VALUE;
		return true;
	}

	/**
	 * Start a text whose closing quote was forgotten.
	 */
	boolean startUnquoted() {
		startValue();
		this.delimited = true;
		return true;
	}

	boolean readBareName() {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (this.reasoning.endsReasoning(character)) {
			return this.reasoning.readTag();
		}
		if (character == ':' || character == '=') {
			return endBareName(this.at.position);
		}
		if (character == '{' || character == '[') {
			return endBareName(this.at.position);
		}
		if (character == ',' || character == '}' || character == ']' || character == ';'
				|| this.at.position - this.tokenStart > JsonCursor.MAX_NAME) {
			return endNameless();
		}
		if (character == '\n') {
			boolean colon = this.text.at(this.text.skipSpace(this.at.position)) == ':';
			return !this.text.isHungry() && ((colon) ? this.at.skip(1) : endNameless());
		}
		if (this.lookahead.isQuote(this.at.position, this.at.place(false))) {
			return readQuoteInBareName();
		}
		return !this.text.isHungry() && this.at.skip(1);
	}

	private boolean readQuoteInBareName() {
		int after = this.at.position + ((this.at.current() == '\\') ? 2 : 1);
		boolean closing = this.text.at(this.text.skipSpace(after)) == ':';
		boolean apart = PushedText.isSpace(this.text.at(this.at.position - 1));
		boolean named = this.lookahead.isNameWithColon(this.at.position, this.at.place(false));
		if (this.text.isHungry()) {
			return false;
		}
		if (closing) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
			this.events.name(this.text.substring(this.tokenStart, this.at.position).strip());
			this.at.position = after;
			this.at.state = State.COLON;
			return true;
		}
		if (named) {
			this.events.repair(SyntaxRepair.UNEXPECTED_TEXT, this.tokenStart);
			this.at.state = State.NAME;
			return true;
		}
		return (apart) ? endBareName(this.at.position) : this.at.skip(1);
	}

	private boolean endBareName(int end) {
		this.events.repair(SyntaxRepair.UNQUOTED, this.tokenStart);
		this.events.name(this.text.substring(this.tokenStart, end).strip());
		this.at.bareNames = true;
		this.at.state = State.COLON;
		return true;
	}

	/**
	 * Words without a colon are no name; a number may be an element of a set.
	 */
	private boolean endNameless() {
		String word = this.text.substring(this.tokenStart, this.at.position).strip();
		JsonNode value = (word.isEmpty()) ? null : BareScalar.of(word, true).value();
		if (value != null && value.isNumber()) {
			this.events.element(value);
		}
		else {
			this.events.repair(SyntaxRepair.UNEXPECTED_TEXT, this.tokenStart);
		}
		this.at.state = State.AFTER_VALUE;
		return true;
	}

	boolean readBareValue() {
		this.at.position = this.text.scalarEnd(this.at.position);
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (this.reasoning.endsReasoning(character)) {
			return this.reasoning.readTag();
		}
		if (isNumberBeforeEnd(character)) {
			return false;
		}
		JsonNode plain = (endsPlainly(character)) ? this.text.plainScalar(this.tokenStart, this.at.position) : null;
		if (plain != null) {
			this.events.scalar(plain, true);
			this.at.state = State.AFTER_VALUE;
			return true;
		}
		boolean ends = endsBareValue(character);
		if (this.text.isHungry()) {
			return false;
		}
		if (ends) {
			return endBareValue(true);
		}
		if (character == '(' || character == '[' || character == '{') {
			this.nesting++;
		}
		else if (this.nesting > 0 && (character == ')' || character == ']' || character == '}')) {
			this.nesting--;
		}
		return this.at.skip(1);
	}

	/**
	 * Whether a digit may follow the comma, which then belongs to the same number.
	 */
	private boolean isNumberBeforeEnd(int character) {
		return character == ',' && this.nesting == 0 && this.at.container() == '{' && !this.text.hasEnded()
				&& this.text.peek(this.at.position + 1) == PushedText.END
				&& Lookahead.isDigit(this.text.peek(this.at.position - 1));
	}

	/**
	 * Whether a number or literal of valid JSON ends at a character.
	 */
	private boolean endsPlainly(int character) {
		if (this.delimited || this.nesting > 0) {
			return false;
		}
		if (character == ',' && this.at.container() == '{') {
			// A digit may belong to the same number.
			int next = this.text.peek(this.at.position + 1);
			return next != PushedText.END && !Lookahead.isDigit(next);
		}
		return character == ',' || character == '}' || character == ']' || character == '\n';
	}

	private boolean endsBareValue(int character) {
		if (PushedText.isWord(character) || character == '.' || character == '-') {
			return false;
		}
		if (this.delimited && (character == ',' || character == '}' || character == ']')) {
			return endsDelimited(character);
		}
		boolean inObject = this.at.container() == '{';
		if (this.nesting > 0) {
			return false;
		}
		return switch (character) {
			case ',' -> !inObject || (isPlain() && !isThousandsSeparator()) || memberFollowsComma();
			case '}' -> true;
			case ']' -> isPlain() || this.at.containers.indexOf("[") >= 0 || this.at.containers.indexOf("(") >= 0;
			case ')' -> this.at.container() == '(';
			case '\n' -> !inObject || isPlain() || memberFollowsBreak();
			case '/', '#' -> this.at.position > this.tokenStart && (isApart() || isPlain())
					&& this.lookahead.isComment(this.at.position, this.at.position - 1);
			case ' ', '\t' -> isPlain() && continuesWithoutComma();
			case ';' -> isPlain();
			case '\\' -> isPlain() && this.text.isEscapedSpace(this.at.position);
			default -> inObject && isApart() && this.at.position > this.tokenStart
					&& this.lookahead.isNameWithColon(this.at.position, this.at.place(false));
		};
	}

	/**
	 * Whether what follows a number or literal is none of its text.
	 */
	private boolean continuesWithoutComma() {
		int next = this.text.skipSpace(this.at.position);
		if (this.text.startsWith("...", next)) {
			return true;
		}
		return (this.at.container() == '{')
				? this.lookahead.isNameWithColon(next, this.at.place(false)) || this.lookahead.isBareName(next)
				: this.lookahead.isValueStart(next);
	}

	/**
	 * A text whose closing quote was forgotten ends where the next value or the end of
	 * all begins.
	 */
	private boolean endsDelimited(int character) {
		if (character == ',') {
			return this.at.container() != '{' || memberFollowsComma();
		}
		int next = this.text.skipSpace(this.at.position + 1);
		while (this.text.at(next) == '}' || this.text.at(next) == ']') {
			next = this.text.skipSpace(next + 1);
		}
		return this.text.at(next) == PushedText.END;
	}

	private boolean isApart() {
		return PushedText.isSpace(this.text.at(this.at.position - 1));
	}

	/**
	 * Whether a number or literal was read so far, which a comma ends in any case.
	 */
	private boolean isPlain() {
		int length = this.at.position - this.tokenStart;
		boolean numeric = "+-.0123456789".indexOf(this.text.at(this.tokenStart)) >= 0;
		if (length == 0 || length > JsonCursor.MAX_NAME || (!numeric && length > MAX_LITERAL)) {
			return false;
		}
		String read = this.text.substring(this.tokenStart, this.at.position).strip();
		return !read.isEmpty() && !BareScalar.of(read, true).value().isString();
	}

	/**
	 * Whether a comma stands within a number, since no name of an object begins with a
	 * digit behind it.
	 */
	private boolean isThousandsSeparator() {
		return Lookahead.isDigit(this.text.at(this.at.position - 1))
				&& Lookahead.isDigit(this.text.at(this.at.position + 1))
				&& !this.lookahead.isBareName(this.at.position + 1);
	}

	private boolean memberFollowsComma() {
		int next = this.text.skipSpace(this.at.position + 1);
		int character = this.text.at(next);
		return Lookahead.isDelimiter(character) || this.lookahead.isComment(next, this.at.position)
				|| this.text.startsWith("...", next) || this.lookahead.isBareName(next)
				|| this.lookahead.isMember(next, this.at.place(false));
	}

	private boolean memberFollowsBreak() {
		int next = this.text.skipSpace(this.at.position);
		int character = this.text.at(next);
		return Lookahead.isDelimiter(character) || this.lookahead.isBareName(next)
				|| this.lookahead.isNameWithColon(next, this.at.place(false))
				|| this.lookahead.isComment(next, this.at.position);
	}

	private boolean endBareValue(boolean closed) {
		String read = this.text.substring(this.tokenStart, this.at.position).strip();
		char last = (read.isEmpty()) ? 0 : read.charAt(read.length() - 1);
		if (read.length() > 1 && QuoteMarks.opens(last) && read.indexOf(last) == read.length() - 1) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
			return this.at.endText(read.substring(0, read.length() - 1).stripTrailing(), closed);
		}
		if (read.isEmpty()) {
			return (this.at.container() == '{') ? this.at.missingValue()
					: this.at.skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		}
		if (this.delimited) {
			this.delimited = false;
			return this.at.endText((read.endsWith(" +")) ? read.substring(0, read.length() - 2).stripTrailing() : read,
					closed);
		}
		if (isLowerDigits(read)) {
			// One number with separators, and those before it may be as well.
			this.events.malformed();
		}
		BareScalar scalar = BareScalar.of(read, closed);
		if (scalar.repair() != null) {
			this.events.repair(scalar.repair(), this.tokenStart);
		}
		this.events.scalar(scalar.value(), closed);
		this.at.state = State.AFTER_VALUE;
		return true;
	}

	/**
	 * Whether these are three digits between a comma and a further digit that no number
	 * begins with.
	 */
	private boolean isLowerDigits(String read) {
		boolean three = read.length() == 3 && read.charAt(0) == '0' && read.chars().allMatch(Lookahead::isDigit);
		return three && this.tokenStart > 1 && this.text.at(this.tokenStart - 1) == ','
				&& Lookahead.isDigit(this.text.at(this.tokenStart - 2));
	}

	void finishName() {
		this.events.name(this.text.substring(this.tokenStart, this.text.length()).strip());
		this.events.missingValue(false, true);
	}

	void finishValue() {
		endBareValue(false);
	}

}
