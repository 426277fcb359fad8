package io.github.instructorspring.json;

/**
 * Judges a place by what follows it. JSON that is valid is always read as it is; what
 * else a quote, comma or bracket may mean depends on whether the text goes on like JSON
 * behind it. Each look ends within two further quotes or {@value #REACH} characters.
 */
final class Lookahead {

	private static final int REACH = 1000;

	private static final int BEYOND_REACH = -1;

	private static final String LITERALS = "|true|false|null|True|False|None|TRUE|FALSE|NULL|Null|NaN|undefined|";

	private final PushedText text;

	Lookahead(PushedText text) {
		this.text = text;
	}

	/**
	 * Whether a quote closes the name it may belong to.
	 * @param after the index behind the quote
	 */
	boolean closesName(int after, Place place) {
		int next = this.text.skipSpace(after);
		int character = this.text.at(next);
		if (character == PushedText.END || ":=,}{[-/#".indexOf(character) >= 0 || isDigit(character)) {
			return true;
		}
		boolean apart = next > after;
		if (isQuote(next, place)) {
			return apart || this.text.at(this.text.skipSpace(next + 1)) != ':';
		}
		return apart && isLiteral(next);
	}

	/**
	 * Whether a quote closes the text it may belong to.
	 * @param after the index behind the quote
	 */
	boolean closesText(int after, Place place) {
		int next = this.text.skipSpace(after);
		int character = this.text.at(next);
		if (character == PushedText.END) {
			return true;
		}
		if (place.innerBrace() && ",;}".indexOf(character) >= 0) {
			// It belongs to what stands between the braces of the text.
			return false;
		}
		if (character == ',' || character == ';') {
			return continuesAfterComma(after, next + 1, place);
		}
		if (character == '}' || character == ']') {
			return continuesAfterBracket(next, character, place);
		}
		if (character == ')') {
			return place.container() == '(' || place.container() == 0;
		}
		if (isComment(next, after)) {
			return true;
		}
		if (character == '+') {
			return isQuote(this.text.skipSpace(next + 1), place);
		}
		if (character == '`' && this.text.startsWith("```", next)) {
			return true;
		}
		if (character == ':') {
			return place.container() == '[' && !place.innerQuote() && isValueStart(this.text.skipSpace(next + 1));
		}
		if (isQuote(next, place)) {
			return closesBeforeQuote(after, next, place);
		}
		return next > after && continuesWithoutComma(after, next, place);
	}

	private boolean closesBeforeQuote(int after, int next, Place place) {
		if (next == after) {
			int behind = this.text.at(this.text.skipSpace(next + quoteLength(next)));
			if (behind == PushedText.END || ",}]:".indexOf(behind) >= 0) {
				return false;
			}
			return (place.container() == '{') ? isNameWithColon(next, place) : isQuotedElement(next, place);
		}
		int end = behindQuoted(next, place);
		int behind = look(end);
		if (place.container() == '{') {
			return behind == ':';
		}
		return isDelimiter(behind) || isDigit(behind) || isQuote(end, place);
	}

	/**
	 * A comma was forgotten, which a line break or the look of a value tells.
	 */
	private boolean continuesWithoutComma(int after, int next, Place place) {
		if (place.container() == '{') {
			return (hasLineBreak(after, next) && isBareName(next)) || isLastLiteral(next);
		}
		int character = this.text.at(next);
		return character == '{' || character == '[' || isCompleteNumber(next)
				|| (!place.innerQuote() && !isInches(after - 1) && endsInQuote(next, place))
				|| (hasLineBreak(after, next) && isLiteral(next));
	}

	private boolean continuesAfterComma(int after, int from, Place place) {
		int next = this.text.skipSpace(from);
		while (this.text.at(next) == ',') {
			next = this.text.skipSpace(next + 1);
		}
		int character = this.text.at(next);
		if (character == PushedText.END || character == '}' || character == ']' || isComment(next, from)
				|| this.text.startsWith("...", next) || this.text.startsWith("```", next)) {
			return true;
		}
		if (place.container() == '{') {
			return isMember(next, place) || (hasLineBreak(after, next) && isBareName(next));
		}
		return isElement(next, place);
	}

	/**
	 * Whether a member of an object begins here: a name and its colon.
	 */
	boolean isMember(int index, Place place) {
		int character = this.text.at(index);
		if (isQuote(index, place)) {
			return isQuotedName(index, place);
		}
		if (character == '{') {
			return place.outer() == '[';
		}
		int end = wordEnd(index);
		if (end == index) {
			return false;
		}
		int next = this.text.skipSpace(end);
		if (this.text.at(next) == ':') {
			return place.bareNames() || isValueStart(this.text.skipSpace(next + 1));
		}
		if (next == end) {
			return isQuote(end, place) && this.text.at(this.text.skipSpace(end + 1)) == ':';
		}
		return isQuote(next, place) && look(behindQuoted(next, place)) == ':';
	}

