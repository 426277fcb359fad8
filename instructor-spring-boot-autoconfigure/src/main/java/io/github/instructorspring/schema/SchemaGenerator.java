package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import jakarta.validation.ValidationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes one schema. Everything is read from the deserializers that will bind the answer,
 * so that what the schema asks for is what Jackson takes: names, creators, naming
 * strategies, mix-ins, subtypes.
 */
final class SchemaGenerator {

	static final String DISCRIMINATOR = "type";

	/**
	 * Further names of properties: for reading, and never sent.
	 */
	static final String ALIASES = "$aliases";

	private static final String LIST_WRAPPER = "items";

	private static final String VALUE_WRAPPER = "value";

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final JsonMapper mapper;

	private final DeserializationContext context;

	private final DeserializationConfig config;

	private final SchemaDescriptions descriptions;

	private final BeanConstraints constraints;

	private final Set<Class<?>> groups;

	private final SchemaDefinitions definitions = new SchemaDefinitions();

	private final List<String> problems = new ArrayList<>();

	SchemaGenerator(JsonMapper mapper, BeanConstraints constraints, Function<Annotated, List<String>> demands,
			Set<Class<?>> groups) {
		this.mapper = mapper;
		this.context = mapper._deserializationContext();
		this.config = mapper.deserializationConfig();
		this.descriptions = new SchemaDescriptions(this.context, demands);
		this.constraints = constraints;
		this.groups = groups;
	}

	ResponseSchema generate(JavaType type) {
		String name = SchemaNames.of(type);
		ObjectNode value = schemaOf(type, name);
		String wrapper = null;
		if (!this.definitions.isObject(value)) {
			wrapper = (value.has("items") && !PropertyNullness.isOptional(type)) ? LIST_WRAPPER : VALUE_WRAPPER;
			value = wrap(value, wrapper);
		}
		ObjectNode root = this.definitions.resolve(value);
		return new ResponseSchema(name, description(type, name), root, type, wrapper, this.problems);
	}

	private ObjectNode wrap(ObjectNode value, String wrapper) {
		ObjectNode wrapped = this.nodes.objectNode().put("type", "object");
		wrapped.putObject("properties").set(wrapper, value);
		wrapped.putArray("required").add(wrapper);
		return wrapped.put("additionalProperties", false);
	}

	private String description(JavaType type, String name) {
		String general = "Correctly extracted `" + name + "` with all the required parameters with correct types";
		return Objects.requireNonNullElse(this.descriptions.of(type, general), general);
	}

	private ObjectNode schemaOf(JavaType type, String path) {
		ObjectNode schema = valueSchema(type, path);
		return PropertyNullness.isOptional(type) ? NullableSchema.of(schema) : schema;
	}

