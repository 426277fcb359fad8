package io.github.instructorspring;

import org.jspecify.annotations.Nullable;

import io.github.instructorspring.bind.PathState;
import io.github.instructorspring.bind.StreamPosition;

/**
 * An answer as far as it had come at one time. Immutable; what is complete in it is
 * shared with later ones. Its {@code toString()} shows no content.
 *
 * @param <T> the type of the response model
 * @since 0.1
 */
public final class Partial<T> {

	private final T value;

	private final int attempt;

	private final @Nullable StreamPosition position;

	private Partial(T value, int attempt, @Nullable StreamPosition position) {
		this.value = value;
		this.attempt = attempt;
		this.position = position;
	}

	static <T> Partial<T> growing(T value, int attempt, StreamPosition position) {
		return new Partial<>(value, attempt, position);
	}

	static <T> Partial<T> complete(T value, int attempt) {
		return new Partial<>(value, attempt, null);
	}

	/**
	 * The object.
	 * @return the object; not validated, and with empty places, unless
	 * {@link #complete()}
	 */
	public T value() {
		return this.value;
	}

	/**
	 * Whether this is the result of the call: bound from the whole answer, and validated.
	 * @return {@code true} for the last element of a stream that succeeds
	 */
	public boolean complete() {
		return this.position == null;
	}

	/**
	 * Tell a value that is absent or 0 from one that has not come yet.
	 * @param path the path in wire names, such as {@code items[0].name}
	 * @return what had come of it
	 */
	public PathState state(String path) {
		return (this.position != null) ? this.position.state(path) : PathState.COMPLETE;
	}

	/**
	 * The path of the value that was being read.
	 * @return the path in wire names, empty if there was none
	 */
	public String cursor() {
		return (this.position != null) ? this.position.cursor() : "";
	}

	/**
	 * The attempt that the object comes from. A later attempt begins with nothing again.
	 * @return 1 for the first answer of the call
	 */
	public int attempt() {
		return this.attempt;
	}

	@Override
	public String toString() {
		return "Partial[attempt=" + this.attempt + ", complete=" + complete() + "]";
	}

}
