package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

	private @Nullable WrittenBean written;

	/** The properties that were told, by their index when they are written. */
	private final BitSet told = new BitSet();

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
			if (this.written != null && writer(this.open) >= 0) {
				this.told.clear(writer(this.open));
			}
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
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		return begin(start, mapper, null);
	}

	/**
	 * The JSON that it begins with, if it is written property by property.
	 * @param discriminator the name of what else there may be, or {@code null}
	 */
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper, @Nullable String discriminator) {
		Object bean = shown();
		WrittenBean properties = (bean != null) ? this.type.written(mapper, bean.getClass()) : null;
		if (bean == null || properties == null
				|| !(start.write((this.slot != null) ? this.slot.wrap(bean) : bean) instanceof ObjectNode whole)) {
			return null;
		}
		ObjectNode empty = JsonNodeFactory.instance.objectNode();
		if (discriminator != null && properties.indexOf(discriminator) < 0 && whole.has(discriminator)) {
			empty.set(discriminator, whole.remove(discriminator));
		}
		if (!whole.equals(properties.write(bean, properties.all()))) {
			return null;
		}
		this.written = properties;
		return empty;
	}

	/**
	 * How a property is written, or -1 if it is not.
	 */
	private int writer(int index) {
		return (this.written != null) ? this.written.indexOf(this.type.name(index)) : -1;
	}

	@Override
	@Nullable DeltaPlace openPlace() {
		WrittenBean properties = this.written;
		int index = this.open;
		int writer = (index >= 0) ? writer(index) : -1;
		if (properties == null || this.place == null || writer < 0) {
			return null;
		}
		String property = this.type.name(index);
		BitSet only = new BitSet();
		only.set(writer);
		return new DeltaPlace(this.place.below(property), properties.isPlain(writer), (value) -> {
			Object bean = create(index, value);
			ObjectNode object = (bean != null) ? properties.write(bean, only) : null;
			return (object != null) ? object.get(property) : null;
		});
	}

	/**
	 * The object with another value.
	 * @return the object, or {@code null} if it refuses that
	 */
	private @Nullable Object create(int index, @Nullable Object value) {
		@Nullable Object[] given = this.values.clone();
		given[index] = value;
		try {
			return this.type.create(given, this.room, false, this.context);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	@Override
	void finish(ToldPart finished) {
		for (int i = 0; i < this.values.length; i++) {
			if (this.values[i] == finished.value() && writer(i) >= 0
					&& finished.place().pointer().equals(below(this.type.name(i)))) {
				this.told.set(writer(i));
			}
		}
	}

	private String below(String property) {
		return (this.place != null) ? this.place.below(property) : "";
	}

	@Override
	void tellClosed(@Nullable Object value, DeltaSink sink) {
		BitSet news = new BitSet();
		for (int i = 0; i < this.values.length; i++) {
			if (!PartialSlot.isAbsent(this.values[i]) && writer(i) >= 0 && !this.told.get(writer(i))) {
				news.set(writer(i));
			}
		}
		tell(value, news, sink);
	}

	@Override
	void tellEnd(@Nullable Object value, DeltaSink sink) {
		if (this.written != null) {
			BitSet news = this.written.all();
			news.andNot(this.told);
			tell(value, news, sink);
		}
	}

	private void tell(@Nullable Object bean, BitSet news, DeltaSink sink) {
		ObjectNode object = (this.written != null && bean != null && !news.isEmpty()) ? this.written.write(bean, news)
				: null;
		if (object != null) {
			object.forEachEntry((property, node) -> sink.set(below(property), node));
			this.told.or(news);
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
