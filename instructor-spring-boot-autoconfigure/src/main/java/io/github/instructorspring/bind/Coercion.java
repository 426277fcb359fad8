package io.github.instructorspring.bind;

import io.github.instructorspring.json.RepairKind;

/**
 * Coercions: they give the value that an answer meant, now that its type is known. Each
 * has a penalty; of several readings of an answer, the one with the lowest total wins,
 * and when two different ones share it, none does.
 *
 * @since 0.1
 */
public enum Coercion implements RepairKind {

	/** A number was read from a text, such as {@code "1,234.50"} or {@code "$5"}. */
	TEXT_TO_NUMBER(2),

	/** A truth value was read from a text, such as {@code "yes"}. */
	TEXT_TO_BOOLEAN(2),

	/**
	 * A text that says that there is nothing, such as {@code ""} or {@code "N/A"}, became
	 * {@code null} where no text belongs.
	 */
	TEXT_TO_NULL(2),

	/** A number became the text of its digits. */
	NUMBER_TO_TEXT(2),

	/** {@code true} or {@code false} became a text. */
	BOOLEAN_TO_TEXT(3),

	/** An object or a list was read from the JSON in a text. */
	JSON_IN_TEXT(3),

	/** A single value became a list of one. */
	VALUE_TO_LIST(5),

	/**
	 * A list of one became its element, or a list of which one element alone is a
	 * constant of those asked for became that.
	 */
	LIST_TO_VALUE(5),

	/** A single value became an object with one property. */
	VALUE_TO_OBJECT(6),

	/** An object with one property became the value of it. */
	OBJECT_TO_VALUE(6),

	/** A list of values became an object, each in the place of one property. */
	LIST_TO_OBJECT(10),

	/** A constant was found that differs in upper and lower case. */
	ENUM_CASE(1),

	/** A constant was found that differs in punctuation and space. */
	ENUM_PUNCTUATION(2),

	/** A constant was found that differs in accents. */
	ENUM_ACCENT(2),

	/** The one constant was found that a longer text names, or that a text begins. */
	ENUM_IN_TEXT(4),

	/** A property was found under a name of another spelling. */
	PROPERTY_NAME(2),

	/** A property that was not asked for was dropped. */
	UNKNOWN_PROPERTY(1),

	/** The {@code null} of an optional property that is not nullable was left out. */
	NULL_TO_ABSENT(1),

	/**
	 * Words in brackets and without quotes, where a text belongs, became the text as it
	 * stands.
	 */
	BRACKETS_TO_TEXT(6),

	/** A date, time or duration of another form became its ISO 8601 form. */
	DATE_FORM(2),

	/** A member of a union was found that alone fits a value which does not name it. */
	UNION_MEMBER(8),

	/** Several values of an answer became one list. */
	SEQUENCE_TO_LIST(3),

	/** The answer was taken as text, since it holds no JSON for its type. */
	WHOLE_TEXT(50);

	private final int penalty;

	Coercion(int penalty) {
		this.penalty = penalty;
	}

	int penalty() {
		return this.penalty;
	}

	@Override
	public boolean isSyntax() {
		return false;
	}

}
