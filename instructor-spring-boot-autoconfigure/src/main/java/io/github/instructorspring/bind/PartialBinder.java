package io.github.instructorspring.bind;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Binds an answer while it comes: at any time there is the object as far as it can be
 * seen. A preview, that is: what an answer is in the end is what {@link ResponseBinder}
 * says of the whole text.
 * <ul>
 * <li>Texts grow. Numbers, truth values, enums, dates and other scalars come when they
 * are complete. A record comes with its first brace and is filled in place.</li>
 * <li>A list shows its complete elements and the one that is being read, if there is
 * something of it to show; sets, arrays and collections of a concrete class show complete
 * elements only. A map shows an entry once its key is known and its value shows.</li>
 * <li>A member of a union comes when it is known which one it is.</li>
 * <li>What has not come is {@code null}, 0 or {@code false}, a list, set or map is empty,
 * and so is an {@link java.util.Optional}. An object whose constructor refuses that is
 * not there yet.</li>
 * <li>A value that does not fit is left out and becomes one of the
 * {@link #problems()}.</li>
 * <li>What Jackson reads in a way of its own, such as by a custom deserializer, comes
 * when it is complete, and so does what is {@link StreamAtomic}.</li>
 * </ul>
 * Snapshots share what is complete and never change. Each character is read once. One
 * binder is for one answer; not thread-safe.
 *
 * @param <T> the target type
 * @since 0.1
 */
public final class PartialBinder<T> {

	private final PartialReading reading;

	PartialBinder(PartialReading reading) {
		this.reading = reading;
	}

	/**
	 * Keep the elements of the outermost list as JSON, for {@link #takeClosedElements()}.
	 * To be called before the first text.
	 * @return this binder
	 */
	public PartialBinder<T> handOutElements() {
		this.reading.handOutElements();
		return this;
	}

	/**
	 * Take the next piece of the answer.
	 * @param chunk the piece, of any length
	 * @throws StreamLimitException if the answer passes a limit; it cannot be read on
	 */
	public void feed(CharSequence chunk) {
		this.reading.feed(chunk);
	}

	/**
	 * The answer ends here. If it breaks off, the last snapshot stays as it is.
	 */
	public void end() {
		this.reading.end();
	}

	/**
	 * Whether something came since the last snapshot that can be seen.
	 * @return {@code false} if {@link #snapshot()} would return the same object
	 */
	public boolean isChanged() {
		return this.reading.isChanged();
	}

	/**
	 * The object as far as it can be seen. Costs no more than the objects around the
	 * value that is being read; nothing if nothing has changed.
	 * @return the object, not to be changed; {@code null} if nothing is there yet
	 */
	@SuppressWarnings("unchecked")
	public @Nullable T snapshot() {
		return (T) this.reading.snapshot();
	}

	/**
	 * Whether something came since it was told last.
	 * @return {@code false} if {@link #tell} would tell nothing
	 */
	public boolean hasNews() {
		return this.reading.hasNews();
	}

	/**
	 * Tell what came since the last call: the steps from what could be seen then to what
	 * can be seen now, as Jackson writes it. What is complete is as Jackson writes it; of
	 * what is open there is only what came. A set, and what Jackson writes in a way of
	 * its own, is told when it is complete. Each value is written once.
	 * @param sink whom to tell
	 */
	public void tell(DeltaSink sink) {
		this.reading.tell(sink);
	}

	/**
	 * How far the answer has come.
	 * @return the position now, which does not change
	 */
	public StreamPosition position() {
		return this.reading.position();
	}

	/**
	 * The elements of the outermost list that closed since the last call. Only if
	 * {@linkplain #handOutElements() asked for}.
	 * @return the elements as the answer has them, without regard to whether they bind
	 */
	public List<JsonNode> takeClosedElements() {
		return this.reading.takeClosedElements();
	}

	/**
	 * What has been left out so far because it does not fit.
	 * @return the problems, in the order in which they came
	 */
	public List<Finding> problems() {
		return this.reading.problems();
	}

}
