package io.github.instructorspring.bind;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.Repair;

/**
 * The outcome of binding: a value, or the findings that forbid one.
 *
 * @param <T> the target type
 * @since 0.1
 */
public final class Binding<T> {

	private final @Nullable T value;

	private final @Nullable JsonNode json;

	private final List<Repair> repairs;

	private final List<Finding> findings;

	private Binding(@Nullable T value, @Nullable JsonNode json, List<Repair> repairs, List<Finding> findings) {
		this.value = value;
		this.json = json;
		this.repairs = List.copyOf(repairs);
		this.findings = List.copyOf(findings);
	}

	static <T> Binding<T> of(T value, JsonNode json, List<Repair> repairs) {
		return new Binding<>(value, json, repairs, List.of());
	}

	static <T> Binding<T> rejected(List<Finding> findings, @Nullable JsonNode json) {
		return new Binding<>(null, json, List.of(), findings);
	}

	/**
	 * The bound value.
	 * @return the value, or {@code null} when there are findings
	 */
	public @Nullable T value() {
		return this.value;
	}

	/**
	 * The JSON that the value was bound from, as the schema has it, wrapper included.
	 * When there are findings, the JSON as far as it could be read, for what is right in
	 * it: what is wrong is left as it was found, what is missing is absent.
	 * @return the shared tree, not to be changed; {@code null} when the answer could not
	 * be read as one value
	 */
	public @Nullable JsonNode json() {
		return this.json;
	}

	/**
	 * What was mended to get there, in syntax and in type.
	 * @return the repairs, empty when there are findings
	 */
	public List<Repair> repairs() {
		return this.repairs;
	}

	/**
	 * Everything that is wrong, in the order of the schema.
	 * @return the findings, empty when a value was bound
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
