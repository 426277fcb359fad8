package io.github.instructorspring.json;

import tools.jackson.databind.node.JsonNodeFactory;

import io.github.instructorspring.json.JsonCursor.State;

/**
 * Reads names and texts in quotes, and text blocks.
 */
final class QuotedReader {

	/** A text that never ends is read again, as if its quote had been forgotten. */
	private static final int MAX_REWINDS = 3;

	/** A longer name takes a longer look. */
	private static final int MAX_PLAIN_NAME = 500;

	/** Whether a quote closes takes a longer look. */
	private static final int UNCLEAR = -2;

	private final JsonCursor at;

	private final PushedText text;

	private final Lookahead lookahead;

	private final JsonEvents events;

	private final BareReader bare;

	/** What was read, unless it stands in the text like that. */
	private final Characters token = new Characters();

	/** Whether the token is what stands between its start and the position. */
	private boolean verbatim;

	private int tokenStart;

	private int quote;

	private boolean name;

	/** Where the name of the next member was seen, or -1. */
	private int nextName;

	private int nextNameEnd;

	private boolean innerQuote;

	private int innerQuoteEnd;

	private int innerQuoteLength;

	private int innerBraces;

	private int trailingBreak = -1;

	QuotedReader(JsonCursor at, BareReader bare) {
		this.at = at;
		this.text = at.text;
		this.lookahead = at.lookahead;
		this.events = at.events;
		this.bare = bare;
	}

	/**
	 * The length of the text as far as it is certain: no half of a pair of surrogates,
	 * and no line break that may turn out to be outside. -1 for a name.
	 */
	int openLength() {
		if (this.name) {
			return -1;
		}
		int length = (this.trailingBreak >= 0) ? this.trailingBreak : tokenLength();
		boolean half = length > 0 && Character.isHighSurrogate(tokenAt(length - 1));
		return (half) ? length - 1 : length;
	}

	private char tokenAt(int index) {
		return (this.verbatim) ? (char) this.text.peek(this.tokenStart + index) : this.token.charAt(index);
	}

	String openText(int from, int to) {
		return (this.verbatim) ? this.text.substring(this.tokenStart + from, this.tokenStart + to)
				: this.token.substring(from, to);
	}

	int tokenLength() {
		return (this.verbatim) ? this.at.position - this.tokenStart : this.token.length();
	}

	private String tokenText() {
		return openText(0, tokenLength());
	}

	/**
	 * From here on, the token is not what stands in the text.
	 */
	private void copyToken() {
		if (this.verbatim) {
			this.verbatim = false;
			this.text.appendTo(this.token, this.tokenStart, this.at.position);
			for (int i = this.tokenStart; i < this.at.position; i++) {
				countBrace(this.text.peek(i));
			}
		}
	}

	int start() {
		return this.tokenStart;
	}

	boolean startQuoted(int character, boolean isName) {
		int length = (character == '\\') ? 2 : 1;
		int opening = this.text.at(this.at.position + length - 1);
		int second = this.text.at(this.at.position + length);
		boolean doubled = second == opening && (opening == '"' || opening == '\'');
		int third = (doubled) ? this.text.at(this.at.position + length + 1) : 0;
		if (this.text.isHungry()) {
			return false;
		}
		if (length == 2 && !this.at.escaped) {
			this.events.repair(SyntaxRepair.ESCAPED_QUOTE, this.at.position);
			this.at.escaped = true;
		}
		else if (length == 2 && this.at.containers.length() == 1) {
			this.events.repair(SyntaxRepair.ESCAPED_QUOTE, this.at.position);
		}
		else if (opening != '"') {
			this.events.repair(SyntaxRepair.QUOTE_STYLE, this.at.position);
		}
		if (doubled && third == opening) {
			this.events.repair(SyntaxRepair.TEXT_BLOCK, this.at.position);
			begin(opening, isName, this.at.position + length + 2);
			this.at.state = State.TEXT_BLOCK;
			return true;
		}
		begin(opening, isName, this.at.position + length);
		return true;
	}

	boolean readQuoted() {
		int end = this.text.plainEnd(this.at.position, this.quote);
		if (!this.verbatim) {
			appendPlain(end);
		}
		this.at.position = end;
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (character == '\\') {
			copyToken();
			return readEscape();
		}
		if (QuoteMarks.closes(this.quote, character)) {
			return readQuote();
		}
		copyToken();
		readControlCharacter(character);
		return this.at.skip(1);
	}

	private void appendPlain(int end) {
		this.text.appendTo(this.token, this.at.position, end);
		for (int i = this.at.position; i < end; i++) {
			int character = this.text.peek(i);
			countBrace(character);
			this.trailingBreak = (Character.isWhitespace(character)) ? this.trailingBreak : -1;
		}
	}

