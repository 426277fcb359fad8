package io.github.instructorspring.bind;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

	/** Where it is told of, once it is. */
	@Nullable DeltaPlace place;

	/** What was told of a value before it closed. */
	@Nullable ToldPart part;

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
		closePart((this.odd) ? PartialSlot.ABSENT : value);
		if (!PartialSlot.isAbsent(value) && !this.odd) {
			put(value);
			this.changed = true;
		}
		collect(node);
		next();
		this.name = null;
	}

	/**
	 * The value closed of which a part may have been told.
	 */
	void closePart(@Nullable Object value) {
		if (this.part != null) {
			this.part.close(value);
		}
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

	/**
	 * The value as it was shown last.
	 */
	final @Nullable Object shown() {
		return this.shown;
	}

	/**
	 * What is told of what is in it, or {@code null} if that is told when it closes.
	 */
	@Nullable PartialFrame told() {
		return this;
	}

	/**
	 * Whether anything was told of what is in it.
	 */
	boolean hasTold() {
		return this.part != null;
	}

	/**
	 * The JSON that it begins with.
	 * @param start the place where it stands
	 * @param mapper writes it
	 * @return the JSON, without what is in it; {@code null} if it can be told as a whole
	 * only
	 */
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		return null;
	}

	/**
	 * The place of the value that is open, or {@code null} if it is told when it closes.
	 */
	@Nullable DeltaPlace openPlace() {
		return null;
	}

	/**
	 * Tell the beginning of the value that is open.
	 */
	void tellOpen(DeltaPlace open, JsonNode value, DeltaSink sink) {
		sink.set(open.pointer(), value);
	}

	/**
	 * A value that was open when it was told of first has been told to its end.
	 */
	void finish(ToldPart finished) {
	}

	/**
	 * Tell the values that have closed.
	 * @param value what is shown of the whole
	 * @param sink whom to tell
	 */
	void tellClosed(@Nullable Object value, DeltaSink sink) {
	}

	/**
	 * Tell what is there although it did not come.
	 * @param value the whole
	 * @param sink whom to tell
	 */
	void tellEnd(@Nullable Object value, DeltaSink sink) {
	}

}
