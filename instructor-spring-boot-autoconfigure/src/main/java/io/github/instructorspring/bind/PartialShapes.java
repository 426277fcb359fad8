package io.github.instructorspring.bind;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializer;
import tools.jackson.databind.deser.impl.InnerClassProperty;
import tools.jackson.databind.deser.impl.ManagedReferenceProperty;
import tools.jackson.databind.deser.impl.MergingSettableBeanProperty;
import tools.jackson.databind.deser.impl.ObjectIdReferenceProperty;
import tools.jackson.databind.deser.impl.ObjectIdValueProperty;
import tools.jackson.databind.deser.impl.SetterlessProperty;
import tools.jackson.databind.deser.jdk.CollectionDeserializer;
import tools.jackson.databind.deser.jdk.EnumDeserializer;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.deser.jdk.ObjectArrayDeserializer;
import tools.jackson.databind.deser.jdk.StringCollectionDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.util.ClassUtil;

import io.github.instructorspring.schema.ResponseSchema;

/**
 * Finds out how the values of a type show while they are read, from the deserializers
 * that Jackson has made for it: so its annotations, naming strategies, creators and
 * mix-ins hold. What is not one of the common ones shows when it is complete.
 */
final class PartialShapes {

	private static final PartialShape CLOSED = new PartialShape.Closed();

	/** A place for any value. */
	static final PartialSlot ANY = new PartialSlot(null, MissingNode.getInstance(), new PartialShape.Any(),
			(parser, context) -> context.findRootValueDeserializer(context.constructType(Object.class))
				.deserialize(parser, context),
			SimpleValues.NONE, false, true, (context) -> null, null);

	/** An object that is any value. */
	static final PartialShape.Entries ANY_ENTRIES = new PartialShape.Entries(ANY, null, null);

	/** A place in a tree. */
	static final PartialSlot NODE = new PartialSlot(null, MissingNode.getInstance(), new PartialShape.Tree(),
			(parser, context) -> parser.readValueAsTree(), SimpleValues.NODE, false, true, (context) -> null, null);

	private final DeserializationContext context;

	private final SchemaTree schemas;

	private final ResponseSchema schema;

	private final boolean defaults;

	private final IdentityHashMap<ValueDeserializer<?>, IdentityHashMap<JsonNode, PartialBean>> beans = new IdentityHashMap<>();

	private final Map<JavaType, IdentityHashMap<JsonNode, PartialUnion>> unions = new HashMap<>();

	PartialShapes(JsonMapper mapper, ResponseSchema schema) {
		this.context = mapper._deserializationContext();
		this.schemas = new SchemaTree(schema.readable());
		this.schema = schema;
		this.defaults = !AnswerReadings.isMap(schema.type());
	}

	/**
	 * The place of the whole value, inside of its wrapper if it has one.
	 */
	PartialSlot root() {
		String wrapper = this.schema.wrapper();
		JsonNode root = this.schemas.root();
		return slot(wrapper, this.schema.type(), (wrapper != null) ? root.path("properties").path(wrapper) : root);
	}

	private PartialSlot slot(@Nullable String name, JavaType type, JsonNode schema) {
		return slot(name, type, schema, this.context.findContextualValueDeserializer(type, null),
				this.context.findTypeDeserializer(type));
	}

	private PartialSlot slot(@Nullable String name, JavaType type, JsonNode schema, ValueDeserializer<?> deserializer,
			@Nullable TypeDeserializer types) {
		return slot(name, type, schema, deserializer, types, (parser, context) -> {
			if (parser.hasToken(JsonToken.VALUE_NULL)) {
				return deserializer.getNullValue(context);
			}
			return (types != null) ? deserializer.deserializeWithType(parser, context, types)
					: deserializer.deserialize(parser, context);
		}, null);
	}

