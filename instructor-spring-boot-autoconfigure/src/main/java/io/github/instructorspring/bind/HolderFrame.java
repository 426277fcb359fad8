package io.github.instructorspring.bind;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What holds the whole value, or the one property of a wrapper.
 */
final class HolderFrame extends PartialFrame {

	private final PartialSlot content;

	/** The property that has the value; {@code null} if any value is it. */
	private final @Nullable String wrapper;

	/** The step to a value that lacks its wrapper. */
	private @Nullable String missingStep;

	private @Nullable Object value = PartialSlot.ABSENT;

	HolderFrame(PartialSlot content, @Nullable String wrapper) {
		super(content);
		this.content = content;
		this.wrapper = wrapper;
	}

	void setStep(@Nullable String step) {
		this.missingStep = step;
	}

	@Override
	@Nullable PartialSlot child() {
		return (this.wrapper == null || this.wrapper.equals(name())) ? this.content : null;
	}

	@Override
	void put(@Nullable Object value) {
		this.value = value;
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		return (PartialSlot.isAbsent(tail)) ? this.value : tail;
	}

	@Override
	@Nullable Object showInPlace(@Nullable Object tail) {
		return show(tail);
	}

	@Override
	@Nullable Object step() {
		return (this.missingStep != null) ? this.missingStep : name();
	}

	@Override
	boolean hasKeys() {
		return child() == null;
	}

	@Override
	Predicate<Object> closedSteps() {
		boolean has = !PartialSlot.isAbsent(this.value);
		return (step) -> has && (step.equals(this.wrapper) || step.equals(this.missingStep));
	}

}
