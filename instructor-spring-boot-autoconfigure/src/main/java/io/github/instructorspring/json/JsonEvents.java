package io.github.instructorspring.json;

import tools.jackson.databind.JsonNode;

/**
 * What is told of a text while it is read. A value is closed when the text itself closes
 * it, not just its end.
 *
 * @since 0.1
 */
public interface JsonEvents {

	/**
	 * A value begins outside of all others.
	 * @param offset where
	 */
	void startRoot(int offset);

	/**
	 * An object begins.
	 * @param offset where
	 */
	void startObject(int offset);

	/**
	 * A list begins.
	 * @param offset where
	 */
	void startArray(int offset);

	/**
	 * A name of the object that is open.
	 * @param name the name
	 */
	void name(String name);

	/**
	 * The last name has no value.
	 * @param colon whether a colon follows the name
	 * @param atEnd whether the text ends there
	 */
	void missingValue(boolean colon, boolean atEnd);

	/**
	 * A value stands where a name belongs, as in a set.
	 * @param value the value
	 */
	void element(JsonNode value);

	/**
	 * A text, a number or a literal.
	 * @param value the value
	 * @param closed whether it was read to its end
	 */
	void scalar(JsonNode value, boolean closed);

	/**
	 * The last text of the open list is the first name of an object in it.
	 */
	void textIsName();

	/**
	 * The object that is open turned out to be none.
	 */
	void dropObject();

	/**
	 * If the open list began with lists, what follows them is one of them that lacks its
	 * bracket.
	 */
	void closeRow();

	/**
	 * An object ends.
	 * @param offset where
	 * @param closed whether the text closes it
	 */
	void endObject(int offset, boolean closed);

	/**
	 * A list ends.
	 * @param offset where
	 * @param closed whether the text closes it
	 * @param grouping whether it stood in parentheses and had no comma
	 */
	void endArray(int offset, boolean closed, boolean grouping);

	/**
	 * The outermost value ends.
	 * @param offset where
	 * @param closed whether the text closes it
	 * @param certain whether its brackets can be relied on
	 */
	void endRoot(int offset, boolean closed, boolean certain);

	/**
	 * The text was mended.
	 * @param kind how
	 * @param offset where
	 */
	void repair(SyntaxRepair kind, int offset);

	/**
	 * The outermost value holds what cannot be told apart, so that it must not be used.
	 */
	void malformed();

	/**
	 * What has been read so far was a thought.
	 * @param offset where the answer begins
	 */
	void forget(int offset);

	/**
	 * Reading stops, because values are nested too deep.
	 */
	void tooDeep();

}
