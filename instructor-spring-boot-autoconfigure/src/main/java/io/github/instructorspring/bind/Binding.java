package io.github.instructorspring.bind;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of binding: a value, or the findings that forbid one.
 *
 * @param <T> the target type
 * @since 0.1
 */
public final class Binding<T> {

	private final @Nullable T value;

	private final List<Finding> findings;

	private Binding(@Nullable T value, List<Finding> findings) {
		this.value = value;
		this.findings = List.copyOf(findings);
	}

	static <T> Binding<T> of(T value) {
		return new Binding<>(value, List.of());
	}

	static <T> Binding<T> rejected(List<Finding> findings) {
		return new Binding<>(null, findings);
	}

	/**
	 * The bound value.
	 * @return the value, or {@code null} when there are findings
	 */
	public @Nullable T value() {
		return this.value;
	}

	/**
	 * Everything that is wrong, in the order of the schema.
	 * @return the findings, empty when a value was bound
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
