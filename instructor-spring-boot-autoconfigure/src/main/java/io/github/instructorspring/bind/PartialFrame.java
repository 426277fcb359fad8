package io.github.instructorspring.bind;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object or list that is being read.
 */
abstract class PartialFrame {

	/** Where its value belongs, or {@code null} if nowhere. */
	final @Nullable PartialSlot slot;

	/** The JSON of it, if that is needed. */
	@Nullable ContainerNode<?> json;

	/** Whether elements are handed out as JSON. */
	boolean handsOut;

	/** How many values have closed. */
	int count;

	private @Nullable String name;

	/** Whether it was written in a way that is understood only in the end. */
	private boolean odd;

	/** What was shown last. */
	private @Nullable Object shown = PartialSlot.ABSENT;

	private boolean changed = true;

	PartialFrame(@Nullable PartialSlot slot) {
		this.slot = slot;
	}

	/**
	 * A name was read.
	 */
	void name(String name) {
		this.name = name;
	}

	final @Nullable String name() {
		return this.name;
	}

	final boolean isOdd() {
		return this.odd;
	}

	final void setOdd() {
		this.odd = true;
	}

	/**
	 * Where the next value belongs, or {@code null} if nowhere.
	 */
	abstract @Nullable PartialSlot child();

	/**
	 * Whether values below show, now or when they close.
	 */
	boolean isVisible() {
		return true;
	}

	/**
	 * Whether a value below shows before it closes.
	 */
	boolean showsOpen() {
		return isVisible();
	}

	/**
	 * A value closed.
	 * @param value the value, or {@link PartialSlot#ABSENT}
	 * @param node the JSON of it, or {@code null} if it was not needed
	 */
	final void closed(@Nullable Object value, @Nullable JsonNode node) {
		this.count++;
		if (!PartialSlot.isAbsent(value) && !this.odd) {
			put(value);
			this.changed = true;
		}
		collect(node);
		next();
		this.name = null;
	}

	private void collect(@Nullable JsonNode node) {
		if (node == null) {
			return;
		}
		if (this.json instanceof ArrayNode list) {
			list.add(node);
		}
		else if (this.json instanceof ObjectNode object && this.name != null) {
			object.set(this.name, node);
		}
	}

	abstract void put(@Nullable Object value);

	/**
	 * The value changed other than by one that closed below.
	 */
	final void change() {
		this.changed = true;
	}

	/**
	 * The value that was open is not any more.
	 */
	void next() {
	}

	/**
	 * The value so far.
	 * @param tail the value below that is open, or {@link PartialSlot#ABSENT}
	 * @return the value, or {@link PartialSlot#ABSENT}
	 */
	final @Nullable Object show(@Nullable Object tail) {
		if (this.changed || !PartialSlot.isAbsent(tail)) {
			this.shown = build(tail);
			this.changed = !PartialSlot.isAbsent(tail);
		}
		return this.shown;
	}

	/**
	 * The value so far, as it stands in its place.
	 */
	@Nullable Object showInPlace(@Nullable Object tail) {
		Object value = show(tail);
		return (this.slot != null) ? this.slot.wrap(value) : value;
	}

	abstract @Nullable Object build(@Nullable Object tail);

	/**
	 * The value when it closes.
	 * @param values binds what stands in for values that have not come
	 */
	@Nullable Object close(PartialValues values) {
		return show(PartialSlot.ABSENT);
	}

	/**
	 * Whether its JSON is needed to close it.
	 */
	boolean needsJson() {
		return false;
	}

	/**
	 * Whether it is bound as a whole when it closes.
	 */
	boolean isReadWhole() {
		return !isVisible();
	}

	/**
	 * Whether all places have a value.
	 */
	boolean isWhole() {
		return true;
	}

	/**
	 * Whether what was shown last is all there is.
	 */
	boolean isShown() {
		return !this.changed;
	}

	/**
	 * The step to the value that is open: a name, an index or {@code null}.
	 */
	@Nullable Object step() {
		return this.name;
	}

	/**
	 * Whether the name that is open may be content of the model, as the keys of a map
	 * are.
	 */
	boolean hasKeys() {
		return false;
	}

	/**
	 * Tells which values have closed, also later.
	 */
	abstract Predicate<Object> closedSteps();

}