	/**
	 * Read a quote of which the next characters may tell at once that it closes.
	 */
	private boolean readQuote() {
		boolean usual = this.quote == '"' && !this.at.escaped && !this.innerQuote;
		int closes = (usual) ? closesPlainly(this.at.position + 1) : UNCLEAR;
		if (closes == UNCLEAR) {
			copyToken();
			return readQuote(1);
		}
		if (closes == PushedText.END) {
			return false;
		}
		if (this.name) {
			this.at.name(nameText(), closes);
		}
		else {
			endPlainly(closes);
		}
		return true;
	}

	/**
	 * Whether what follows a quote is what follows one in valid JSON, so that no longer
	 * look is needed.
	 * @return where to read on: behind the colon of this name or the next, else behind
	 * the text; {@link PushedText#END} if more text is needed to tell; {@link #UNCLEAR}
	 */
	private int closesPlainly(int after) {
		int next = this.text.blankEnd(after);
		int character = this.text.peek(next);
		this.nextName = -1;
		if (character == PushedText.END) {
			return unclear();
		}
		if (this.name) {
			return (character == ':') ? next + 1 : UNCLEAR;
		}
		char container = this.at.container();
		if (container == '{' && character == ',') {
			return nextColon(this.text.blankEnd(next + 1));
		}
		boolean ends = (container == '{' && character == '}') || (container == '[' && character == ']');
		if (ends && this.at.outer() == 0) {
			return UNCLEAR;
		}
		if (ends || (container == '[' && character == ',')) {
			int behind = this.text.peek(this.text.blankEnd(next + 1));
			boolean goesOn = ((ends) ? ",}]" : "\"{[-0123456789").indexOf(behind) >= 0;
			return (goesOn) ? next : (behind == PushedText.END) ? unclear() : UNCLEAR;
		}
		return UNCLEAR;
	}

	/**
	 * The index behind the colon of a name.
	 * @return the index; {@link PushedText#END} if more text is needed to tell;
	 * {@link #UNCLEAR} if there is none, or not as in valid JSON
	 */
	private int nextColon(int start) {
		if (this.text.peek(start) != '"') {
			return (this.text.peek(start) == PushedText.END) ? unclear() : UNCLEAR;
		}
		int end = this.text.plainEnd(start + 1, '"');
		int length = end - start - 1;
		if (length > MAX_PLAIN_NAME || (length == 0 && this.text.peek(end) == '"')) {
			return UNCLEAR;
		}
		int last = this.text.peek(end);
		int colon = (last == '"') ? this.text.blankEnd(end + 1) : end;
		int character = this.text.peek(colon);
		if (character == PushedText.END) {
			return unclear();
		}
		this.nextName = start + 1;
		this.nextNameEnd = end;
		return (last == '"' && character == ':') ? colon + 1 : UNCLEAR;
	}

	/**
	 * What the end of what has come tells.
	 */
	private int unclear() {
		return (this.text.hasEnded()) ? UNCLEAR : PushedText.END;
	}

	private String nameText() {
		return (this.verbatim) ? this.text.name(this.tokenStart, this.at.position) : this.token.toString();
	}

	/**
	 * End a text, and read the name that is known to follow.
	 */
	private void endPlainly(int next) {
		if (this.trailingBreak >= 0) {
			this.token.setLength(this.trailingBreak);
			this.trailingBreak = -1;
		}
		this.at.endText(tokenText(), true);
		if (this.nextName >= 0) {
			this.at.nextMember();
			this.at.name(this.text.name(this.nextName, this.nextNameEnd), next);
		}
		else {
			this.at.position = next;
		}
	}

	/**
	 * Read a name with its colon at once, as far as it is that of valid JSON.
	 * @return whether it was read
	 */
	boolean readPlainName() {
		int next = nextColon(this.at.position);
		if (next < 0) {
			return false;
		}
		this.at.name(this.text.name(this.nextName, this.nextNameEnd), next);
		return true;
	}

	/**
	 * Start a name or text in double quotes.
	 * @return whether it is one of valid JSON, and not empty
	 */
	boolean startPlainly(boolean isName) {
		int second = this.text.peek(this.at.position + 1);
		if (second == '"' || second == PushedText.END) {
			return false;
		}
		begin('"', isName, this.at.position + 1);
		return true;
	}

	private void begin(int opening, boolean isName, int start) {
		this.quote = opening;
		this.name = isName;
		this.innerQuote = false;
		this.innerBraces = 0;
		this.trailingBreak = -1;
		this.token.setLength(0);
		this.verbatim = true;
		this.at.position = start;
		this.tokenStart = start;
		this.at.state = State.QUOTED;
	}

