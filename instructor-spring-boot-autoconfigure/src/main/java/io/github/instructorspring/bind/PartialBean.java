package io.github.instructorspring.bind;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record or class as Jackson makes it: the arguments of its creator, then what is set.
 * Immutable once {@linkplain #link linked}.
 */
final class PartialBean {

	private final JavaType type;

	private final ValueInstantiator instantiator;

	private final @Nullable MethodHandle constructor;

	private final List<SettableBeanProperty> properties;

	/** How many of the properties are arguments; the first. */
	private final int arguments;

	private final Map<String, Integer> indexes = new HashMap<>();

	private final Map<String, String> aliases;

	private final String[] names;

	private PartialSlot[] slots = new PartialSlot[0];

	private volatile @Nullable WrittenBean written;

	/**
	 * Create a plan without places.
	 * @param type the record or class
	 * @param instantiator makes instances
	 * @param constructor makes instances faster, or {@code null}
	 * @param properties the properties, those that are arguments first
	 * @param arguments how many these are
	 * @param aliases further names of properties
	 */
	PartialBean(JavaType type, ValueInstantiator instantiator, @Nullable MethodHandle constructor,
			List<SettableBeanProperty> properties, int arguments, Map<String, String> aliases) {
		this.type = type;
		this.instantiator = instantiator;
		this.constructor = constructor;
		this.properties = List.copyOf(properties);
		this.arguments = arguments;
		this.aliases = Map.copyOf(aliases);
		this.names = new String[properties.size()];
		for (int i = 0; i < properties.size(); i++) {
			this.names[i] = properties.get(i).getName();
			this.indexes.put(this.names[i], i);
		}
	}

	void link(List<PartialSlot> places) {
		this.slots = places.toArray(PartialSlot[]::new);
	}

	int size() {
		return this.slots.length;
	}

	/**
	 * How many of the places are arguments; the first.
	 */
	int arguments() {
		return this.arguments;
	}

	PartialSlot slot(int index) {
		return this.slots[index];
	}

	String name(int index) {
		return this.names[index];
	}

	/**
	 * The property that a name means.
	 * @param name the name as it is written
	 * @param respelled whether another spelling will do
	 * @param expected the index of the property that it probably is
	 * @return the index, or -1
	 */
	int indexOf(String name, boolean respelled, int expected) {
		return (expected < this.names.length && this.names[expected].equals(name)) ? expected
				: indexOf(name, respelled);
	}

	/**
	 * The property that a name means.
	 * @param name the name as it is written
	 * @param respelled whether another spelling will do
	 * @return the index, or -1
	 */
	int indexOf(String name, boolean respelled) {
		Integer index = this.indexes.get(name);
		if (index == null && this.aliases.containsKey(name)) {
			index = this.indexes.get(this.aliases.get(name));
		}
		if (index == null && respelled) {
			Map<String, String> found = PropertyNames.find(this.indexes.keySet(), List.of(name));
			index = (found.isEmpty()) ? null : this.indexes.get(found.keySet().iterator().next());
		}
		return (index != null) ? index : -1;
	}

	/**
	 * How instances are written.
	 * @param mapper the mapper
	 * @param instance their class
	 * @return the properties, or {@code null} if these are not all
	 */
	@Nullable WrittenBean written(JsonMapper mapper, Class<?> instance) {
		WrittenBean known = this.written;
		if (known == null || known.type() != instance) {
			known = WrittenBean.of(mapper, this.type, instance);
			this.written = known;
		}
		return known;
	}

	/**
	 * Make an instance of what there is.
	 * @param values the values by index, {@link PartialSlot#ABSENT} for those that have
	 * not come
	 * @param room room for the arguments
	 * @param complete whether nothing comes any more, so that what has not come is absent
	 * as Jackson has it
	 * @param context the context
	 * @return a new instance
	 */
	Object create(@Nullable Object[] values, @Nullable Object[] room, boolean complete,
			DeserializationContext context) {
		Object bean = construct(values, room, complete, context);
		for (int i = this.arguments; i < values.length; i++) {
			Object value = values[i];
			if (!PartialSlot.isAbsent(value)) {
				this.properties.get(i).set(context, bean, value);
			}
			else if (!complete) {
				Object empty = (this.properties.get(i).getType().isPrimitive()) ? null
						: this.slots[i].empty().create(context);
				if (empty != null) {
					this.properties.get(i).set(context, bean, empty);
				}
			}
		}
		return bean;
	}

	private Object construct(@Nullable Object[] values, @Nullable Object[] room, boolean complete,
			DeserializationContext context) {
		if (this.arguments == 0 && !this.instantiator.canCreateFromObjectWith()) {
			return this.instantiator.createUsingDefault(context);
		}
		MethodHandle direct = this.constructor;
		// Another instantiator may keep what it is given.
		@Nullable Object[] given = (direct != null) ? room : new @Nullable Object[this.arguments];
		for (int i = 0; i < this.arguments; i++) {
			given[i] = (PartialSlot.isAbsent(values[i])) ? absent(i, complete, context) : values[i];
		}
		return (direct != null) ? invoke(direct, given) : this.instantiator.createFromObjectWith(context, given);
	}

	private @Nullable Object absent(int index, boolean complete, DeserializationContext context) {
		if (complete) {
			return this.properties.get(index).getNullValueProvider().getAbsentValue(context);
		}
		PartialSlot.Empty empty = this.slots[index].empty();
		return (empty instanceof PartialSlot.Fixed fixed) ? fixed.value() : empty.create(context);
	}

	@SuppressWarnings("NullAway")
	private static Object invoke(MethodHandle constructor, @Nullable Object[] arguments) {
		try {
			return (Object) constructor.invokeExact(arguments);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