	private PartialSlot slot(@Nullable String name, JavaType type, JsonNode schema, ValueDeserializer<?> deserializer,
			@Nullable TypeDeserializer types, PartialSlot.Reader reader, @Nullable JsonNode standIn) {
		if (type.hasRawClass(Optional.class) && deserializer instanceof ReferenceTypeDeserializer && types == null) {
			PartialSlot content = slot(name, type.getContentType(), schema);
			return new PartialSlot(name, schema, (content.optional()) ? CLOSED : content.shape(), reader,
					(content.optional()) ? SimpleValues.NONE : content.simple(), true, true,
					(context) -> Optional.empty(), standIn);
		}
		PartialShape shape = shape(type, plain(schema), deserializer, types);
		return new PartialSlot(name, schema, shape, reader, simple(type, schema, deserializer, types), false,
				this.schemas.allowsNull(schema), empty(type, deserializer, shape), standIn);
	}

	private PartialShape shape(JavaType type, JsonNode schema, ValueDeserializer<?> deserializer,
			@Nullable TypeDeserializer types) {
		if (isAtomic(type)) {
			return CLOSED;
		}
		if (types != null) {
			PartialUnion union = (types.getClass() == AsPropertyTypeDeserializer.class)
					? union(type, schema, (AsPropertyTypeDeserializer) types) : null;
			return (union != null) ? new PartialShape.Union(union) : CLOSED;
		}
		Class<?> raw = type.getRawClass();
		if (raw == JsonNode.class) {
			return new PartialShape.Tree();
		}
		if (raw == Object.class && ClassUtil.isJacksonStdImpl(deserializer)) {
			return new PartialShape.Any();
		}
		if (raw == String.class && ClassUtil.isJacksonStdImpl(deserializer)) {
			return (SchemaTree.isConstant(schema)) ? CLOSED : new PartialShape.Text();
		}
		if (deserializer.getClass() == BeanDeserializer.class) {
			PartialBean bean = bean((BeanDeserializer) deserializer, schema);
			return (bean != null) ? new PartialShape.Bean(bean) : CLOSED;
		}
		if (deserializer.getClass() == MapDeserializer.class) {
			return entries(raw, schema, new Maps((MapDeserializer) deserializer));
		}
		PartialShape elements = elements(type, schema, deserializer);
		return (elements != null) ? elements : CLOSED;
	}

	private boolean isAtomic(JavaType type) {
		return this.context.introspectClassAnnotations(type).hasAnnotation(StreamAtomic.class);
	}

	private PartialSlot.Simple simple(JavaType type, JsonNode schema, ValueDeserializer<?> deserializer,
			@Nullable TypeDeserializer types) {
		JsonNode plain = plain(schema);
		if (types == null && deserializer.getClass() == EnumDeserializer.class) {
			return SimpleValues.constants(SchemaTree.constants(plain), deserializer, this.context);
		}
		if (types != null || SchemaTree.isConstant(plain) || !ClassUtil.isJacksonStdImpl(deserializer)) {
			return SimpleValues.NONE;
		}
		boolean text = type.hasRawClass(String.class) && this.schemas.takesAnyText(schema);
		return (text) ? SimpleValues.TEXT : SimpleValues.scalars(type.getRawClass(), plain);
	}

	/**
	 * Nothing, in the form in which it does least harm.
	 */
	private PartialSlot.Empty empty(JavaType type, ValueDeserializer<?> deserializer, PartialShape shape) {
		Class<?> raw = type.getRawClass();
		if (type.isPrimitive() || raw.getName().startsWith("java.util.Optional")) {
			return nothing(deserializer);
		}
		if (raw.isInterface() && raw.isAssignableFrom(List.class)
				&& (shape instanceof PartialShape.Elements || type.isCollectionLikeType())) {
			return new PartialSlot.Fixed(Collections.emptyList());
		}
		if (raw == Set.class) {
			return new PartialSlot.Fixed(Collections.emptySet());
		}
		if (raw == Map.class) {
			return new PartialSlot.Fixed(Collections.emptyMap());
		}
		if (shape instanceof PartialShape.Copied copied && type.isCollectionLikeType()) {
			return (context) -> copied.container().of(Collections.emptyList(), context);
		}
		if (shape instanceof PartialShape.Entries entries && entries.container() != null) {
			PartialShape.Container<Map<Object, @Nullable Object>> container = entries.container();
			return (context) -> container.of(Collections.emptyMap(), context);
		}
		return new PartialSlot.Fixed(null);
	}