	private void countBrace(int character) {
		if (character == '{') {
			this.innerBraces++;
		}
		else if (character == '}' && this.innerBraces > 0) {
			this.innerBraces--;
		}
	}

	private void readControlCharacter(int character) {
		this.events.repair(SyntaxRepair.CONTROL_CHARACTER, this.at.position);
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
		Lookahead.Place place = this.at.place(this.innerQuote, this.innerQuote && this.innerBraces > 0);
		int after = this.at.position + length;
		boolean closes = (this.name) ? this.lookahead.closesName(after, place)
				: this.lookahead.closesText(after, place);
		int forgotten = (closes) ? -1 : missingQuote(place);
		boolean doubled = !closes && this.token.isEmpty() && after == this.tokenStart + length
				&& this.lookahead.nextQuoteCloses(after, this.quote, this.name, place);
		if (this.text.isHungry()) {
			return false;
		}
		if (closes) {
			this.at.position = after;
			return endQuoted();
		}
		if (doubled) {
			return this.at.skipRepaired(SyntaxRepair.MISSING_QUOTE, length);
		}
		if (forgotten >= 0) {
			this.events.repair(SyntaxRepair.MISSING_QUOTE, this.at.position);
			boolean joined = this.token.charAt(forgotten) == '+';
			this.token.setLength(forgotten);
			return (joined) ? this.at.skip(length) : endForgotten();
		}
		this.events.repair(SyntaxRepair.UNESCAPED_QUOTE, this.at.position);
		this.innerQuote = true;
		this.innerQuoteEnd = after;
		this.innerQuoteLength = this.token.length();
		this.trailingBreak = -1;
		this.token.append((char) this.text.at(after - 1));
		this.at.position = after;
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
		if (last != ',' || place.innerBrace()) {
			return -1;
		}
		boolean opens = (this.at.container() == '{') ? this.lookahead.isNameWithColon(this.at.position, place)
				: this.at.container() == '[' && (!apart || comment)
						&& this.lookahead.isQuotedElement(this.at.position, place);
		return (opens) ? end - 1 : -1;
	}

	private int endBeforeComment() {
		int end = lastNonSpace(this.token.length());
		if (end > 1 && this.token.charAt(end - 1) == '/' && this.token.charAt(end - 2) == '*') {
			int comment = commentStart(end - 2);
			end = (comment >= 0) ? lastNonSpace(comment) : end;
		}
		return end;
	}

