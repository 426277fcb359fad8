package io.github.instructorspring.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads text that holds JSON, or nearly, as it arrives. Text may be pushed in pieces of
 * any size, with the same outcome. What valid JSON is needs no repair; at any character
 * the state tells what is being read, so that the rest can be closed when the text ends.
 * Costs are linear in the text: each character is read once, and looked at by a bounded
 * number of {@linkplain Lookahead looks ahead}. Not thread-safe.
 */
final class JsonTokenizer {

	static final int MAX_DEPTH = 200;

	/** A text that never ends is read again, as if its quote had been forgotten. */
	private static final int MAX_REWINDS = 3;

	private static final int MAX_NAME = 1000;

	private static final int MAX_LITERAL = 12;

	private static final String[] REASONING_TAGS = { "think>", "thinking>", "reasoning>" };

	private final PushedText text = new PushedText();

	private final Lookahead lookahead = new Lookahead(this.text);

	private final JsonEvents events;

	private final boolean cut;

	private final StringBuilder containers = new StringBuilder();

	private final StringBuilder token = new StringBuilder();

	private State state = State.PROSE;

	private State afterComment = State.PROSE;

	private int position;

	private int wakeAt;

	private int tokenStart;

	/** Whether nothing but marks and space precede. */
	private boolean blank = true;

	private boolean afterComma;

	private boolean grouping;

	private boolean certain = true;

	private boolean escaped;

	private int quote;

	private boolean name;

	private boolean innerQuote;

	private int innerQuoteEnd;

	private int innerQuoteLength;

	private boolean bareNames;

	private int trailingBreak = -1;

	private int nesting;

	private int rewinds;

	private boolean delimited;

	/**
	 * Create a tokenizer.
	 * @param events whom to tell
	 * @param cut whether the text is known to be cut, so that what is open at its end is
	 * unfinished, not misspelled
	 */
	JsonTokenizer(JsonEvents events, boolean cut) {
		this.events = events;
		this.cut = cut;
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
		while (this.state == State.QUOTED && rewind()) {
			run();
		}
		finishToken();
		boolean open = !this.containers.isEmpty();
		while (!this.containers.isEmpty()) {
			pop(false);
		}
		if (open) {
			this.events.endRoot(this.text.length(), false);
		}
		this.state = State.STOPPED;
	}

	/**
	 * What reading has cost so far.
	 */
	long steps() {
		return this.text.looks();
	}

	/**
	 * Read the whole text as the inside of a list.
	 */
	void startInList() {
		this.events.startRoot(0);
		push('[');
		this.state = State.VALUE;
	}

	private void run() {
		if (!this.text.hasEnded() && this.text.length() < this.wakeAt) {
			return;
		}
		this.text.tryAgain();
		while (step()) {
			this.text.tryAgain();
		}
		// Trying again with hardly more text would make long looks ahead quadratic.
		this.wakeAt = this.text.length() + Math.max(1, (this.text.length() - this.position) / 2);
	}

	/**
	 * Read on.
	 * @return whether anything was read; not, when more text is needed
	 */
	private boolean step() {
		return switch (this.state) {
			case PROSE -> readProse();
			case REASONING -> readReasoning();
			case VALUE -> readValue();
			case NAME -> readName();
			case COLON -> readColon();
			case AFTER_VALUE -> readAfterValue();
			case QUOTED -> readQuoted();
			case TEXT_BLOCK -> readBlock("" + (char) this.quote + (char) this.quote + (char) this.quote);
			case FENCED_BLOCK -> readBlock("```");
			case BARE_NAME -> readBareName();
			case BARE_VALUE -> readBareValue();
			case LINE_COMMENT -> readLineComment();
			case BLOCK_COMMENT -> readBlockComment();
			case STOPPED -> false;
		};
	}

	// Outside of values

