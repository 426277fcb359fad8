package io.github.instructorspring.bind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.json.RepairPolicy;

/**
 * The kinds of frames.
 */
final class PartialFrames {

	/** What is shorter is copied whenever it grows. */
	private static final int SHORT = 512;

	/** What is longer is copied when it has grown by 1/64. */
	private static final int GROWTH = 6;

	private PartialFrames() {
	}

	/**
	 * Whether a text or container that was copied is to be copied again.
	 */
	static boolean hasGrown(int from, int to) {
		return from != to && (from < SHORT || to < from || to - from > from >> GROWTH);
	}

	/**
	 * What holds the whole value, or the one property of a wrapper.
	 */
	static final class Holder extends PartialFrame {

		private final PartialSlot content;

		/** The property that has the value; {@code null} if any value is it. */
		private final @Nullable String wrapper;

		/** The step to a value that lacks its wrapper. */
		private @Nullable String missingStep;

		private @Nullable Object value = PartialSlot.ABSENT;

		Holder(PartialSlot content, @Nullable String wrapper) {
			super(content);
			this.content = content;
			this.wrapper = wrapper;
		}

		void setStep(@Nullable String step) {
			this.missingStep = step;
		}

		@Override
		@Nullable PartialSlot child() {
			return (this.wrapper == null || this.wrapper.equals(name())) ? this.content : null;
		}

		@Override
		void put(@Nullable Object value) {
			this.value = value;
		}

		@Override
		@Nullable Object build(@Nullable Object tail) {
			return (PartialSlot.isAbsent(tail)) ? this.value : tail;
		}

		@Override
		@Nullable Object step() {
			return (this.missingStep != null) ? this.missingStep : name();
		}

		@Override
		boolean hasKeys() {
			return child() == null;
		}

		@Override
		Predicate<Object> closedSteps() {
			boolean has = !PartialSlot.isAbsent(this.value);
			return (step) -> has && (step.equals(this.wrapper) || step.equals(this.missingStep));
		}

	}

	/**
	 * An object or list that shows when it closes, or never.
	 */
	static final class Closed extends PartialFrame {

		private final boolean list;

		Closed(@Nullable PartialSlot slot, boolean list) {
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
		@Nullable Object step() {
			return (this.list) ? (Object) this.count : name();
		}

		@Override
		boolean hasKeys() {
			return true;
		}

		@Override
		Predicate<Object> closedSteps() {
			return (step) -> false;
		}

	}

	/**
	 * A record, or an object of a class.
	 */
	static final class Bean extends PartialFrame {

		private final PartialBean type;

		private final DeserializationContext context;

		private final boolean respelled;

		private final @Nullable Object[] values;

		private @Nullable Object @Nullable [] withTail;

		private int open = -1;

		Bean(@Nullable PartialSlot slot, PartialBean type, DeserializationContext context, boolean respelled) {
			super(slot);
			this.type = type;
			this.context = context;
			this.respelled = respelled;
			this.values = new @Nullable Object[type.size()];
			Arrays.fill(this.values, PartialSlot.ABSENT);
		}

