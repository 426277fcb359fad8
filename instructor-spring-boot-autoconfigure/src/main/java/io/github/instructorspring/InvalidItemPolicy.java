package io.github.instructorspring;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.github.instructorspring.validation.Remedy;

/**
 * What becomes of an item of a stream that is not of its type, or not acceptable.
 * Immutable.
 *
 * @since 0.1
 * @see InstructorOperations.StreamSpec#items(InvalidItemPolicy)
 */
public final class InvalidItemPolicy {

	private static final InvalidItemPolicy FAIL = new InvalidItemPolicy(Kind.FAIL, null);

	private static final InvalidItemPolicy REASK = new InvalidItemPolicy(Kind.REASK, null);

	private final Kind kind;

	private final @Nullable Consumer<? super InvalidItemException> report;

	private InvalidItemPolicy(Kind kind, @Nullable Consumer<? super InvalidItemException> report) {
		this.kind = kind;
		this.report = report;
	}

	/**
	 * The stream ends with the first one, in an {@link InvalidItemException}, and the
	 * request is cancelled. The default.
	 * @return the policy
	 */
	public static InvalidItemPolicy fail() {
		return FAIL;
	}

	/**
	 * It is left out and reported, and the stream goes on.
	 * @param report hears of each one, on the thread of the stream, which it must not
	 * block; what it throws ends the stream
	 * @return the policy
	 */
	public static InvalidItemPolicy skip(Consumer<? super InvalidItemException> report) {
		Assert.notNull(report, "'report' must not be null");
		return new InvalidItemPolicy(Kind.SKIP, report);
	}

	/**
	 * The stream goes on without it; after the answer, the model is asked again for what
	 * is wrong with all such items, within the retry policy and the budget of the call,
	 * and they come last. One that stays unacceptable ends the stream in an
	 * {@link InvalidItemException}.
	 * @return the policy
	 */
	public static InvalidItemPolicy reask() {
		return REASK;
	}

	boolean fails() {
		return this.kind == Kind.FAIL;
	}

	boolean asksAgain() {
		return this.kind == Kind.REASK;
	}

	/**
	 * What is done to such an element of the whole list.
	 */
	Remedy remedy() {
		return (this.kind == Kind.SKIP) ? Remedy.DROP_ELEMENT : Remedy.REASK;
	}

	void report(InvalidItemException invalid) {
		if (this.report != null) {
			this.report.accept(invalid);
		}
	}

	@Override
	public String toString() {
		return "InvalidItemPolicy[" + this.kind + "]";
	}

	private enum Kind {

		FAIL, SKIP, REASK

	}

}