	private boolean isElement(int index, Place place) {
		int character = this.text.at(index);
		if (isQuote(index, place)) {
			if (!place.innerQuote()) {
				return true;
			}
			int next = behindQuoted(index, place);
			int behind = look(next);
			return behind == PushedText.END || ",]}:+/".indexOf(behind) >= 0 || isQuote(next, place);
		}
		if (character == '{' || character == '[' || character == '(' || character == '-' || isDigit(character)
				|| isLiteral(index)) {
			return true;
		}
		int end = index;
		for (int look = this.text.at(end); look != PushedText.END
				&& ",]}\n".indexOf(look) < 0; look = this.text.at(end)) {
			if (isQuote(end, place)) {
				return !place.innerQuote() && end > index && isDelimiter(this.text.at(this.text.skipSpace(end + 1)));
			}
			if (end - index > REACH) {
				return true;
			}
			end++;
		}
		return true;
	}

	/**
	 * Whether a quoted name begins here, its colon included; a value may follow it with
	 * its colon forgotten.
	 */
	boolean isQuotedName(int index, Place place) {
		int next = behindQuoted(index, place);
		int behind = look(next);
		return behind == PushedText.END || ":={[".indexOf(behind) >= 0 || isDigit(behind) || isQuote(next, place);
	}

	/**
	 * Whether a quoted name with its colon begins here.
	 */
	boolean isNameWithColon(int index, Place place) {
		return isQuote(index, place) && look(behindQuoted(index, place)) == ':';
	}

	/**
	 * Whether what stands between here and the next quote is an element of a list.
	 */
	boolean isQuotedElement(int index, Place place) {
		return isDelimiter(look(behindQuoted(index, place)));
	}

	/**
	 * A bracket behind a quote closes a container, if the text goes on like JSON behind
	 * it.
	 */
	private boolean continuesAfterBracket(int index, int bracket, Place place) {
		boolean own = (bracket == '}') ? place.container() == '{' : place.container() == '[';
		if (own && place.outer() == 0) {
			return !closesAgain(index + 1, bracket, place);
		}
		if (place.container() == 0 || (bracket == '}' && !own && place.outer() != '{')) {
			return false;
		}
		int next = this.text.skipSpace(index + 1);
		int character = this.text.at(next);
		if (character == PushedText.END || ",}]".indexOf(character) >= 0) {
			return own || place.listAround() || character != ',' || place.outer() == '{';
		}
		if (!own) {
			return false;
		}
		return hasLineBreak(index, next) || isQuote(next, place) || isBareName(next) || "{[);#`".indexOf(character) >= 0
				|| isComment(next, index);
	}

	/**
	 * Whether another quote and bracket follow, which close the outermost value rather.
	 */
	private boolean closesAgain(int index, int bracket, Place place) {
		int next = this.text.skipSpace(index);
		return isQuote(next, place) && this.text.at(this.text.skipSpace(next + quoteLength(next))) == bracket;
	}

	/**
	 * Whether the object that closes here was closed too early: after a comma, another
	 * member follows.
	 */
	boolean memberFollows(int after, Place place) {
		int comma = this.text.skipSpace(after);
		if (this.text.at(comma) != ',') {
			return isNameWithColon(comma, place);
		}
		int next = this.text.skipSpace(comma + 1);
		if (!isQuote(next, place)) {
			return false;
		}
		int behind = behindQuoted(next, place);
		return look(behind) == ':' || (isQuote(behind, place) && this.text.at(behind - 1) == ' ');
	}

	/**
	 * The index of a list behind a comma, or -1 when there is none.
	 */
	int listAfterComma(int after) {
		int comma = this.text.skipSpace(after);
		int next = (this.text.at(comma) == ',') ? this.text.skipSpace(comma + 1) : comma;
		return (next > comma && this.text.at(next) == '[') ? next : -1;
	}

	/**
	 * Whether a bare name and its colon begin here.
	 */
	boolean isBareName(int index) {
		int end = wordEnd(index);
		return end > index && this.text.at(this.text.skipSpace(end)) == ':';
	}

	boolean isQuote(int index, Place place) {
		int character = look(index);
		return QuoteMarks.opens(character)
				|| (place.escaped() && character == '\\' && QuoteMarks.opens(this.text.at(index + 1)));
	}

	private int quoteLength(int index) {
		return (this.text.at(index) == '\\') ? 2 : 1;
	}

