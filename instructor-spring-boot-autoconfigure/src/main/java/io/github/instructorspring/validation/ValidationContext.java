package io.github.instructorspring.validation;

import java.util.Map;
import java.util.Optional;

import org.springframework.util.Assert;

/**
 * What a validator may know besides the value: the call's context entries and where the
 * call stands. Immutable.
 *
 * @since 0.1
 */
public final class ValidationContext {

	private final Map<String, Object> entries;

	private final int attempt;

	private final int maxAttempts;

	/**
	 * Create a context.
	 * @param entries what the caller gave with {@code context(name, value)}
	 * @param attempt the number of this attempt, from 1
	 * @param maxAttempts how many attempts the call may take
	 */
	public ValidationContext(Map<String, Object> entries, int attempt, int maxAttempts) {
		this.entries = Map.copyOf(entries);
		this.attempt = attempt;
		this.maxAttempts = maxAttempts;
	}

	/**
	 * An entry of the call's context.
	 * @param name the entry's name
	 * @return the value, or empty when the caller gave none
	 */
	public Optional<Object> get(String name) {
		return Optional.ofNullable(this.entries.get(name));
	}

	/**
	 * An entry of the call's context as a type.
	 * @param <V> the type
	 * @param name the entry's name
	 * @param type the type that the value must have
	 * @return the value, or empty when the caller gave none
	 * @throws IllegalArgumentException when the value is of another type
	 */
	public <V> Optional<V> get(String name, Class<V> type) {
		Object value = this.entries.get(name);
		if (value != null) {
			Assert.isInstanceOf(type, value, () -> "Context entry '" + name + "': ");
		}
		return Optional.ofNullable(value).map(type::cast);
	}

	/**
	 * The number of this attempt.
	 * @return 1 for the first answer of a call
	 */
	public int attempt() {
		return this.attempt;
	}

	/**
	 * How many attempts the call may take.
	 * @return 1 + the maximum number of retries
	 */
	public int maxAttempts() {
		return this.maxAttempts;
	}

}
