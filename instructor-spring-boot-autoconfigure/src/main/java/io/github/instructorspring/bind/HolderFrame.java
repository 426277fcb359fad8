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

	private boolean whole;

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
		this.whole = false;
	}

	@Override
	boolean hasTold() {
		return this.whole || super.hasTold();
	}

	@Override
	@Nullable DeltaPlace openPlace() {
		return this.place;
	}

	@Override
	void finish(ToldPart finished) {
		this.whole = true;
	}

	@Override
	void tellClosed(@Nullable Object value, DeltaSink sink) {
		if (!this.whole && this.place != null && !PartialSlot.isAbsent(this.value)) {
			sink.set(this.place.pointer(), this.place.write(this.value));
			this.whole = true;
		}
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