	/**
	 * The index behind the quote that closes the one at an index, wherever the next is.
	 */
	private int closing(int index, Place place) {
		int start = index + quoteLength(index);
		int opening = this.text.at(start - 1);
		for (int i = start; i - start < REACH; i++) {
			int character = this.text.at(i);
			if (character == PushedText.END) {
				return i;
			}
			if (character == '\\') {
				if (place.escaped() && QuoteMarks.closes(opening, this.text.at(i + 1))) {
					return i + 2;
				}
				i++;
			}
			else if (QuoteMarks.closes(opening, character)) {
				return i + 1;
			}
		}
		return BEYOND_REACH;
	}

	/**
	 * The index of what stands behind the quoted text at an index.
	 */
	private int behindQuoted(int index, Place place) {
		int end = closing(index, place);
		return (end == BEYOND_REACH) ? BEYOND_REACH : this.text.skipSpace(end);
	}

	/**
	 * The character at an index; beyond reach, the text is taken for one that goes on as
	 * it should, which is nearly always a valid one.
	 */
	private int look(int index) {
		return (index == BEYOND_REACH) ? PushedText.END : this.text.at(index);
	}

	private int wordEnd(int index) {
		int end = index;
		while (end - index < REACH
				&& (PushedText.isWord(this.text.at(end)) || this.text.at(end) == '-' || isDecimalPoint(index, end))) {
			end++;
		}
		return end;
	}

	private boolean isDecimalPoint(int start, int index) {
		return index > start && this.text.at(index) == '.' && isDigit(this.text.at(index - 1))
				&& isDigit(this.text.at(index + 1));
	}

	boolean isLiteral(int index) {
		int end = wordEnd(index);
		return end > index && end - index < 12 && LITERALS.contains("|" + this.text.substring(index, end) + "|");
	}

	/**
	 * Whether a word begins here that lacks its opening quote but has the closing one.
	 */
	private boolean endsInQuote(int index, Place place) {
		int end = wordEnd(index);
		return end > index && isQuote(end, place) && isDelimiter(this.text.at(this.text.skipSpace(end + 1)));
	}

	/**
	 * Whether a quote may be the sign behind a measure.
	 */
	private boolean isInches(int quote) {
		int start = quote;
		while (start > 0 && quote - start < REACH && isDigit(this.text.at(start - 1))) {
			start--;
		}
		return start < quote && !Character.isLetter(this.text.at(start - 1));
	}

	private boolean isLastLiteral(int index) {
		return isLiteral(index) && isDelimiter(this.text.at(this.text.skipSpace(wordEnd(index))));
	}

	/**
	 * Whether the next quote closes a name or text that may begin at an index.
	 */
	boolean nextQuoteCloses(int index, int quote, boolean name, Place place) {
		for (int i = index; i - index < REACH; i++) {
			int character = this.text.at(i);
			if (character == PushedText.END || character == '\\') {
				return false;
			}
			if (QuoteMarks.closes(quote, character)) {
				return (name) ? closesName(i + 1, place) : closesText(i + 1, place);
			}
		}
		return false;
	}

	boolean isValueStart(int index) {
		int character = this.text.at(index);
		return character == PushedText.END || "\"'{[-".indexOf(character) >= 0 || isDigit(character)
				|| isLiteral(index);
	}

	private boolean isCompleteNumber(int index) {
		int end = index;
		while (isDigit(this.text.at(end)) || (end > index && ".eE+-".indexOf(this.text.at(end)) >= 0)
				|| (end == index && this.text.at(end) == '-')) {
			end++;
		}
		return end > index && isDelimiter(this.text.at(this.text.skipSpace(end)));
	}

	boolean isComment(int index, int after) {
		int character = this.text.at(index);
		if (character == '#') {
			return index > after;
		}
		return character == '/' && (this.text.at(index + 1) == '/' || this.text.at(index + 1) == '*');
	}

	boolean hasLineBreak(int from, int to) {
		for (int i = from; i < to; i++) {
			if (this.text.at(i) == '\n') {
				return true;
			}
		}
		return false;
	}

	static boolean isDelimiter(int character) {
		return character == PushedText.END || character == ',' || character == ']' || character == '}';
	}

	static boolean isDigit(int character) {
		return character >= '0' && character <= '9';
	}

	/**
	 * Where a quote stands.
	 *
	 * @param container the bracket that opens the innermost container, 0 for none
	 * @param outer the bracket of the container around it, 0 for none
	 * @param listAround whether there is a list further out
	 * @param escaped whether quotes are written with a backslash before them
	 * @param innerQuote whether the text holds a quote that did not close it
	 * @param innerBrace whether the text holds such a quote and a brace that it did not
	 * close
	 * @param bareNames whether names of the object stand without quotes
	 */
	record Place(char container, char outer, boolean listAround, boolean escaped, boolean innerQuote,
			boolean innerBrace, boolean bareNames) {
	}

}