		@Override
		void name(String name) {
			super.name(name);
			this.open = this.type.indexOf(name, this.respelled);
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

		/**
		 * Whether each place has its value.
		 */
		boolean isWhole() {
			for (Object value : this.values) {
				if (PartialSlot.isAbsent(value)) {
					return false;
				}
			}
			return true;
		}

		/**
		 * Fill the places that nothing has come for with what the schema promises.
		 */
		void fill(BiFunction<PartialSlot, JsonNode, @Nullable Object> binder) {
			for (int i = 0; i < this.values.length; i++) {
				JsonNode standIn = this.type.slot(i).standIn();
				if (standIn != null && PartialSlot.isAbsent(this.values[i])) {
					this.values[i] = binder.apply(this.type.slot(i), standIn);
				}
			}
		}

		@Override
		@Nullable Object build(@Nullable Object tail) {
			@Nullable Object[] given = this.values;
			if (!PartialSlot.isAbsent(tail) && this.open >= 0) {
				given = (this.withTail != null) ? this.withTail : new @Nullable Object[this.values.length];
				System.arraycopy(this.values, 0, given, 0, given.length);
				given[this.open] = tail;
				this.withTail = given;
			}
			try {
				return this.type.create(given, false, this.context);
			}
			catch (RuntimeException ex) {
				// It does without parts of it: it is not there yet.
				return PartialSlot.ABSENT;
			}
		}

		/**
		 * The object with nothing but absent values where nothing has come.
		 */
		Object create() {
			return this.type.create(this.values, true, this.context);
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

	/**
	 * A value of one of several classes. Until it is known of which, its JSON is kept.
	 */
	static final class Union extends PartialFrame {

		private final PartialUnion members;

		private final boolean kept;

		private @Nullable Bean chosen;

		Union(PartialSlot slot, PartialUnion members, boolean kept) {
			super(slot);
			this.members = members;
			this.kept = kept;
		}

		/**
		 * Whether the next value says of which class it is.
		 */
		boolean isNext() {
			return this.chosen == null && this.members.property().equals(name());
		}

		@Nullable Bean choose(String text, DeserializationContext context, RepairPolicy policy) {
			PartialBean member = this.members.member(text, policy);
			this.chosen = (member != null) ? new Bean(this.slot, member, context, policy.allows(Coercion.PROPERTY_NAME))
					: null;
			change();
			return this.chosen;
		}

		@Nullable Bean chosen() {
			return this.chosen;
		}

		PartialUnion members() {
			return this.members;
		}

		boolean isKept() {
			return this.kept;
		}

		@Override
		void name(String name) {
			super.name(name);
			if (this.chosen != null) {
				this.chosen.name(name);
			}
		}

		@Override
		@Nullable PartialSlot child() {
			return (this.chosen != null) ? this.chosen.child() : null;
		}

		@Override
		boolean isVisible() {
			return this.chosen != null;
		}

		@Override
		void put(@Nullable Object value) {
			if (this.chosen != null) {
				this.chosen.closed(value, null);
			}
		}

		@Override
		void next() {
			if (this.chosen != null) {
				this.chosen.next();
			}
		}

		@Override
		@Nullable Object build(@Nullable Object tail) {
			return (this.chosen != null) ? this.chosen.show(tail) : PartialSlot.ABSENT;
		}

		@Override
		@Nullable Object step() {
			return (this.chosen != null) ? this.chosen.step() : name();
		}

		@Override
		boolean hasKeys() {
			return this.chosen == null || this.chosen.hasKeys();
		}

		@Override
		Predicate<Object> closedSteps() {
			String property = this.members.property();
			Predicate<Object> below = (this.chosen != null) ? this.chosen.closedSteps() : (step) -> false;
			return (step) -> property.equals(step) || below.test(step);
		}

	}

	/**
	 * A list, or a container of whole elements.
	 */
	static final class Elements extends PartialFrame {

		private final PartialSlot element;

		private final PartialShape.@Nullable Copied copied;

		private final DeserializationContext context;

		private @Nullable Object[] elements = new @Nullable Object[4];

		private int size;

		private int copiedSize = -1;

		private @Nullable Object copy;

		Elements(PartialSlot slot, PartialSlot element, PartialShape.@Nullable Copied copied,
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
			if (hasGrown(this.copiedSize, this.size)) {
				this.copy = this.copied.container().of(new PartialList(this.elements, this.size), this.context);
				this.copiedSize = this.size;
			}
			return this.copy;
		}

		@Override
		@Nullable Object close() {
			if (this.copied != null) {
				return (this.copiedSize == this.size) ? this.copy
						: this.copied.container().of(new PartialList(this.elements, this.size), this.context);
			}
			return (isShown()) ? super.close() : new PartialList(Arrays.copyOf(this.elements, this.size), this.size);
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

	/**
	 * A map.
	 */
	static final class Entries extends PartialFrame {

		private final PartialShape.Entries type;

		private final DeserializationContext context;

		private final KeyFailure failure;

		private Object[] keys = new Object[4];

		private @Nullable Object[] values = new @Nullable Object[4];

		private int size;

		private @Nullable Object key;

		/** Why the name is no key, which it may not be to its end. */
		private @Nullable RuntimeException refused;

		private int copiedSize = -1;

		private @Nullable Object copy;

		Entries(PartialSlot slot, PartialShape.Entries type, DeserializationContext context, KeyFailure failure) {
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
				this.failure.report(this.refused);
				this.refused = null;
			}
		}

		@Override
		@Nullable Object build(@Nullable Object tail) {
			boolean open = !PartialSlot.isAbsent(tail) && this.key != null;
			PartialShape.Container<Map<Object, @Nullable Object>> container = this.type.container();
			if (container == null) {
				return new PartialMap(this.keys, this.values, this.size, (open) ? this.key : null,
						(open) ? tail : null);
			}
			if (hasGrown(this.copiedSize, this.size)) {
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
		@Nullable Object close() {
			PartialShape.Container<Map<Object, @Nullable Object>> container = this.type.container();
			return (container == null || this.copiedSize == this.size) ? super.close() : copy(container);
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

	/**
	 * A tree of JSON.
	 */
	static final class Tree extends PartialFrame {

		private final PartialSlot element;

		private int copiedSize = -1;

		private @Nullable JsonNode copy;

		Tree(PartialSlot slot, PartialSlot element) {
			super(slot);
			this.element = element;
		}

		@Override
		PartialSlot child() {
			return this.element;
		}

		@Override
		void put(@Nullable Object value) {
			// Its JSON has it.
		}

		@Override
		@Nullable Object build(@Nullable Object tail) {
			JsonNode last = (tail instanceof String text) ? JsonNodeFactory.instance.stringNode(text)
					: (tail instanceof JsonNode node) ? node : null;
			boolean whole = this.json == null || hasGrown(this.copiedSize, this.json.size())
					|| this.json.size() < SHORT;
			if (whole) {
				this.copy = copy(last);
				this.copiedSize = (this.json != null) ? this.json.size() : 0;
			}
			return this.copy;
		}

		private JsonNode copy(@Nullable JsonNode last) {
			if (this.json instanceof ArrayNode list) {
				ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size() + 1);
				list.forEach(copy::add);
				return (last != null) ? copy.add(last) : copy;
			}
			ObjectNode copy = JsonNodeFactory.instance.objectNode();
			if (this.json instanceof ObjectNode object) {
				copy.setAll(object);
			}
			String name = name();
			if (last != null && name != null) {
				copy.set(name, last);
			}
			return copy;
		}

		@Override
		@Nullable Object step() {
			return (this.json instanceof ArrayNode) ? (Object) this.count : name();
		}

		@Override
		boolean hasKeys() {
			return true;
		}

		@Override
		Predicate<Object> closedSteps() {
			JsonNode now = this.json;
			int closed = this.count;
			Set<String> names = (now instanceof ObjectNode object) ? Set.copyOf(object.propertyNames()) : Set.of();
			return (step) -> (step instanceof Integer index) ? index < closed && now instanceof ArrayNode
					: names.contains(step);
		}

	}

	/**
	 * Whom to tell of keys that cannot be read.
	 */
	@FunctionalInterface
	interface KeyFailure {

		void report(RuntimeException failure);

	}

}
