package io.github.instructorspring.schema;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/**
 * A schema in the words of one dialect. Immutable.
 *
 * @since 0.1
 */
public final class LoweredSchema {

	private final SchemaDialect dialect;

	private final ObjectNode json;

	private final String text;

	private final List<SchemaLoss> losses;

	private final List<String> problems;

	LoweredSchema(SchemaDialect dialect, ObjectNode json, List<SchemaLoss> losses, List<String> problems) {
		this.dialect = dialect;
		this.json = json;
		this.text = json.toString();
		this.losses = List.copyOf(losses);
		this.problems = List.copyOf(problems);
	}

	/**
	 * The dialect.
	 * @return the dialect
	 */
	public SchemaDialect dialect() {
		return this.dialect;
	}

	/**
	 * The schema as a tree.
	 * @return a copy that the caller may change
	 */
	public ObjectNode json() {
		return this.json.deepCopy();
	}

	/**
	 * The schema as compact JSON text.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * What the dialect could not say in a schema, and where it went.
	 * @return the losses, in the order of the schema
	 */
	public List<SchemaLoss> losses() {
		return this.losses;
	}

	/**
	 * Why the dialect cannot take this response model at all, one sentence each.
	 * @return the problems, empty when it can
	 */
	public List<String> problems() {
		return this.problems;
	}

	/**
	 * Whether the dialect can take this response model.
	 * @return {@code true} if there are no {@link #problems()}
	 */
	public boolean isSupported() {
		return this.problems.isEmpty();
	}

	/**
	 * Whether a model that keeps to the schema must answer {@code null} for an optional
	 * property that is absent, since the dialect knows no optional ones.
	 * @return {@code true} if every property is required
	 */
	public boolean asksForNulls() {
		return this.dialect.rules().everyPropertyRequired();
	}

	@Override
	public String toString() {
		return "LoweredSchema[" + this.dialect + "]";
	}

}
