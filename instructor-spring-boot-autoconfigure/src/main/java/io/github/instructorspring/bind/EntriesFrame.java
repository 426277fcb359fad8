package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A map.
 */
final class EntriesFrame extends PartialFrame {

	private final PartialShape.Entries type;

	private final DeserializationContext context;

	private final Consumer<RuntimeException> failure;

	private Object[] keys = new Object[4];

	private @Nullable Object[] values = new @Nullable Object[4];

	private int size;

	private @Nullable Object key;

	/** Why the name is no key, which it may not be to its end. */
	private @Nullable RuntimeException refused;

	private int copiedSize = -1;

	private @Nullable Object copy;

	/** How many entries have been told to their end. */
	private int told;

	EntriesFrame(PartialSlot slot, PartialShape.Entries type, DeserializationContext context,
			Consumer<RuntimeException> failure) {
		super(slot);
		this.type = type;
		this.context = context;
		this.failure = failure;
	}

	@Override
	void name(String name) {
		super.name(name);
		KeyDeserializer reader = this.type.keys();
		try {
			this.key = (reader != null) ? reader.deserializeKey(name, this.context) : name;
		}
		catch (RuntimeException ex) {
			this.key = null;
			this.refused = ex;
		}
	}

	@Override
	@Nullable PartialSlot child() {
		return (this.key != null) ? this.type.value() : null;
	}

	@Override
	boolean showsOpen() {
		return this.type.container() == null;
	}

	@Override
	void put(@Nullable Object value) {
		if (this.key == null) {
			return;
		}
		if (this.size == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, this.size * 2);
			this.values = Arrays.copyOf(this.values, this.size * 2);
		}
		this.keys[this.size] = this.key;
		this.values[this.size++] = value;
	}

	@Override
	void next() {
		this.key = null;
		if (this.refused != null) {
			this.failure.accept(this.refused);
			this.refused = null;
		}
	}

	@Override
	@Nullable Object build(@Nullable Object tail) {
		boolean open = !PartialSlot.isAbsent(tail) && this.key != null;
		PartialShape.Container<Map<Object, @Nullable Object>> container = this.type.container();
		if (container == null) {
			return new PartialMap(this.keys, this.values, this.size, (open) ? this.key : null, (open) ? tail : null);
		}
		if (Granularity.hasGrown(this.copiedSize, this.size)) {
			this.copy = copy(container);
			this.copiedSize = this.size;
		}
		return this.copy;
	}

	private Object copy(PartialShape.Container<Map<Object, @Nullable Object>> container) {
		Map<Object, @Nullable Object> content = new LinkedHashMap<>();
		for (int i = 0; i < this.size; i++) {
			content.put(this.keys[i], this.values[i]);
		}
		return container.of(content, this.context);
	}

	@Override
	@Nullable Object close(PartialValues values) {
		PartialShape.Container<Map<Object, @Nullable Object>> container = this.type.container();
		return (container == null || this.copiedSize == this.size) ? super.close(values) : copy(container);
	}

	@Override
	@Nullable JsonNode begin(DeltaPlace start, JsonMapper mapper) {
		JsonNode empty = write(start, new Object[0], new @Nullable Object[0]);
		return (empty == null || empty.isObject()) ? JsonNodeFactory.instance.objectNode() : null;
	}

	/**
	 * Write some entries as the whole map would be.
	 */
	private @Nullable JsonNode write(DeltaPlace start, Object[] someKeys, @Nullable Object[] someValues) {
		PartialMap map = new PartialMap(someKeys, someValues, someKeys.length, null, null);
		PartialShape.Container<Map<Object, @Nullable Object>> container = this.type.container();
		Object value = (container != null) ? container.of(map, this.context) : map;
		return start.write((this.slot != null) ? this.slot.wrap(value) : value);
	}

	@Override
	@Nullable DeltaPlace openPlace() {
		DeltaPlace start = this.place;
		Object open = this.key;
		if (start == null || open == null) {
			return null;
		}
		Object[] keys = { open };
		JsonNode named = (open instanceof String) ? null : write(start, keys, new @Nullable Object[1]);
		String property = (open instanceof String text) ? text
				: (named != null && named.size() == 1) ? named.propertyNames().iterator().next() : null;
		return (property != null) ? new DeltaPlace(start.below(property), start.plain(), (value) -> {
			JsonNode map = write(start, keys, new @Nullable Object[] { value });
			return (map != null) ? map.get(property) : null;
		}) : null;
	}

	@Override
	void finish(ToldPart finished) {
		this.told++;
	}

	@Override
	void tellClosed(@Nullable Object value, DeltaSink sink) {
		DeltaPlace start = this.place;
		if (start == null || this.told == this.size) {
			return;
		}
		JsonNode map = write(start, Arrays.copyOfRange(this.keys, this.told, this.size),
				Arrays.copyOfRange(this.values, this.told, this.size));
		this.told = this.size;
		if (map != null) {
			map.forEachEntry((property, node) -> sink.set(start.below(property), node));
		}
	}

	@Override
	boolean hasKeys() {
		return true;
	}

	@Override
	Predicate<Object> closedSteps() {
		Object[] known = this.keys;
		int closed = this.size;
		return (step) -> Arrays.asList(known)
			.subList(0, closed)
			.stream()
			.anyMatch((key) -> key.toString().equals(step));
	}

}
