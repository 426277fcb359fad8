package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;

/**
 * A list, or a container of whole elements.
 */
final class ElementsFrame extends PartialFrame {

	private final PartialSlot element;

	private final PartialShape.@Nullable Copied copied;

	private final DeserializationContext context;

	private @Nullable Object[] elements = new @Nullable Object[4];

	private int size;

	private int copiedSize = -1;

	private @Nullable Object copy;

	ElementsFrame(PartialSlot slot, PartialSlot element, PartialShape.@Nullable Copied copied,
			DeserializationContext context) {
		super(slot);
		this.element = element;
		this.copied = copied;
		this.context = context;
	}

	@Override
	PartialSlot child() {
		return this.element;
	}

	@Override
	boolean showsOpen() {
		return this.copied == null;
	}

	@Override
	void put(@Nullable Object value) {
		if (this.size == this.elements.length) {
			this.elements = Arrays.copyOf(this.elements, this.size * 2);
		}
		this.elements[this.size++] = value;
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		if (this.copied == null) {
			return (PartialSlot.isAbsent(tail)) ? new PartialList(this.elements, this.size)
					: new PartialList(this.elements, this.size, tail);
		}
		if (Granularity.hasGrown(this.copiedSize, this.size)) {
			this.copy = this.copied.container().of(new PartialList(this.elements, this.size), this.context);
			this.copiedSize = this.size;
		}
		return this.copy;
	}

	@Override
	@Nullable Object close(PartialValues values) {
		if (this.copied != null) {
			return (this.copiedSize == this.size) ? this.copy
					: this.copied.container().of(new PartialList(this.elements, this.size), this.context);
		}
		return (isShown()) ? super.close(values) : new PartialList(Arrays.copyOf(this.elements, this.size), this.size);
	}

	@Override
	Object step() {
		return this.count;
	}

	@Override
	Predicate<Object> closedSteps() {
		int closed = this.count;
		return (step) -> step instanceof Integer index && index < closed;
	}

}
