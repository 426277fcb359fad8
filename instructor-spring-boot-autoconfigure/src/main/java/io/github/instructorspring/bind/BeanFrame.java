package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;

/**
 * A record, or an object of a class.
 */
final class BeanFrame extends PartialFrame {

	private final PartialBean type;

	private final DeserializationContext context;

	private final boolean respelled;

	private final @Nullable Object[] values;

	/** Room for the arguments of a creator. */
	private final @Nullable Object[] room;

	private int open = -1;

	/** The property that probably comes next. */
	private int expected;

	BeanFrame(@Nullable PartialSlot slot, PartialBean type, DeserializationContext context, boolean respelled) {
		super(slot);
		this.type = type;
		this.context = context;
		this.respelled = respelled;
		this.values = new @Nullable Object[type.size()];
		this.room = new @Nullable Object[type.arguments()];
		Arrays.fill(this.values, PartialSlot.ABSENT);
	}

	@Override
	void name(String name) {
		super.name(name);
		this.open = this.type.indexOf(name, this.respelled, this.expected);
		this.expected = this.open + 1;
	}

	@Override
	@Nullable PartialSlot child() {
		return (this.open >= 0) ? this.type.slot(this.open) : null;
	}

	@Override
	void put(@Nullable Object value) {
		if (this.open >= 0) {
			this.values[this.open] = value;
		}
	}

	@Override
	void next() {
		this.open = -1;
	}

	@Override
	boolean isWhole() {
		for (Object value : this.values) {
			if (PartialSlot.isAbsent(value)) {
				return false;
			}
		}
		return true;
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		int place = (PartialSlot.isAbsent(tail)) ? -1 : this.open;
		Object whole = (place >= 0) ? this.values[place] : null;
		try {
			if (place >= 0) {
				this.values[place] = tail;
			}
			return this.type.create(this.values, this.room, false, this.context);
		}
		catch (RuntimeException ex) {
			// It does without parts of it: it is not there yet.
			return PartialSlot.ABSENT;
		}
		finally {
			if (place >= 0) {
				this.values[place] = whole;
			}
		}
	}

	@Override
	@Nullable Object close(PartialValues values) {
		if (isOdd() || (isShown() && isWhole())) {
			return show(PartialSlot.ABSENT);
		}
		fill(values);
		try {
			// What has not come is absent as Jackson has it.
			return this.type.create(this.values, this.room, true, this.context);
		}
		catch (RuntimeException ex) {
			values.refused(ex);
			return show(PartialSlot.ABSENT);
		}
	}

	/**
	 * Fill the places that nothing has come for with what the schema promises.
	 */
	private void fill(PartialValues values) {
		for (int i = 0; i < this.values.length; i++) {
			JsonNode standIn = this.type.slot(i).standIn();
			if (standIn != null && PartialSlot.isAbsent(this.values[i])) {
				this.values[i] = values.bind(this.type.slot(i), standIn);
			}
		}
	}

	@Override
	@Nullable Object step() {
		return (this.open >= 0) ? this.type.name(this.open) : name();
	}

	@Override
	boolean hasKeys() {
		return this.open < 0;
	}

	@Override
	Predicate<Object> closedSteps() {
		BitSet closed = new BitSet(this.values.length);
		for (int i = 0; i < this.values.length; i++) {
			closed.set(i, !PartialSlot.isAbsent(this.values[i]));
		}
		return (step) -> {
			int index = (step instanceof String name) ? this.type.indexOf(name, false) : -1;
			return index >= 0 && closed.get(index);
		};
	}

}
