package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.util.ClassUtil;

/**
 * How Jackson writes the properties of a class, one by one. Immutable.
 */
final class WrittenBean {

	private final WrittenValue written;

	private final Class<?> type;

	private final List<PropertyWriter> writers;

	private final BitSet plain = new BitSet();

	private final Map<String, Integer> indexes = new HashMap<>();

	private WrittenBean(JsonMapper mapper, Class<?> type, List<PropertyWriter> writers) {
		this.written = new WrittenValue(mapper);
		this.type = type;
		this.writers = writers;
		SerializationConfig config = mapper.serializationConfig();
		for (int i = 0; i < writers.size(); i++) {
			this.indexes.put(writers.get(i).getName(), i);
			this.plain.set(i, isPlain(writers.get(i), config));
		}
	}

	/**
	 * The properties of a class.
	 * @return the properties, or {@code null} if Jackson does not write it by these
	 */
	static @Nullable WrittenBean of(JsonMapper mapper, JavaType declared, Class<?> type) {
		try {
			SerializationContext context = mapper._serializationContext();
			JavaType specialized = context.constructSpecializedType(declared, type);
			if (!(context.findPrimaryPropertySerializer(specialized, null) instanceof BeanSerializerBase serializer)) {
				return null;
			}
			List<PropertyWriter> writers = new ArrayList<>();
			serializer.properties().forEachRemaining(writers::add);
			return new WrittenBean(mapper, type, writers);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Whether nothing stands between a text and its JSON.
	 */
	private static boolean isPlain(PropertyWriter writer, SerializationConfig config) {
		AnnotatedMember member = writer.getMember();
		AnnotationIntrospector annotations = config.getAnnotationIntrospector();
		boolean own = member == null || writer.getClass() != BeanPropertyWriter.class
				|| annotations.findSerializer(config, member) != null
				|| annotations.findContentSerializer(config, member) != null
				|| annotations.findSerializationConverter(config, member) != null
				|| annotations.findSerializationContentConverter(config, member) != null;
		return !own && writer instanceof BeanPropertyWriter property
				&& (property.getSerializer() == null || ClassUtil.isJacksonStdImpl(property.getSerializer())
						|| property.getType().isReferenceType() || property.getType().isContainerType());
	}

	Class<?> type() {
		return this.type;
	}

	/**
	 * All properties.
	 */
	BitSet all() {
		BitSet all = new BitSet();
		all.set(0, this.writers.size());
		return all;
	}

	/**
	 * The index of a property, or -1 if it is not written.
	 */
	int indexOf(String name) {
		return this.indexes.getOrDefault(name, -1);
	}

	boolean isPlain(int index) {
		return this.plain.get(index);
	}

	/**
	 * Write some of the properties.
	 * @return an object that has them; {@code null} if the class refuses that
	 */
	@Nullable ObjectNode write(Object bean, BitSet chosen) {
		try {
			return (ObjectNode) this.written.write(new Properties(bean, chosen));
		}
		catch (RuntimeException ex) {
			// It cannot be written yet, such as by a getter that needs what is to come.
			return null;
		}
	}

	/**
	 * Some properties of a bean.
	 */
	private final class Properties implements JacksonSerializable {

		private final Object bean;

		private final BitSet chosen;

		Properties(Object bean, BitSet chosen) {
			this.bean = bean;
			this.chosen = chosen;
		}

		@Override
		public void serialize(JsonGenerator generator, SerializationContext context) {
			generator.writeStartObject();
			for (int i = this.chosen.nextSetBit(0); i >= 0; i = this.chosen.nextSetBit(i + 1)) {
				write(WrittenBean.this.writers.get(i), generator, context);
			}
			generator.writeEndObject();
		}

		private void write(PropertyWriter writer, JsonGenerator generator, SerializationContext context) {
			try {
				writer.serializeAsProperty(this.bean, generator, context);
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer types) {
			serialize(generator, context);
		}

	}

}
