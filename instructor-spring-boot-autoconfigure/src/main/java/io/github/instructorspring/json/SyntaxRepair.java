package io.github.instructorspring.json;

/**
 * Repairs of notation: they give the JSON that the text meant, whatever its type.
 *
 * @since 0.1
 */
public enum SyntaxRepair implements RepairKind {

	/** Text around the JSON was left out. */
	SURROUNDING_TEXT,

	/** A missing closing quote was added, or a missing opening one. */
	MISSING_QUOTE;

	@Override
	public boolean isSyntax() {
		return true;
	}

}