	/**
	 * What Jackson takes for nothing, such as 0.
	 */
	private PartialSlot.Empty nothing(ValueDeserializer<?> deserializer) {
		try {
			return (ClassUtil.isJacksonStdImpl(deserializer))
					? new PartialSlot.Fixed(deserializer.getNullValue(this.context)) : deserializer::getNullValue;
		}
		catch (RuntimeException ex) {
			// It takes a value that is being read to say so.
			return deserializer::getNullValue;
		}
	}

	/**
	 * The schema itself, without references and without {@code null}.
	 */
	private JsonNode plain(JsonNode schema) {
		JsonNode resolved = this.schemas.resolve(schema);
		if (resolved == null) {
			return MissingNode.getInstance();
		}
		List<JsonNode> members = members(resolved);
		return (members.size() == 1) ? members.get(0) : resolved;
	}

	private List<JsonNode> members(JsonNode schema) {
		return this.schemas.members(schema).stream().filter((member) -> !SchemaTree.isNull(member)).toList();
	}

	private @Nullable PartialShape elements(JavaType type, JsonNode schema, ValueDeserializer<?> deserializer) {
		JsonNode items = schema.path("items");
		if (deserializer.getClass() == CollectionDeserializer.class) {
			Lists lists = new Lists((CollectionDeserializer) deserializer);
			PartialSlot element = (lists.isPlain())
					? slot(null, type.getContentType(), items, lists.content(), lists.types()) : null;
			return (element != null) ? collection(type, element, lists.getValueInstantiator()) : null;
		}
		if (deserializer instanceof StringCollectionDeserializer texts) {
			return collection(type, content(type, items, texts), texts.getValueInstantiator());
		}
		Class<?> raw = type.getRawClass();
		boolean array = type.isArrayType() && raw != byte[].class && raw != char[].class
				&& (deserializer instanceof ObjectArrayDeserializer || ClassUtil.isJacksonStdImpl(deserializer));
		return (array) ? new PartialShape.Copied(content(type, items, (ValueDeserializer<?>) deserializer),
				(elements, context) -> array(raw.getComponentType(), elements), true) : null;
	}

	private PartialSlot content(JavaType type, JsonNode items, ValueDeserializer<?> container) {
		ValueDeserializer<?> content = (container instanceof ContainerDeserializerBase<?> known)
				? known.getContentDeserializer() : null;
		JavaType element = type.getContentType();
		return (content != null) ? slot(null, element, items, content, this.context.findTypeDeserializer(element))
				: slot(null, element, items);
	}

	private static @Nullable PartialShape collection(JavaType type, PartialSlot element,
			ValueInstantiator instantiator) {
		Class<?> raw = type.getRawClass();
		if (raw.isInterface() && raw.isAssignableFrom(List.class)) {
			return new PartialShape.Elements(element);
		}
		return (instantiator.canCreateUsingDefault()) ? new PartialShape.Copied(element, (elements, context) -> {
			@SuppressWarnings("unchecked")
			Collection<@Nullable Object> copy = (Collection<@Nullable Object>) instantiator.createUsingDefault(context);
			copy.addAll(elements);
			return copy;
		}, List.class.isAssignableFrom(raw)) : null;
	}