	/**
	 * The schema of a value that is there.
	 */
	private ObjectNode valueSchema(JavaType type, String path) {
		Class<?> raw = type.getRawClass();
		ObjectNode scalar = ScalarTypes.schemaOf(raw);
		if (scalar != null) {
			return scalar;
		}
		if (type.isReferenceType()) {
			return schemaOf(type.getReferencedType(), path);
		}
		if (type.isEnumType()) {
			return EnumSchema.of(raw, this.mapper);
		}
		if (raw == byte[].class) {
			return this.nodes.objectNode().put("type", "string").put("contentEncoding", "base64");
		}
		if (type.isArrayType() || type.isCollectionLikeType()) {
			return arraySchema(type.getContentType(), Set.class.isAssignableFrom(raw), path);
		}
		if (raw == Iterable.class) {
			return arraySchema(type.containedTypeOrUnknown(0), false, path);
		}
		if (type.isMapLikeType()) {
			return mapSchema(type, path);
		}
		if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
			return this.nodes.objectNode();
		}
		return classSchema(type, path);
	}

	private ObjectNode arraySchema(JavaType elementType, boolean unique, String path) {
		ObjectNode schema = this.nodes.objectNode().put("type", "array");
		schema.set("items", schemaOf(elementType, path + "[]"));
		if (unique) {
			schema.put("uniqueItems", true);
		}
		return schema;
	}

	private ObjectNode mapSchema(JavaType type, String path) {
		JavaType key = type.getKeyType();
		boolean text = key.isEnumType() || key.getRawClass() == Object.class
				|| ScalarTypes.schemaOf(key.getRawClass()) != null;
		if (!text) {
			this.problems.add(path + ": a map with keys of type " + key.toCanonical()
					+ ", but JSON keys are text; use a String, enum or scalar key");
		}
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		schema.set("additionalProperties", schemaOf(type.getContentType(), path + "[]"));
		if (key.isEnumType()) {
			ArrayNode names = schema.putObject("propertyNames").putArray("enum");
			EnumSchema.of(key.getRawClass(), this.mapper).get("enum").forEach((name) -> names.add(name.asString()));
		}
		return schema;
	}

	private ObjectNode classSchema(JavaType type, String path) {
		if (this.definitions.contains(type)) {
			return this.definitions.reference(type);
		}
		ValueDeserializer<?> deserializer = findDeserializer(type);
		ObjectNode scalar = (deserializer != null) ? ScalarTypes.schemaOf(deserializer) : null;
		if (scalar != null) {
			return scalar;
		}
		this.definitions.open(type, SchemaNames.of(type));
		this.definitions.close(type,
				(deserializer != null) ? compositeSchema(type, deserializer, path) : unreadable(type, path));
		return this.definitions.reference(type);
	}

	private @Nullable ValueDeserializer<?> findDeserializer(JavaType type) {
		try {
			return this.context.findNonContextualValueDeserializer(type);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Jackson stops at the first flaw below a type; look for each.
	 */
	private ObjectNode unreadable(JavaType type, String path) {
		int known = this.problems.size();
		for (BeanPropertyDefinition property : this.context.introspectBeanDescription(type).findProperties()) {
			try {
				schemaOf(property.getPrimaryType(), path + "." + property.getName());
			}
			catch (IllegalArgumentException ex) {
				// Its accessors quarrel, which is the reason below.
			}
		}
		if (this.problems.size() == known) {
			this.problems.add(path + ": Jackson cannot read " + type.toCanonical() + " (" + reason(type) + ")");
		}
		return this.nodes.objectNode();
	}

	private String reason(JavaType type) {
		try {
			this.context.findNonContextualValueDeserializer(type);
			return "it tells no reason";
		}
		catch (JacksonException ex) {
			return ex.getOriginalMessage();
		}
	}

	private ObjectNode compositeSchema(JavaType type, ValueDeserializer<?> deserializer, String path) {
		TypeDeserializer subtypes = this.context.findTypeDeserializer(type);
		return (subtypes != null) ? unionSchema(type, new Subtypes(this.context, this.config, type, subtypes), path)
				: objectSchema(type, deserializer, path);
	}

	private ObjectNode unionSchema(JavaType type, Subtypes subtypes, String path) {
		if (!subtypes.isSupported()) {
			this.problems.add(path + ": @JsonTypeInfo of " + type.toCanonical()
					+ " puts the name of the subtype where no schema can ask for it; use JsonTypeInfo.As.PROPERTY");
			return this.nodes.objectNode();
		}
		if (subtypes.names().size() == 1 && subtypes.names().containsKey(type)) {
			return memberSchema(type, subtypes, path);
		}
		reportNames(subtypes, path);
		ArrayNode union = this.nodes.arrayNode();
		subtypes.names().keySet().forEach((member) -> union.add(memberSchema(member, subtypes, path)));
		ObjectNode schema = this.nodes.objectNode();
		schema.set("anyOf", union);
		SchemaDescriptions.write(schema, this.descriptions.of(type), null);
		return schema;
	}

	private void reportNames(Subtypes subtypes, String path) {
		Map<String, JavaType> members = new LinkedHashMap<>();
		subtypes.names().forEach((member, name) -> {
			JavaType twin = members.put(name, member);
			if (twin != null && subtypes.discriminator() != null) {
				this.problems.add(path + ": " + twin.toCanonical() + " and " + member.toCanonical()
						+ " share the name '" + name + "'; name one of them with @JsonTypeName");
			}
		});
		subtypes.open()
			.forEach((open) -> this.problems.add(path + ": " + open.toCanonical()
					+ " has no known subtype; seal it or name its subtypes with @JsonSubTypes"));
	}

	private ObjectNode memberSchema(JavaType member, Subtypes subtypes, String path) {
		String name = subtypes.names().get(member);
		String memberPath = path + "(" + name + ")";
		ValueDeserializer<?> deserializer = findDeserializer(member);
		if (deserializer == null) {
			return unreadable(member, memberPath);
		}
		ObjectNode plain = objectSchema(member, deserializer, memberPath);
		String discriminator = subtypes.discriminator();
		if (discriminator == null) {
			return plain;
		}
		if (!(plain.get("properties") instanceof ObjectNode own)) {
			this.problems.add(memberPath + ": " + member.toCanonical() + " is not read from a JSON object, so '"
					+ discriminator + "' has no place in it; use a record or a class");
			return plain;
		}
		if (own.has(discriminator) && !subtypes.isDiscriminatorVisible()) {
			this.problems.add(memberPath + ": " + member.toCanonical() + " has a property '" + discriminator
					+ "' of its own, where the name of the subtype goes; choose another with @JsonTypeInfo(property = ..)");
		}
		own.remove(discriminator);
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		properties.putObject(discriminator).put("type", "string").put("const", name);
		properties.setAll(own);
		ArrayNode required = schema.putArray("required").add(discriminator);
		plain.path("required")
			.valueStream()
			.filter((other) -> !discriminator.equals(other.stringValue()))
			.forEach(required::add);
		return schema.setAll(plain.without(List.of("type", "properties", "required")));
	}

	private ObjectNode objectSchema(JavaType type, ValueDeserializer<?> deserializer, String path) {
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		schema.putObject("properties");
		schema.putArray("required");
		if (deserializer instanceof AbstractDeserializer) {
			this.problems.add(path + ": " + type.toCanonical()
					+ " is abstract and no subtype is known; seal it, name its subtypes with @JsonSubTypes, or use a class or record");
			return schema;
		}
		if (!(deserializer instanceof BeanDeserializerBase bean)) {
			// A custom deserializer: only it knows the shape.
			return this.nodes.objectNode();
		}
		ObjectNode scalar = ScalarTypes.schemaOf(bean);
		if (scalar != null) {
			return scalar;
		}
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (instantiator.canCreateUsingDelegate()) {
			return schemaOf(instantiator.getDelegateType(this.config), path);
		}
		if (instantiator.canCreateUsingArrayDelegate()) {
			return schemaOf(instantiator.getArrayDelegateType(this.config), path);
		}
		if (!instantiator.canCreateUsingDefault() && !instantiator.canCreateFromObjectWith()) {
			this.problems.add(path + ": " + type.toCanonical()
					+ " has no constructor that Jackson can use; use a record, a no-argument constructor or @JsonCreator");
			return schema;
		}
		addProperties(schema, bean, (bean instanceof BuilderBasedDeserializer) ? type : bean.getValueType(), path);
		SchemaDescriptions.write(schema, this.descriptions.of(type), null);
		return schema;
	}

	private void addProperties(ObjectNode schema, BeanDeserializerBase bean, JavaType type, String path) {
		BeanDescription description = introspect(bean, type);
		for (BeanPropertyDefinition property : PropertyOrder.sort(description, this.config)) {
			SettableBeanProperty settable = bean.findProperty(PropertyName.construct(property.getName()));
			AnnotatedMember member = (settable != null) ? settable.getMember() : property.getMutator();
			if (SwaggerHints.isHidden(member)) {
				continue;
			}
			// Of the unwrapped properties, a deserializer shows those of creators only.
			NameTransformer names = unwrappedNames(member);
			if (names != null) {
				addUnwrapped(schema, property.getPrimaryType(), names, path + "." + property.getInternalName());
			}
			else if (settable != null && !settable.isIgnorable()) {
				addProperty(schema, type, property, settable, path);
			}
		}
		AnnotatedMember others = description.findAnySetterAccessor();
		if (others != null) {
			JavaType value = (others instanceof AnnotatedMethod setter) ? setter.getParameterType(1)
					: others.getType().getContentType();
			schema.set("additionalProperties", schemaOf(value, path + "[]"));
		}
		else {
			schema.put("additionalProperties", false);
		}
	}

	private BeanDescription introspect(BeanDeserializerBase bean, JavaType type) {
		BeanDescription description = this.context.introspectBeanDescription(type);
		return (bean instanceof BuilderBasedDeserializer)
				? this.context.introspectBeanDescriptionForBuilder(bean.getValueType(), description) : description;
	}

	private void addProperty(ObjectNode schema, JavaType bean, BeanPropertyDefinition property,
			SettableBeanProperty settable, String path) {
		String propertyPath = path + "." + property.getName();
		ObjectNode value = PropertyFormat.known(valueSchema(settable.getType(), propertyPath), settable, this.config);
		String pattern = PropertyFormat.pattern(settable, value, this.config);
		constrain(value, settable.getType(), bean, property, propertyPath);
		JsonNode defaultValue = defaultValue(property, settable.getType(), value, propertyPath);
		SwaggerHints.apply(value, settable.getMember(), this.mapper);
		AnnotatedType annotated = PropertyNullness.annotatedType(property, bean.getRawClass());
		if (annotated != null) {
			ElementNullness.apply(value, annotated);
		}
		boolean nullable = isNullable(property, settable, bean.getRawClass());
		value = (nullable) ? NullableSchema.of(value) : value;
		SchemaDescriptions.write(value, this.descriptions.of(property, settable), pattern);
		if (defaultValue != null) {
			value.set("default", defaultValue);
		}
		schema.withObjectProperty("properties").set(property.getName(), value);
		property.findAliases()
			.forEach((alias) -> schema.withObjectProperty(ALIASES).put(alias.getSimpleName(), property.getName()));
		if (!nullable && defaultValue == null) {
			schema.withArrayProperty("required").add(property.getName());
		}
	}

	private void constrain(ObjectNode schema, JavaType type, JavaType bean, BeanPropertyDefinition property,
			String path) {
		try {
			this.constraints.apply(schema, type, bean.getRawClass(), property.getInternalName(), this.groups);
		}
		catch (ValidationException | NumberFormatException ex) {
			this.problems.add(path + ": its constraints cannot be read (" + ex.getMessage() + ")");
		}
	}

	private boolean isNullable(BeanPropertyDefinition property, SettableBeanProperty settable, Class<?> bean) {
		if (!PropertyNullness.isNullable(property, bean) && !SwaggerHints.isNullable(settable)) {
			return false;
		}
		return PropertyNullness.isOptional(settable.getType())
				|| !this.constraints.forbidNull(bean, property.getInternalName(), this.groups);
	}

	private @Nullable JsonNode defaultValue(BeanPropertyDefinition property, JavaType type, ObjectNode schema,
			String path) {
		String text = property.getMetadata().getDefaultValue();
		text = (text != null) ? text : SwaggerHints.defaultValue(property.getPrimaryMember());
		JsonNode value = (text != null) ? DeclaredDefault.read(text, type, schema, this.mapper) : null;
		if (text != null && value == null) {
			this.problems.add(path + ": the default '" + text + "' is not of type " + type.toCanonical()
					+ "; write it as the JSON that a model would answer");
		}
		return value;
	}

	private @Nullable NameTransformer unwrappedNames(@Nullable AnnotatedMember member) {
		return (member != null)
				? this.config.getAnnotationIntrospector().findUnwrappingNameTransformer(this.config, member) : null;
	}

	private void addUnwrapped(ObjectNode schema, JavaType type, NameTransformer names, String path) {
		ValueDeserializer<?> deserializer = findDeserializer(type);
		ObjectNode own = (deserializer != null) ? objectSchema(type, deserializer, path) : unreadable(type, path);
		if (!own.has("properties")) {
			this.problems.add(path + ": @JsonUnwrapped on a value that is no object; leave the annotation out");
		}
		own.path("properties")
			.forEachEntry((name, value) -> schema.withObjectProperty("properties").set(names.transform(name), value));
		own.path("required")
			.forEach((name) -> schema.withArrayProperty("required").add(names.transform(name.asString())));
	}

}
