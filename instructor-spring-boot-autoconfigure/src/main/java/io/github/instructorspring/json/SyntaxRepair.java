package io.github.instructorspring.json;

/**
 * Repairs of notation: they give the JSON that the text meant, whatever its type.
 *
 * @since 0.1
 */
public enum SyntaxRepair implements RepairKind {

	/** What the model thought aloud, in {@code <think>} or its like, was left out. */
	REASONING,

	/** The marks of a Markdown code fence were left out. */
	CODE_FENCE,

	/**
	 * Text around the JSON was left out: prose, an XML-like tag, a function call, a byte
	 * order mark.
	 */
	SURROUNDING_TEXT,

	/** A comment was left out: {@code // …}, {@code /* … *}{@code /}, {@code # …}. */
	COMMENT,

	/** A comma too many was left out: trailing, leading, doubled. */
	EXTRA_COMMA,

	/** A missing comma was added, or a semicolon taken for one. */
	MISSING_COMMA,

	/** A missing colon was added, or {@code =} taken for one. */
	MISSING_COLON,

	/** Quotes that JSON does not know were taken: single, typographic, backticks. */
	QUOTE_STYLE,

	/** Escaped quotes around a text were taken for quotes. */
	ESCAPED_QUOTE,

	/** A quote inside a text was escaped. */
	UNESCAPED_QUOTE,

	/** A missing quote was added, or a doubled one left out. */
	MISSING_QUOTE,

	/** A name or text without quotes was quoted. */
	UNQUOTED,

	/**
	 * A block between triple quotes or triple backticks became a text, less its common
	 * indentation.
	 */
	TEXT_BLOCK,

	/** Texts joined by {@code +} became one. */
	CONCATENATION,

	/**
	 * An escape that JSON does not know was taken as it stands, and a line break that is
	 * written as an escape between values for white space.
	 */
	INVALID_ESCAPE,

	/**
	 * A line break or other control character inside a text was escaped; line breaks just
	 * before its closing quote are layout and were left out.
	 */
	CONTROL_CHARACTER,

	/**
	 * A literal of another language became that of JSON: {@code True}, {@code None},
	 * {@code undefined}, {@code NaN}.
	 */
	LITERAL,

	/**
	 * A number of another notation became that of JSON: {@code +1}, {@code .5},
	 * {@code 1.}, {@code 0x10}, {@code 1_000}.
	 */
	NUMBER,

	/** A missing bracket was added, or a wrong one taken for the right one. */
	MISSING_BRACKET,

	/** A bracket too many was left out. */
	EXTRA_BRACKET,

	/** A tuple in parentheses or a set in braces became a list. */
	TUPLE,

	/** A constructor around a value was left out, such as {@code NumberLong("2")}. */
	CONSTRUCTOR,

	/** An ellipsis that stands for more values was left out. */
	ELLIPSIS,

	/** A name without a value got {@code null}. */
	MISSING_VALUE,

	/** Words that belong to no value were left out. */
	UNEXPECTED_TEXT;

	@Override
	public boolean isSyntax() {
		return true;
	}

}