	private static Object array(Class<?> component, List<@Nullable Object> elements) {
		Object array = Array.newInstance(component, elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

	private PartialShape entries(Class<?> raw, JsonNode schema, Maps maps) {
		if (!maps.isPlain()) {
			return CLOSED;
		}
		PartialSlot value = slot(null, maps.getContentType(), schema.path("additionalProperties"), maps.content(),
				maps.types());
		if (raw == Map.class) {
			return new PartialShape.Entries(value, maps.keys(), null);
		}
		ValueInstantiator instantiator = maps.getValueInstantiator();
		return new PartialShape.Entries(value, maps.keys(), (entries, context) -> {
			@SuppressWarnings("unchecked")
			Map<Object, @Nullable Object> copy = (Map<Object, @Nullable Object>) instantiator
				.createUsingDefault(context);
			copy.putAll(entries);
			return copy;
		});
	}

	private @Nullable PartialBean bean(BeanDeserializer deserializer, JsonNode schema) {
		IdentityHashMap<JsonNode, PartialBean> known = this.beans.computeIfAbsent(deserializer,
				(key) -> new IdentityHashMap<>());
		PartialBean bean = known.get(schema);
		if (bean != null) {
			return bean;
		}
		Beans beans = new Beans(deserializer);
		List<SettableBeanProperty> arguments = beans.arguments();
		List<SettableBeanProperty> properties = new ArrayList<>(arguments);
		deserializer.properties().forEachRemaining((property) -> {
			if (arguments.stream().noneMatch((argument) -> argument.getName().equals(property.getName()))) {
				properties.add(property);
			}
		});
		// Nothing is hidden by a view that is not active.
		boolean views = this.context.getActiveView() != null;
		if (views || !beans.isPlain() || !properties.stream().allMatch(PartialShapes::isPlain)) {
			return null;
		}
		Map<String, String> aliases = new HashMap<>();
		schema.path("$aliases").forEachEntry((alias, name) -> aliases.put(alias, name.asString()));
		ValueInstantiator instantiator = deserializer.getValueInstantiator();
		bean = new PartialBean(deserializer.getValueType(), instantiator, constructor(instantiator, arguments.size()),
				properties, arguments.size(), aliases);
		known.put(schema, bean);
		Set<String> required = PropertyKeys.required(schema);
		bean.link(properties.stream()
			.map((property) -> property(property, schema.path("properties").path(property.getName()),
					required.contains(property.getName())))
			.toList());
		return bean;
	}

	private static boolean isPlain(SettableBeanProperty property) {
		boolean special = property instanceof SetterlessProperty || property instanceof MergingSettableBeanProperty
				|| property instanceof ManagedReferenceProperty || property instanceof ObjectIdReferenceProperty
				|| property instanceof ObjectIdValueProperty || property instanceof InnerClassProperty;
		return !special && property.getInjectableValueId() == null && property.hasValueDeserializer();
	}

	private PartialSlot property(SettableBeanProperty property, JsonNode schema, boolean required) {
		JsonNode standIn = null;
		if (this.defaults && !required) {
			JsonNode resolved = this.schemas.resolve(schema);
			standIn = (schema.has("default") || resolved == null) ? schema.get("default") : resolved.get("default");
		}
		PartialSlot slot = slot(property.getName(), property.getType(), schema, property.getValueDeserializer(),
				property.getValueTypeDeserializer(), property::deserialize, standIn);
		return (property.getAnnotation(StreamAtomic.class) != null) ? slot.showing(CLOSED) : slot;
	}

	/**
	 * Jackson's own way to call a constructor takes twice as long.
	 */
	private static @Nullable MethodHandle constructor(ValueInstantiator instantiator, int arguments) {
		boolean standard = ClassUtil.isJacksonStdImpl(instantiator) && instantiator.getWithArgsCreator() != null;
		if (!standard || !(instantiator.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor)
				|| constructor.getParameterCount() != arguments) {
			return null;
		}
		try {
			return MethodHandles.lookup()
				.unreflectConstructor(constructor)
				.asFixedArity()
				.asSpreader(Object[].class, arguments)
				.asType(MethodType.methodType(Object.class, Object[].class));
		}
		catch (IllegalAccessException ex) {
			return null;
		}
	}

	private @Nullable PartialUnion union(JavaType type, JsonNode schema, AsPropertyTypeDeserializer types) {
		boolean property = types.getTypeInclusion() == JsonTypeInfo.As.PROPERTY
				|| types.getTypeInclusion() == JsonTypeInfo.As.EXISTING_PROPERTY;
		if (!property) {
			return null;
		}
		IdentityHashMap<JsonNode, PartialUnion> known = this.unions.computeIfAbsent(type,
				(key) -> new IdentityHashMap<>());
		PartialUnion union = known.get(schema);
		if (union != null) {
			return union;
		}
		Types named = new Types(types);
		union = new PartialUnion(types.getPropertyName(), named.isVisible());
		known.put(schema, union);
		List<JsonNode> members = members(schema);
		for (JsonNode alternative : (members.isEmpty()) ? List.of(schema) : members) {
			JsonNode member = plain(alternative);
			JsonNode name = this.schemas.resolve(member.path("properties").path(types.getPropertyName()));
			for (JsonNode constant : (name != null) ? SchemaTree.constants(name) : List.<JsonNode>of()) {
				PartialBean bean = bean(named, constant.stringValue(""), member);
				if (bean != null) {
					union.add(constant.stringValue(""), bean);
				}
			}
		}
		return union;
	}

	private @Nullable PartialBean bean(Types types, String name, JsonNode schema) {
		try {
			return (types.find(this.context, name) instanceof BeanDeserializer bean
					&& bean.getClass() == BeanDeserializer.class && !isAtomic(bean.getValueType())) ? bean(bean, schema)
							: null;
		}
		catch (RuntimeException ex) {
			// The name is one of the schema only.
			return null;
		}
	}

	/**
	 * What Jackson keeps to itself of a bean.
	 */
	private static final class Beans extends BeanDeserializer {

		Beans(BeanDeserializer source) {
			super(source);
		}

		boolean isPlain() {
			boolean created = this._propertyBasedCreator != null || this._valueInstantiator.canCreateUsingDefault();
			return created && !hasAnySetter() && this._unwrappedPropertyHandler == null
					&& this._externalTypeIdHandler == null && this._objectIdReader == null && this._injectables == null
					&& (this._backRefs == null || this._backRefs.isEmpty()) && this._delegateDeserializer == null
					&& this._arrayDelegateDeserializer == null && this._serializationShape != JsonFormat.Shape.ARRAY
					&& areArgumentsKnown();
		}

		/**
		 * Whether each parameter of the creator is a property.
		 */
		private boolean areArgumentsKnown() {
			List<SettableBeanProperty> arguments = arguments();
			for (int i = 0; i < arguments.size(); i++) {
				if (arguments.get(i).getCreatorIndex() != i) {
					return false;
				}
			}
			return arguments.isEmpty() || this._valueInstantiator.getWithArgsCreator() == null
					|| this._valueInstantiator.getWithArgsCreator().getParameterCount() == arguments.size();
		}

		List<SettableBeanProperty> arguments() {
			return (this._propertyBasedCreator == null) ? List.of()
					: this._propertyBasedCreator.properties()
						.stream()
						.sorted(Comparator.comparingInt(SettableBeanProperty::getCreatorIndex))
						.toList();
		}

	}

	/**
	 * What Jackson keeps to itself of a collection.
	 */
	private static final class Lists extends CollectionDeserializer {

		Lists(CollectionDeserializer source) {
			super(source);
		}

		boolean isPlain() {
			return this._delegateDeserializer == null && this._valueDeserializer != null && !this._skipNullValues;
		}

		ValueDeserializer<Object> content() {
			return this._valueDeserializer;
		}

		@Nullable TypeDeserializer types() {
			return this._valueTypeDeserializer;
		}

	}

	/**
	 * What Jackson keeps to itself of a map.
	 */
	private static final class Maps extends MapDeserializer {

		Maps(MapDeserializer source) {
			super(source);
		}

		boolean isPlain() {
			return this._delegateDeserializer == null && this._propertyBasedCreator == null && this._hasDefaultCreator
					&& this._ignorableProperties == null && this._includableProperties == null
					&& this._valueDeserializer != null && !this._skipNullValues;
		}

		ValueDeserializer<Object> content() {
			return this._valueDeserializer;
		}

		@Nullable TypeDeserializer types() {
			return this._valueTypeDeserializer;
		}

		@Nullable KeyDeserializer keys() {
			return (this._standardStringKey) ? null : this._keyDeserializer;
		}

	}

	/**
	 * What Jackson keeps to itself of a union.
	 */
	private static final class Types extends AsPropertyTypeDeserializer {

		Types(AsPropertyTypeDeserializer source) {
			super(source, null);
		}

		boolean isVisible() {
			return this._typeIdVisible;
		}

		@Nullable ValueDeserializer<Object> find(DeserializationContext context, String name) {
			return _findDeserializer(context, name);
		}

	}

}
