package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;

/**
 * What was told of a value before it closed: the beginning of a text, or what was in an
 * object or list.
 */
final class ToldPart {

	private static final DeltaPlace NOWHERE = new DeltaPlace("", false, (value) -> null);

	private final DeltaPlace place;

	private final @Nullable PartialFrame frame;

	private final @Nullable StringBuilder text;

	/** How long the text was when it was last seen to be written as it is. */
	private int checked;

	private boolean told = true;

	private boolean closed;

	private @Nullable Object value = PartialSlot.ABSENT;

	private ToldPart(DeltaPlace place, @Nullable PartialFrame frame, @Nullable StringBuilder text) {
		this.place = place;
		this.frame = frame;
		this.text = text;
	}

	static ToldPart of(DeltaPlace place, PartialFrame frame) {
		return new ToldPart(place, frame, null);
	}

	static ToldPart of(DeltaPlace place, String text) {
		ToldPart part = new ToldPart(place, null, new StringBuilder(text));
		part.checked = text.length();
		return part;
	}

	/**
	 * Nothing is told before it closes.
	 */
	static ToldPart withheld(@Nullable PartialFrame frame) {
		ToldPart part = new ToldPart(NOWHERE, frame, null);
		part.told = false;
		return part;
	}

	DeltaPlace place() {
		return this.place;
	}

	@Nullable PartialFrame frame() {
		return this.frame;
	}

	@Nullable StringBuilder text() {
		return this.text;
	}

	boolean isTold() {
		return this.told;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * The value as it closed, or {@link PartialSlot#ABSENT} if there is none.
	 */
	@Nullable Object value() {
		return this.value;
	}

	void close(@Nullable Object value) {
		if (!this.closed) {
			this.closed = true;
			this.value = value;
		}
	}

	/**
	 * Whether it is time to see again how the text is written.
	 */
	boolean isToCheck(int length) {
		if (Granularity.hasGrown(this.checked, length)) {
			this.checked = length;
			return true;
		}
		return false;
	}

}