	private int commentStart(int from) {
		int start = from;
		while (start >= 0 && (this.token.charAt(start) != '/' || this.token.charAt(start + 1) != '*')) {
			start--;
		}
		return start;
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
			this.events.name(this.token.toString());
			this.at.state = State.VALUE;
		}
		else {
			this.events.scalar(JsonNodeFactory.instance.stringNode(this.token.toString()), true);
			this.at.afterComma = true;
			this.at.state = (this.at.container() == '{') ? State.NAME : State.VALUE;
		}
		return true;
	}

	private boolean endQuoted() {
		if (this.name) {
			this.events.name(this.token.toString());
			this.at.state = State.COLON;
			return true;
		}
		if (this.trailingBreak >= 0) {
			this.token.setLength(this.trailingBreak);
			this.trailingBreak = -1;
		}
		int plus = this.text.skipSpace(this.at.position);
		boolean joined = this.text.at(plus) == '+';
		int next = (joined) ? this.text.skipSpace(plus + 1) : plus;
		joined = joined && QuoteMarks.opens(this.text.at(next));
		if (joined && !this.text.isHungry()) {
			this.events.repair(SyntaxRepair.CONCATENATION, plus);
			this.quote = this.text.at(next);
			this.at.position = next + 1;
			return true;
		}
		// A look that came too early cannot be: the quote's own went as far.
		this.text.tryAgain();
		return this.at.endText(this.token.toString(), true);
	}

	private boolean readEscape() {
		int next = this.text.at(this.at.position + 1);
		if (this.at.escaped && QuoteMarks.closes(this.quote, next)) {
			return readQuote(2);
		}
		int length = (this.at.escaped && next == '\\') ? escapedEscapeLength() : 1;
		int letter = this.text.at(this.at.position + length);
		if (this.text.isHungry()) {
			return false;
		}
		if (letter == PushedText.END) {
			this.at.position = this.text.length();
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
			this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.at.position);
			this.token.append((char) letter);
		}
		else {
			this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.at.position);
			this.token.append('\\');
			this.token.append((char) letter);
		}
		return this.at.skip(length + 1);
	}

	/**
	 * In a text that was escaped as a whole, an escape starts with two backslashes, a
	 * quote with up to three.
	 */
	private int escapedEscapeLength() {
		int third = this.text.at(this.at.position + 2);
		if (third == '\\') {
			int fourth = this.text.at(this.at.position + 3);
			return (fourth == '"' || fourth == '\\') ? 3 : 2;
		}
		return 2;
	}

	private boolean readUnicodeEscape(int length) {
		int start = this.at.position + length + 1;
		int code = 0;
		for (int i = 0; i < 4; i++) {
			int character = this.text.at(start + i);
			if (character == PushedText.END) {
				this.at.position = (this.text.isHungry()) ? this.at.position : this.text.length();
				return !this.text.isHungry();
			}
			int digit = Character.digit(character, 16);
			if (digit < 0 || character > 127) {
				this.events.repair(SyntaxRepair.INVALID_ESCAPE, this.at.position);
				this.token.append("\\u");
				return this.at.skip(length + 1);
			}
			code = code * 16 + digit;
		}
		this.token.append((char) code);
		return this.at.skip(length + 5);
	}

	boolean startFencedBlock() {
		int end = this.at.position + 3;
		int character = this.text.at(end);
		while (character != '\n' && character != PushedText.END && end - this.at.position < JsonCursor.MAX_NAME) {
			end++;
			character = this.text.at(end);
		}
		if (this.text.isHungry()) {
			return false;
		}
		this.events.repair(SyntaxRepair.TEXT_BLOCK, this.at.position);
		this.name = false;
		this.at.position = (character == '\n') ? end : this.at.position + 3;
		this.tokenStart = this.at.position;
		this.at.state = State.FENCED_BLOCK;
		return true;
	}

	/**
	 * Read a block between triple quotes.
	 */
	boolean readTextBlock() {
		return readBlock(String.valueOf((char) this.quote).repeat(3));
	}

	boolean readFencedBlock() {
		return readBlock("```");
	}

	private boolean readBlock(String mark) {
		int character = this.at.current();
		if (character == PushedText.END) {
			return false;
		}
		if (character != mark.charAt(0)) {
			return this.at.skip(1);
		}
		boolean marks = this.text.startsWith(mark, this.at.position);
		int end = this.at.position + mark.length();
		boolean ends = marks && this.text.at(end) != mark.charAt(0) && endsBlock(end);
		if (this.text.isHungry()) {
			return false;
		}
		if (!ends) {
			return this.at.skip(1);
		}
		String block = this.text.substring(this.tokenStart, this.at.position);
		this.at.position = end;
		if (this.name) {
			this.events.name(block.strip());
			this.at.state = State.COLON;
			return true;
		}
		return this.at.endText(unindented(block), true);
	}

	private boolean endsBlock(int end) {
		int next = this.text.skipSpace(end);
		return Lookahead.isDelimiter(this.text.at(next)) || this.text.at(next) == ':'
				|| this.lookahead.isNameWithColon(next, this.at.place(false));
	}

	private static String unindented(String block) {
		if (block.indexOf('\n') < 0) {
			return block;
		}
		String lines = block.stripTrailing();
		return lines.substring((lines.startsWith("\n")) ? 1 : 0).stripIndent();
	}

	/**
	 * A text that never ends did so at the last quote in it. Without one, and if brackets
	 * close what is around it, it misses its quote: read it again up to the next
	 * delimiter. Nothing is certain after that.
	 */
	boolean rewind() {
		if (this.innerQuote && !this.at.cut && !this.name) {
			this.at.certain = false;
			this.at.position = this.innerQuoteEnd;
			this.token.setLength(this.innerQuoteLength);
			this.innerQuote = false;
			return this.at.endText(this.token.toString(), true);
		}
		String read = this.text.substring(this.tokenStart, this.text.length()).strip();
		char last = (read.isEmpty()) ? 0 : read.charAt(read.length() - 1);
		boolean closes = (last == '}' && this.at.containers.indexOf("{") >= 0)
				|| (last == ']' && this.at.containers.indexOf("[") >= 0);
		if (this.at.cut || !closes || this.at.rewinds >= MAX_REWINDS) {
			return false;
		}
		this.at.rewinds++;
		this.events.repair(SyntaxRepair.MISSING_QUOTE, this.tokenStart);
		this.at.certain = false;
		this.at.position = this.tokenStart;
		return (this.name) ? this.bare.startName() : this.bare.startUnquoted();
	}

	void finishBlock() {
		if (!this.name) {
			this.at.endText(unindented(this.text.substring(this.tokenStart, this.text.length())), false);
		}
	}

	void finishQuoted() {
		if (this.name) {
			this.events.name(tokenText());
			this.events.missingValue(false, true);
		}
		else {
			this.at.endText((this.at.cut) ? tokenText() : tokenText().stripTrailing(), false);
		}
	}

}
