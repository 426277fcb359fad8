package io.github.instructorspring.bind;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * An object or list that shows when it closes, or never.
 */
final class ClosedFrame extends PartialFrame {

	private final boolean list;

	ClosedFrame(@Nullable PartialSlot slot, boolean list) {
		super(slot);
		this.list = list;
	}

	@Override
	@Nullable PartialSlot child() {
		return null;
	}

	@Override
	boolean isVisible() {
		return false;
	}

	@Override
	void put(@Nullable Object value) {
		// Its JSON is enough.
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		return PartialSlot.ABSENT;
	}

	@Override
	boolean needsJson() {
		return this.slot != null;
	}

	@Override
	@Nullable Object step() {
		return (this.list) ? (Object) this.count : name();
	}

	@Override
	boolean hasKeys() {
		return true;
	}

	@Override
	@Nullable PartialFrame told() {
		return null;
	}

	@Override
	Predicate<Object> closedSteps() {
		return (step) -> false;
	}

}