	private boolean readProse() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (character == '<') {
			return readTag();
		}
		if (character == '{' || character == '[') {
			boolean opens = (this.blank && (character == '{' || opensWithWord())) || opensValue(character);
			return !this.text.isHungry() && (opens ? startRoot(character) : skipProse());
		}
		if (this.blank && (QuoteMarks.opens(character) || character == '\\')) {
			boolean fence = this.text.startsWith("```", this.position);
			boolean member = !fence && this.lookahead.isNameWithColon(this.position, place());
			if (this.text.isHungry()) {
				return false;
			}
			if (member) {
				this.events.startRoot(this.position);
				this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
				push('{');
				this.certain = false;
				this.state = State.NAME;
				return true;
			}
			return (fence) ? skipFence() : skipProse();
		}
		if (character == '`' || character == '~') {
			boolean fence = this.text.startsWith("```", this.position) || this.text.startsWith("~~~", this.position);
			return !this.text.isHungry() && ((fence) ? skipFence() : skipProse());
		}
		return (PushedText.isSpace(character)) ? skip(1) : skipProse();
	}

	private boolean skipProse() {
		this.blank = false;
		return skip(1);
	}

	private boolean skip(int count) {
		this.position += count;
		return true;
	}

	/**
	 * Leave out the mark of a fence and the language behind it.
	 */
	private boolean skipFence() {
		int end = this.position + 3;
		while (PushedText.isWord(this.text.at(end)) || this.text.at(end) == '-' || this.text.at(end) == '+') {
			end++;
		}
		if (this.text.isHungry()) {
			return false;
		}
		this.blank = true;
		this.position = end;
		return true;
	}

	/**
	 * Whether a bracket within prose begins a value, be it JSON or nearly so; any other
	 * belongs to the prose.
	 */
	private boolean opensValue(int bracket) {
		int next = this.text.skipSpace(this.position + 1);
		int character = this.text.at(next);
		if (character == PushedText.END) {
			return true;
		}
		if (QuoteMarks.opens(character) || this.lookahead.isComment(next, this.position)
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
		int index = this.text.skipSpace(this.position + 1);
		int end = index;
		int character = this.text.at(end);
		while (!Lookahead.isDelimiter(character) && !PushedText.isSpace(character) && end - index < MAX_NAME) {
			end++;
			character = this.text.at(end);
		}
		if (character == ' ' || character == ']') {
			character = this.text.at(this.text.skipSpace((character == ']') ? end + 1 : end));
			return character == ',' || character == ']' || character == PushedText.END;
		}
		return true;
	}

	private boolean endsInWord(int index) {
		int end = index;
		while (PushedText.isWord(this.text.at(end)) && end - index < MAX_NAME) {
			end++;
		}
		return end > index && this.text.at(this.text.skipSpace(end)) == PushedText.END;
	}

	private boolean startRoot(int bracket) {
		boolean escapedQuote = this.text.startsWith("\\\"", this.text.skipSpace(this.position + 1));
		if (this.text.isHungry()) {
			return false;
		}
		this.escaped = escapedQuote;
		this.events.startRoot(this.position);
		this.certain = true;
		this.blank = false;
		return open(bracket);
	}

	/**
	 * Whether the thoughts of a model end here, whatever brackets they left open. What is
	 * read again stood in a text, which may speak of thoughts.
	 */
	private boolean endsReasoning(int character) {
		return this.rewinds == 0 && character == '<' && this.text.at(this.position + 1) == '/'
				&& tagEnd(this.position + 2) > 0;
	}

	private boolean readTag() {
		boolean closing = this.text.at(this.position + 1) == '/';
		int nameStart = this.position + ((closing) ? 2 : 1);
		int end = tagEnd(nameStart);
		if (this.text.isHungry()) {
			return false;
		}
		if (end < 0) {
			return skipProse();
		}
		this.position = end;
		if (closing) {
			// It opened before the text did, as some servers have it.
			this.events.forget(this.position);
			this.containers.setLength(0);
			this.state = State.PROSE;
			this.blank = true;
		}
		else {
			this.state = State.REASONING;
		}
		return true;
	}

	private int tagEnd(int nameStart) {
		for (String tag : REASONING_TAGS) {
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

	private boolean readReasoning() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (character == '<' && this.text.at(this.position + 1) == '/') {
			int end = tagEnd(this.position + 2);
			if (this.text.isHungry()) {
				return false;
			}
			if (end > 0) {
				this.position = end;
				this.state = State.PROSE;
				return true;
			}
		}
		return !this.text.isHungry() && skip(1);
	}

	// Structure

	private boolean readValue() {
		int start = this.text.skipSpace(this.position);
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		if (start > this.position) {
			this.position = start;
		}
		boolean inObject = container() == '{';
		switch (character) {
			case '{', '[', '(' -> {
				return open(character);
			}
			case '}', ']', ')' -> {
				return (inObject) ? missingValue() : close(character);
			}
			case ',' -> {
				return (inObject) ? missingValue() : skipRepaired(SyntaxRepair.EXTRA_COMMA, 1);
			}
			case ':', ';' -> {
				return skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
			}
			default -> {
				return readCommentOr(character, () -> readScalar(character, inObject));
			}
		}
	}

	private boolean readScalar(int character, boolean inObject) {
		boolean fence = character == '`' && this.text.startsWith("```", this.position);
		boolean ellipsis = character == '\u2026' || this.text.startsWith("...", this.position);
		boolean escapedQuote = character == '\\' && QuoteMarks.opens(this.text.at(this.position + 1));
		if (this.text.isHungry()) {
			return false;
		}
		if (ellipsis) {
			return skipRepaired(SyntaxRepair.ELLIPSIS, (character == '\u2026') ? 1 : 3);
		}
		if (fence) {
			return (inObject) ? startFencedBlock() : skipFenceInside();
		}
		if (QuoteMarks.opens(character) || escapedQuote) {
			return startQuoted(character, false);
		}
		this.tokenStart = this.position;
		this.nesting = 0;
		this.state = State.BARE_VALUE;
		return true;
	}

	private boolean skipFenceInside() {
		int start = this.position;
		if (!skipFence()) {
			return false;
		}
		this.events.repair(SyntaxRepair.CODE_FENCE, start);
		return true;
	}

	private boolean missingValue() {
		this.events.repair(SyntaxRepair.MISSING_VALUE, this.position);
		this.events.missingValue(true, false);
		this.state = State.AFTER_VALUE;
		return true;
	}

	private boolean readName() {
		int start = this.text.skipSpace(this.position);
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		this.position = start;
		switch (character) {
			case '}', ']' -> {
				return close(character);
			}
			case ',', ';' -> {
				return skipRepaired(SyntaxRepair.EXTRA_COMMA, 1);
			}
			case '{' -> {
				return readBraceForName();
			}
			case ':', '[', '(' -> {
				// What belongs to no name would be lost.
				this.events.malformed();
				return skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
			}
			case ')' -> {
				return skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
			}
			default -> {
				return readCommentOr(character, () -> startName(character));
			}
		}
	}

	/**
	 * An object begins where a name belongs: the one before was not closed, or the brace
	 * is one too many.
	 */
	private boolean readBraceForName() {
		if (this.afterComma && outer() == '[') {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
			pop(true);
			this.state = State.VALUE;
			return true;
		}
		return skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
	}

	private boolean startName(int character) {
		boolean fence = character == '`' && this.text.startsWith("```", this.position);
		boolean ellipsis = character == '\u2026' || this.text.startsWith("...", this.position);
		boolean escapedQuote = character == '\\' && QuoteMarks.opens(this.text.at(this.position + 1));
		if (this.text.isHungry()) {
			return false;
		}
		if (ellipsis) {
			return skipRepaired(SyntaxRepair.ELLIPSIS, (character == '\u2026') ? 1 : 3);
		}
		if (fence) {
			return skipFenceInside();
		}
		if (QuoteMarks.opens(character) || escapedQuote) {
			return startQuoted(character, true);
		}
		this.tokenStart = this.position;
		this.state = State.BARE_NAME;
		return true;
	}

	private boolean readColon() {
		int start = this.text.skipSpace(this.position);
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		if (character == ':') {
			this.position = start + 1;
			this.state = State.VALUE;
			return true;
		}
		this.position = start;
		if (character == '=') {
			boolean arrow = this.text.at(start + 1) == '>';
			this.state = (this.text.isHungry()) ? State.COLON : State.VALUE;
			return !this.text.isHungry() && skipRepaired(SyntaxRepair.MISSING_COLON, (arrow) ? 2 : 1);
		}
		boolean number = character == ',' && Lookahead.isDigit(this.text.at(this.text.skipSpace(start + 1)));
		if (this.text.isHungry()) {
			return false;
		}
		if (number) {
			this.events.repair(SyntaxRepair.MISSING_COLON, this.position);
			this.state = State.VALUE;
			return skip(1);
		}
		if (character == ',' || character == '}' || character == ']' || character == ';') {
			this.events.repair(SyntaxRepair.MISSING_VALUE, this.position);
			this.events.missingValue(false, false);
			this.state = State.AFTER_VALUE;
			return true;
		}
		return readCommentOr(character, () -> {
			this.events.repair(SyntaxRepair.MISSING_COLON, this.position);
			this.state = State.VALUE;
			return true;
		});
	}

	private boolean readAfterValue() {
		int start = this.text.skipSpace(this.position);
		int character = this.text.at(start);
		if (character == PushedText.END) {
			return false;
		}
		this.position = start;
		switch (character) {
			case ',' -> {
				return nextMember(1);
			}
			case ';' -> {
				this.events.repair(SyntaxRepair.MISSING_COMMA, this.position);
				return nextMember(1);
			}
			case '}', ']', ')' -> {
				return close(character);
			}
			default -> {
				return readCommentOr(character, () -> readWithoutComma(character));
			}
		}
	}

	private boolean nextMember(int skipped) {
		this.grouping = false;
		this.afterComma = true;
		this.state = (container() == '{') ? State.NAME : State.VALUE;
		return skip(skipped);
	}

	private boolean readWithoutComma(int character) {
		boolean fence = this.text.startsWith("```", this.position);
		boolean ellipsis = character == '\u2026' || this.text.startsWith("...", this.position);
		if (this.text.isHungry()) {
			return false;
		}
		if (fence) {
			return skipFenceInside();
		}
		if (ellipsis) {
			return skipRepaired(SyntaxRepair.ELLIPSIS, (character == '\u2026') ? 1 : 3);
		}
		if (character == ':' && container() == '[') {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
			this.events.textIsName();
			this.containers.append('{');
			this.state = State.VALUE;
			return skip(1);
		}
		int before = this.text.at(this.position - 1);
		if ((before == '}' || before == ']') && PushedText.isWord(character)) {
			return skipWord();
		}
		boolean begins = PushedText.isWord(character) || QuoteMarks.opens(character)
				|| "\\{[(-+".indexOf(character) >= 0;
		if (!begins) {
			return skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		}
		this.events.repair(SyntaxRepair.MISSING_COMMA, this.position);
		return nextMember(0);
	}

	private boolean skipWord() {
		int end = this.position;
		while (PushedText.isWord(this.text.at(end))) {
			end++;
		}
		return !this.text.isHungry() && skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, end - this.position);
	}

	private boolean skipRepaired(SyntaxRepair repair, int count) {
		this.events.repair(repair, this.position);
		return skip(count);
	}

	/**
	 * Read a comment, if one begins here.
	 */
	private boolean readCommentOr(int character, Reading reading) {
		if (endsReasoning(character)) {
			return readTag();
		}
		boolean line = character == '#' || (character == '/' && this.text.at(this.position + 1) == '/');
		boolean block = character == '/' && this.text.at(this.position + 1) == '*';
		if (this.text.isHungry()) {
			return false;
		}
		if (!line && !block) {
			return reading.read();
		}
		this.events.repair(SyntaxRepair.COMMENT, this.position);
		this.afterComment = this.state;
		this.state = (line) ? State.LINE_COMMENT : State.BLOCK_COMMENT;
		return skip((block) ? 2 : 1);
	}

	private boolean readLineComment() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (character == '\n') {
			this.state = this.afterComment;
		}
		return skip(1);
	}

	private boolean readBlockComment() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		boolean ends = character == '*' && this.text.at(this.position + 1) == '/';
		if (this.text.isHungry()) {
			return false;
		}
		if (ends) {
			this.state = this.afterComment;
		}
		return skip((ends) ? 2 : 1);
	}

	// Containers

	private char container() {
		return containerAt(1);
	}

	private char outer() {
		return containerAt(2);
	}

	private char containerAt(int fromEnd) {
		int index = this.containers.length() - fromEnd;
		return (index >= 0) ? this.containers.charAt(index) : 0;
	}

	private Lookahead.Place place() {
		return new Lookahead.Place(container(), outer(), this.containers.indexOf("[") >= 0, this.escaped,
				this.innerQuote, this.bareNames);
	}

	private boolean open(int bracket) {
		if (this.containers.length() >= MAX_DEPTH) {
			this.containers.setLength(0);
			this.events.tooDeep();
			this.state = State.STOPPED;
			return false;
		}
		if (bracket == '(') {
			this.events.repair(SyntaxRepair.TUPLE, this.position);
		}
		push((char) bracket);
		this.grouping = bracket == '(';
		this.afterComma = false;
		this.bareNames = false;
		this.state = (bracket == '{') ? State.NAME : State.VALUE;
		return skip(1);
	}

	private void push(char bracket) {
		this.containers.append(bracket);
		if (bracket == '{') {
			this.events.startObject();
		}
		else {
			this.events.startArray();
		}
	}

	private void pop(boolean closed) {
		char bracket = container();
		this.containers.setLength(this.containers.length() - 1);
		if (bracket == '{') {
			this.events.endObject(closed);
		}
		else {
			this.events.endArray(closed, bracket == '(' && this.grouping);
		}
		this.grouping = false;
	}

	private boolean close(int bracket) {
		return switch (bracket) {
			case '}' -> closeObject();
			case ']' -> closeList();
			default -> (container() == '(') ? closeOwn() : skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		};
	}

	private boolean closeObject() {
		boolean own = container() == '{';
		boolean goesOn = ((own && outer() == 0) || (!own && outer() == '{'))
				&& this.lookahead.memberFollows(this.position + 1, place());
		if (this.text.isHungry()) {
			return false;
		}
		if (own) {
			if (goesOn) {
				this.state = State.AFTER_VALUE;
				return skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
			}
			return closeOwn();
		}
		int object = this.containers.lastIndexOf("{");
		if (object < 0) {
			return skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
		}
		this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
		if (goesOn) {
			return closeOwn();
		}
		while (this.containers.length() > object + 1) {
			pop(true);
		}
		return closeOwn();
	}

	private boolean closeList() {
		if (container() == '[' || container() == '(') {
			int next = (container() == '[' && outer() == '{') ? this.lookahead.listAfterComma(this.position + 1) : -1;
			if (this.text.isHungry()) {
				return false;
			}
			return (next >= 0) ? continueList(next) : closeOwn();
		}
		int list = this.containers.lastIndexOf("[");
		if (list >= 0 && this.state == State.NAME && !this.afterComma) {
			// Nothing is in the object that nothing closes.
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
			this.containers.setLength(this.containers.length() - 1);
			this.events.dropObject();
			return closeList();
		}
		if (list >= 0) {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
			while (this.containers.length() > list + 1) {
				pop(true);
			}
			return closeOwn();
		}
		boolean last = this.text.at(this.text.skipSpace(this.position + 1)) == PushedText.END;
		if (this.text.isHungry()) {
			return false;
		}
		if (last && this.containers.length() == 1) {
			this.events.repair(SyntaxRepair.MISSING_BRACKET, this.position);
			return closeOwn();
		}
		return skipRepaired(SyntaxRepair.EXTRA_BRACKET, 1);
	}

	/**
	 * A list that stands where a name belongs goes on with the one before, which was
	 * closed too early.
	 */
	private boolean continueList(int next) {
		boolean nested = this.text.at(this.text.skipSpace(next + 1)) == '[';
		if (this.text.isHungry()) {
			return false;
		}
		this.events.repair(SyntaxRepair.EXTRA_BRACKET, this.position);
		if (!nested) {
			this.events.closeRow();
		}
		this.position = (nested) ? next + 1 : next;
		this.state = State.VALUE;
		return true;
	}

	private boolean closeOwn() {
		if (this.afterComma && this.state != State.AFTER_VALUE) {
			this.events.repair(SyntaxRepair.EXTRA_COMMA, this.position);
		}
		pop(true);
		this.afterComma = false;
		this.position++;
		if (this.containers.isEmpty()) {
			this.events.endRoot(this.position, this.certain);
			this.escaped = false;
			this.state = State.PROSE;
		}
		else {
			this.state = State.AFTER_VALUE;
		}
		return true;
	}

	// Names and texts in quotes

	private boolean startQuoted(int character, boolean isName) {
		int length = (character == '\\') ? 2 : 1;
		int opening = this.text.at(this.position + length - 1);
		int second = this.text.at(this.position + length);
		boolean doubled = second == opening && (opening == '"' || opening == '\'');
		int third = (doubled) ? this.text.at(this.position + length + 1) : 0;
		if (this.text.isHungry()) {
			return false;
		}
		this.quote = opening;
		this.name = isName;
		this.innerQuote = false;
		this.trailingBreak = -1;
		this.token.setLength(0);
		if (length == 2 && !this.escaped) {
			this.events.repair(SyntaxRepair.ESCAPED_QUOTE, this.position);
			this.escaped = true;
		}
		else if (length == 2 && this.containers.length() == 1) {
			this.events.repair(SyntaxRepair.ESCAPED_QUOTE, this.position);
		}
		else if (opening != '"') {
			this.events.repair(SyntaxRepair.QUOTE_STYLE, this.position);
		}
		if (doubled && third == opening) {
			this.events.repair(SyntaxRepair.TEXT_BLOCK, this.position);
			this.position += length + 2;
			this.tokenStart = this.position;
			this.state = State.TEXT_BLOCK;
			return true;
		}
		this.position += length;
		this.tokenStart = this.position;
		this.state = State.QUOTED;
		return true;
	}

	private boolean readQuoted() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (character == '\\') {
			return readEscape();
		}
		if (QuoteMarks.closes(this.quote, character)) {
			return readQuote(1);
		}
		if (character < ' ') {
			readControlCharacter(character);
		}
		else {
			this.trailingBreak = (character == ' ') ? this.trailingBreak : -1;
			this.token.append((char) character);
		}
		return skip(1);
	}

	private void readControlCharacter(int character) {
		this.events.repair(SyntaxRepair.CONTROL_CHARACTER, this.position);
		if ((character == '\n' || character == '\r') && this.trailingBreak < 0) {
			this.trailingBreak = this.token.length();
		}
		this.token.append((char) character);
	}

	/**
	 * Read a quote that may close the text.
	 * @param length how many characters write it
	 */
	private boolean readQuote(int length) {
		Lookahead.Place place = place();
		int after = this.position + length;
		boolean closes = (this.name) ? this.lookahead.closesName(after, place)
				: this.lookahead.closesText(after, place);
		int forgotten = (closes) ? -1 : missingQuote(place);
		boolean doubled = !closes && this.token.isEmpty() && after == this.tokenStart + length
				&& this.lookahead.nextQuoteCloses(after, this.quote, this.name, place);
		if (this.text.isHungry()) {
			return false;
		}
		if (closes) {
			this.position = after;
			return endQuoted();
		}
		if (doubled) {
			return skipRepaired(SyntaxRepair.MISSING_QUOTE, length);
		}
		if (forgotten >= 0) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.position);
			boolean joined = this.token.charAt(forgotten) == '+';
			this.token.setLength(forgotten);
			return (joined) ? skip(length) : endForgotten();
		}
		this.events.repair(SyntaxRepair.UNESCAPED_QUOTE, this.position);
		this.innerQuote = true;
		this.innerQuoteEnd = after;
		this.innerQuoteLength = this.token.length();
		this.trailingBreak = -1;
		this.token.append((char) this.text.at(after - 1));
		this.position = after;
		return true;
	}

	/**
	 * A quote that does not close may open what comes next, when the closing one was
	 * forgotten.
	 * @return the length of the text before, or -1
	 */
	private int missingQuote(Lookahead.Place place) {
		int end = endBeforeComment();
		char last = (end > 0) ? this.token.charAt(end - 1) : 0;
		if (this.name) {
			return (last == ':') ? end - 1 : -1;
		}
		boolean apart = end < this.token.length() && this.trailingBreak < 0;
		boolean comment = this.token.length() > 1 && this.token.charAt(this.token.length() - 1) == '/';
		if (last == '+') {
			return (comment) ? end - 1 : -1;
		}
		if (last != ',') {
			return -1;
		}
		boolean opens = (container() == '{') ? this.lookahead.isNameWithColon(this.position, place)
				: container() == '[' && (!apart || comment) && this.lookahead.isQuotedElement(this.position, place);
		return (opens) ? end - 1 : -1;
	}

	private int endBeforeComment() {
		int end = lastNonSpace(this.token.length());
		if (end > 1 && this.token.charAt(end - 1) == '/' && this.token.charAt(end - 2) == '*') {
			int comment = this.token.lastIndexOf("/*", end - 2);
			end = (comment >= 0) ? lastNonSpace(comment) : end;
		}
		return end;
	}

	private int lastNonSpace(int length) {
		int end = length;
		while (end > 0 && PushedText.isSpace(this.token.charAt(end - 1))) {
			end--;
		}
		return end;
	}

	/**
	 * Go on with the quote that was found instead of the closing one.
	 */
	private boolean endForgotten() {
		if (this.name) {
			this.events.name(this.token.toString(), true, true);
			this.state = State.VALUE;
		}
		else {
			this.events.scalar(JsonNodeFactory.instance.stringNode(this.token.toString()), true);
			this.afterComma = true;
			this.state = (container() == '{') ? State.NAME : State.VALUE;
		}
		return true;
	}

	private boolean endQuoted() {
		if (this.name) {
			this.events.name(this.token.toString(), true, true);
			this.state = State.COLON;
			return true;
		}
		if (this.trailingBreak >= 0) {
			this.token.setLength(this.trailingBreak);
			this.trailingBreak = -1;
		}
		int plus = this.text.skipSpace(this.position);
		boolean joined = this.text.at(plus) == '+';
		int next = (joined) ? this.text.skipSpace(plus + 1) : plus;
		joined = joined && QuoteMarks.opens(this.text.at(next));
		if (joined && !this.text.isHungry()) {
			this.events.repair(SyntaxRepair.CONCATENATION, plus);
			this.quote = this.text.at(next);
			this.position = next + 1;
			return true;
		}
		// A look that came too early cannot be: the quote's own went as far.
		this.text.tryAgain();
		return endText(this.token.toString(), true);
	}

	private boolean endText(String value, boolean closed) {
		this.events.scalar(JsonNodeFactory.instance.stringNode(value), closed);
		this.state = State.AFTER_VALUE;
		return true;
	}

	private boolean readEscape() {
		int next = this.text.at(this.position + 1);
		if (this.escaped && QuoteMarks.closes(this.quote, next)) {
			return readQuote(2);
		}
		int length = (this.escaped && next == '\\') ? escapedEscapeLength() : 1;
		int letter = this.text.at(this.position + length);
		if (this.text.isHungry()) {
			return false;
		}
		if (letter == PushedText.END) {
			this.position = this.text.length();
			return true;
		}
		this.trailingBreak = -1;
		if (letter == 'u') {
			return readUnicodeEscape(length);
		}
		int meaning = "\"\\/bfnrt".indexOf(letter);
		if (meaning >= 0) {
			this.token.append("\"\\/\b\f\n\r\t".charAt(meaning));
		}
		else if (QuoteMarks.isAny(letter)) {
			this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.position);
			this.token.append((char) letter);
		}
		else {
			this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.position);
			this.token.append('\\').append((char) letter);
		}
		return skip(length + 1);
	}

	/**
	 * In a text that was escaped as a whole, an escape starts with two backslashes, a
	 * quote with up to three.
	 */
	private int escapedEscapeLength() {
		int third = this.text.at(this.position + 2);
		if (third == '\\') {
			int fourth = this.text.at(this.position + 3);
			return (fourth == '"' || fourth == '\\') ? 3 : 2;
		}
		return 2;
	}

	private boolean readUnicodeEscape(int length) {
		int start = this.position + length + 1;
		int code = 0;
		for (int i = 0; i < 4; i++) {
			int character = this.text.at(start + i);
			if (character == PushedText.END) {
				this.position = (this.text.isHungry()) ? this.position : this.text.length();
				return !this.text.isHungry();
			}
			int digit = Character.digit(character, 16);
			if (digit < 0 || character > 127) {
				this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.position);
				this.token.append("\\u");
				return skip(length + 1);
			}
			code = code * 16 + digit;
		}
		this.token.append((char) code);
		return skip(length + 5);
	}

	// Blocks

	private boolean startFencedBlock() {
		int end = this.position + 3;
		int character = this.text.at(end);
		while (character != '\n' && character != PushedText.END && end - this.position < MAX_NAME) {
			end++;
			character = this.text.at(end);
		}
		if (this.text.isHungry()) {
			return false;
		}
		this.events.repair(SyntaxRepair.TEXT_BLOCK, this.position);
		this.position = (character == '\n') ? end : this.position + 3;
		this.tokenStart = this.position;
		this.state = State.FENCED_BLOCK;
		return true;
	}

	private boolean readBlock(String mark) {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (character != mark.charAt(0)) {
			return skip(1);
		}
		boolean marks = this.text.startsWith(mark, this.position);
		int end = this.position + mark.length();
		boolean ends = marks && this.text.at(end) != mark.charAt(0) && endsBlock(end);
		if (this.text.isHungry()) {
			return false;
		}
		if (!ends) {
			return skip(1);
		}
		String block = this.text.substring(this.tokenStart, this.position);
		this.position = end;
		if (this.name) {
			this.events.name(block.strip(), true, true);
			this.state = State.COLON;
			return true;
		}
		return endText(unindented(block), true);
	}

	private boolean endsBlock(int end) {
		int next = this.text.skipSpace(end);
		return Lookahead.isDelimiter(this.text.at(next)) || this.text.at(next) == ':'
				|| this.lookahead.isNameWithColon(next, place());
	}

	private static String unindented(String block) {
		if (block.indexOf('\n') < 0) {
			return block;
		}
		String lines = block.stripTrailing();
		return lines.substring((lines.startsWith("\n")) ? 1 : 0).stripIndent();
	}

	// Names and values without quotes

	private boolean readBareName() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (endsReasoning(character)) {
			return readTag();
		}
		if (character == ':' || character == '=') {
			return endBareName(this.position);
		}
		if (character == '{' || character == '[') {
			return endBareName(this.position);
		}
		if (character == ',' || character == '}' || character == ']' || character == ';'
				|| this.position - this.tokenStart > MAX_NAME) {
			return endNameless();
		}
		if (character == '\n') {
			boolean colon = this.text.at(this.text.skipSpace(this.position)) == ':';
			return !this.text.isHungry() && ((colon) ? skip(1) : endNameless());
		}
		if (this.lookahead.isQuote(this.position, place())) {
			return readQuoteInBareName();
		}
		return !this.text.isHungry() && skip(1);
	}

	private boolean readQuoteInBareName() {
		int after = this.position + ((this.text.at(this.position) == '\\') ? 2 : 1);
		boolean closing = this.text.at(this.text.skipSpace(after)) == ':';
		boolean apart = PushedText.isSpace(this.text.at(this.position - 1));
		boolean named = this.lookahead.isNameWithColon(this.position, place());
		if (this.text.isHungry()) {
			return false;
		}
		if (closing) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
			this.events.name(this.text.substring(this.tokenStart, this.position).strip(), true, true);
			this.position = after;
			this.state = State.COLON;
			return true;
		}
		if (named) {
			this.events.repair(SyntaxRepair.UNEXPECTED_TEXT, this.tokenStart);
			this.state = State.NAME;
			return true;
		}
		return (apart) ? endBareName(this.position) : skip(1);
	}

	private boolean endBareName(int end) {
		this.events.repair(SyntaxRepair.UNQUOTED, this.tokenStart);
		this.events.name(this.text.substring(this.tokenStart, end).strip(), false, true);
		this.bareNames = true;
		this.state = State.COLON;
		return true;
	}

	/**
	 * Words without a colon are no name; a number may be an element of a set.
	 */
	private boolean endNameless() {
		String word = this.text.substring(this.tokenStart, this.position).strip();
		JsonNode value = (word.isEmpty()) ? null : BareScalar.of(word, true).value();
		if (value != null && value.isNumber()) {
			this.events.element(value);
		}
		else {
			this.events.repair(SyntaxRepair.UNEXPECTED_TEXT, this.tokenStart);
		}
		this.state = State.AFTER_VALUE;
		return true;
	}

	private boolean readBareValue() {
		int character = this.text.at(this.position);
		if (character == PushedText.END) {
			return false;
		}
		if (endsReasoning(character)) {
			return readTag();
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
		return skip(1);
	}

	private boolean endsBareValue(int character) {
		if (PushedText.isWord(character) || character == '.' || character == '-') {
			return false;
		}
		if (this.delimited && (character == ',' || character == '}' || character == ']')) {
			return endsDelimited(character);
		}
		boolean inObject = container() == '{';
		if (this.nesting > 0) {
			return false;
		}
		return switch (character) {
			case ',' -> !inObject || (isPlain() && !isThousandsSeparator()) || memberFollowsComma();
			case '}' -> true;
			case ']' -> isPlain() || this.containers.indexOf("[") >= 0 || this.containers.indexOf("(") >= 0;
			case ')' -> container() == '(';
			case '\n' -> !inObject || isPlain() || memberFollowsBreak();
			case '/', '#' -> this.position > this.tokenStart && (isApart() || isPlain())
					&& this.lookahead.isComment(this.position, this.position - 1);
			case ' ', '\t' ->
				inObject && isPlain() && this.lookahead.isNameWithColon(this.text.skipSpace(this.position), place());
			default -> inObject && isApart() && this.position > this.tokenStart
					&& this.lookahead.isNameWithColon(this.position, place());
		};
	}

	/**
	 * A text whose closing quote was forgotten ends where the next value or the end of
	 * all begins.
	 */
	private boolean endsDelimited(int character) {
		if (character == ',') {
			return container() != '{' || memberFollowsComma();
		}
		int next = this.text.skipSpace(this.position + 1);
		while (this.text.at(next) == '}' || this.text.at(next) == ']') {
			next = this.text.skipSpace(next + 1);
		}
		return this.text.at(next) == PushedText.END;
	}

	private boolean isApart() {
		return PushedText.isSpace(this.text.at(this.position - 1));
	}

	/**
	 * Whether a number or literal was read so far, which a comma ends in any case.
	 */
	private boolean isPlain() {
		int length = this.position - this.tokenStart;
		boolean numeric = "+-.0123456789".indexOf(this.text.at(this.tokenStart)) >= 0;
		if (length == 0 || length > MAX_NAME || (!numeric && length > MAX_LITERAL)) {
			return false;
		}
		String read = this.text.substring(this.tokenStart, this.position).strip();
		return !read.isEmpty() && !BareScalar.of(read, true).value().isString();
	}

	/**
	 * Whether a comma stands within a number, since no name of an object begins with a
	 * digit behind it.
	 */
	private boolean isThousandsSeparator() {
		return Lookahead.isDigit(this.text.at(this.position - 1)) && Lookahead.isDigit(this.text.at(this.position + 1))
				&& !this.lookahead.isBareName(this.position + 1);
	}

	private boolean memberFollowsComma() {
		int next = this.text.skipSpace(this.position + 1);
		int character = this.text.at(next);
		return Lookahead.isDelimiter(character) || this.lookahead.isComment(next, this.position)
				|| this.text.startsWith("...", next) || this.lookahead.isBareName(next)
				|| this.lookahead.isMember(next, place());
	}

	private boolean memberFollowsBreak() {
		int next = this.text.skipSpace(this.position);
		int character = this.text.at(next);
		return Lookahead.isDelimiter(character) || this.lookahead.isBareName(next)
				|| this.lookahead.isNameWithColon(next, place()) || this.lookahead.isComment(next, this.position);
	}

	private boolean endBareValue(boolean closed) {
		String read = this.text.substring(this.tokenStart, this.position).strip();
		char last = (read.isEmpty()) ? 0 : read.charAt(read.length() - 1);
		if (read.length() > 1 && QuoteMarks.opens(last) && read.indexOf(last) == read.length() - 1) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
			return endText(read.substring(0, read.length() - 1).stripTrailing(), closed);
		}
		if (read.isEmpty()) {
			return (container() == '{') ? missingValue() : skipRepaired(SyntaxRepair.UNEXPECTED_TEXT, 1);
		}
		if (this.delimited) {
			this.delimited = false;
			return endText((read.endsWith(" +")) ? read.substring(0, read.length() - 2).stripTrailing() : read, closed);
		}
		BareScalar scalar = BareScalar.of(read, closed);
		if (scalar.repair() != null) {
			this.events.repair(scalar.repair(), this.tokenStart);
		}
		this.events.scalar(scalar.value(), closed);
		this.state = State.AFTER_VALUE;
		return true;
	}

	// The end

	/**
	 * A text that never ends did so at the last quote in it. Without one, and if brackets
	 * close what is around it, it misses its quote: read it again up to the next
	 * delimiter. Nothing is certain after that.
	 */
	private boolean rewind() {
		if (this.innerQuote && !this.cut && !this.name) {
			this.certain = false;
			this.position = this.innerQuoteEnd;
			this.token.setLength(this.innerQuoteLength);
			this.innerQuote = false;
			return endText(this.token.toString(), true);
		}
		String read = this.text.substring(this.tokenStart, this.text.length()).strip();
		char last = (read.isEmpty()) ? 0 : read.charAt(read.length() - 1);
		boolean closes = (last == '}' && this.containers.indexOf("{") >= 0)
				|| (last == ']' && this.containers.indexOf("[") >= 0);
		if (this.cut || !closes || this.rewinds >= MAX_REWINDS) {
			return false;
		}
		this.rewinds++;
		this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
		this.certain = false;
		this.position = this.tokenStart;
		this.nesting = 0;
		this.delimited = !this.name;
		this.state = (this.name) ? State.BARE_NAME : State.BARE_VALUE;
		return true;
	}

	private void finishToken() {
		switch (this.state) {
			case QUOTED -> finishQuoted();
			case TEXT_BLOCK, FENCED_BLOCK -> {
				if (!this.name) {
					endText(unindented(this.text.substring(this.tokenStart, this.text.length())), false);
				}
			}
			case BARE_VALUE -> endBareValue(false);
			case BARE_NAME -> {
				this.events.name(this.text.substring(this.tokenStart, this.text.length()).strip(), false, false);
				this.events.missingValue(false, true);
			}
			case COLON -> this.events.missingValue(false, true);
			case VALUE -> {
				if (container() == '{') {
					this.events.missingValue(true, true);
				}
			}
			default -> {
			}
		}
	}

	private void finishQuoted() {
		if (this.name) {
			this.events.name(this.token.toString(), true, false);
			this.events.missingValue(false, true);
		}
		else {
			endText((this.cut) ? this.token.toString() : this.token.toString().stripTrailing(), false);
		}
	}

	/**
	 * A way to read on.
	 */
	private interface Reading {

		boolean read();

	}

}
