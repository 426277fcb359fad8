package io.github.instructorspring.validation;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One reason why an answer is not acceptable.
 *
 * @param path where, in the names that the model sees, such as {@code addresses[1].zip}
 * or {@code prices["EUR"]}; empty for the whole answer
 * @param message what is wrong, for a reader who may be a person or the model, such as
 * {@code must be greater than or equal to 0}
 * @param rejectedValue what was found, or {@code null} when nothing was: a value of the
 * object, or a JSON node where the answer did not become an object
 * @param severity how much it matters
 * @since 0.1
 */
public record Violation(String path, String message, @Nullable Object rejectedValue, Severity severity) {

	private static final Pattern KEYS = Pattern.compile("\\[\".*?(?<!\\\\)(?:\\\\\\\\)*+\"]", Pattern.DOTALL);

	/**
	 * Create a violation that makes the answer unacceptable.
	 * @param path where
	 * @param message what is wrong
	 * @param rejectedValue what was found, or {@code null}
	 */
	public Violation(String path, String message, @Nullable Object rejectedValue) {
		this(path, message, rejectedValue, Severity.ERROR);
	}

	/**
	 * Create a violation of the whole value.
	 * @param message what is wrong
	 * @return the violation
	 */
	public static Violation of(String message) {
		return new Violation("", message, null);
	}

	/**
	 * Create a violation of a part of the value.
	 * @param path where
	 * @param message what is wrong
	 * @param rejectedValue what was found, or {@code null}
	 * @return the violation
	 */
	public static Violation of(String path, String message, @Nullable Object rejectedValue) {
		return new Violation(path, message, rejectedValue);
	}

	/**
	 * The same violation of a value that is itself part of another.
	 * @param parent where the value stands, empty for the root
	 * @return the violation with the longer path
	 */
	public Violation at(String parent) {
		return new Violation(join(parent, this.path), this.message, this.rejectedValue, this.severity);
	}

	/**
	 * The same violation as one that is recorded, see {@link Check}, and does not make
	 * the answer unacceptable.
	 * @return the violation with severity {@link Severity#CHECK}
	 */
	public Violation asCheck() {
		return withSeverity(Severity.CHECK);
	}

	Violation withSeverity(Severity newSeverity) {
		return new Violation(this.path, this.message, this.rejectedValue, newSeverity);
	}

	static String quoted(String key) {
		return "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
	}

	static String join(String parent, String relative) {
		boolean joined = parent.isEmpty() || relative.isEmpty() || relative.startsWith("[");
		return (joined) ? parent + relative : parent + "." + relative;
	}

	/**
	 * The path without map keys. The message and the value may hold content of the model
	 * and stay out.
	 */
	@Override
	public String toString() {
		return "Violation[path=" + KEYS.matcher(this.path).replaceAll("[*]") + "]";
	}

}
