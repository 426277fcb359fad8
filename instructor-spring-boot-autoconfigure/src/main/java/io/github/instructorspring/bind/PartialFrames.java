package io.github.instructorspring.bind;

import org.jspecify.annotations.Nullable;

/**
 * Finds the frame for an object or list by the place where it begins.
 */
final class PartialFrames {

	private final PartialValues values;

	private final boolean respelled;

	/**
	 * Create frames.
	 * @param values reads what stands in them
	 * @param respelled whether names may be spelled otherwise
	 */
	PartialFrames(PartialValues values, boolean respelled) {
		this.values = values;
		this.respelled = respelled;
	}

	/**
	 * A frame for an object or list.
	 * @param slot where it begins, or {@code null} if nowhere
	 * @param list whether it is a list
	 * @param json whether its JSON is needed
	 */
	PartialFrame open(@Nullable PartialSlot slot, boolean list, boolean json) {
		if (slot == null) {
			return new ClosedFrame(null, list);
		}
		PartialShape shape = slot.shape();
		if (shape instanceof PartialShape.Tree) {
			return new TreeFrame(slot, PartialShapes.NODE);
		}
		return (list) ? list(slot, shape) : object(slot, shape, json);
	}

	private PartialFrame list(PartialSlot slot, PartialShape shape) {
		if (shape instanceof PartialShape.Elements view) {
			return new ElementsFrame(slot, view.element(), null, this.values.context());
		}
		if (shape instanceof PartialShape.Copied copied) {
			return new ElementsFrame(slot, copied.element(), copied, this.values.context());
		}
		return (shape instanceof PartialShape.Any)
				? new ElementsFrame(slot, PartialShapes.ANY, null, this.values.context()) : new ClosedFrame(slot, true);
	}

	private PartialFrame object(PartialSlot slot, PartialShape shape, boolean json) {
		if (shape instanceof PartialShape.Bean bean) {
			return new BeanFrame(slot, bean.type(), this.values.context(), this.respelled);
		}
		if (shape instanceof PartialShape.Union union) {
			return new UnionFrame(slot, union.members(), json);
		}
		PartialShape.Entries entries = (shape instanceof PartialShape.Any) ? PartialShapes.ANY_ENTRIES
				: (shape instanceof PartialShape.Entries own) ? own : null;
		return (entries != null) ? new EntriesFrame(slot, entries, this.values.context(), this.values::refused)
				: new ClosedFrame(slot, false);
	}

}
