package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

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

	/** How many elements have been told to their end. */
	private int told;

	/** How many elements were added, also those that proved not to be any. */
	private int added;

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
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		if (this.copied != null && !this.copied.ordered()) {
			return null;
		}
		JsonNode empty = write(start, 0, new @Nullable Object[0]);
		return (empty == null || empty.isArray()) ? JsonNodeFactory.instance.arrayNode() : null;
	}

	/**
	 * Write some elements as the whole list would be.
	 */
	private @Nullable JsonNode write(DeltaPlace start, int size, @Nullable Object[] some) {
		PartialList list = new PartialList(some, size);
		Object value = (this.copied != null) ? this.copied.container().of(list, this.context) : list;
		return start.write((this.slot != null) ? this.slot.wrap(value) : value);
	}

	@Override
	@Nullable DeltaPlace openPlace() {
		DeltaPlace start = this.place;
		if (start == null) {
			return null;
		}
		return new DeltaPlace(start.below(this.size), start.plain(), (value) -> {
			JsonNode list = write(start, 1, new @Nullable Object[] { value });
			return (list != null && list.size() == 1) ? list.get(0) : null;
		});
	}

	@Override
	void tellOpen(DeltaPlace open, JsonNode value, DeltaSink sink) {
		tell(this.size, value, sink);
	}

	@Override
	void finish(ToldPart finished) {
		this.told++;
	}

	@Override
	void tellClosed(@Nullable Object value, DeltaSink sink) {
		if (this.place == null || this.told == this.size) {
			return;
		}
		JsonNode list = write(this.place, this.size - this.told,
				Arrays.copyOfRange(this.elements, this.told, this.size));
		for (int i = 0; this.told < this.size; i++) {
			tell(this.told++, (list != null) ? list.get(i) : null, sink);
		}
	}

	private void tell(int index, @Nullable JsonNode value, DeltaSink sink) {
		DeltaPlace start = Objects.requireNonNull(this.place);
		if (index < this.added) {
			sink.set(start.below(index), value);
		}
		else {
			sink.add(start.pointer(), value);
			this.added++;
		}
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
