package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one schema. Everything is read from the deserializers that will bind the answer,
 * so that what the schema asks for is what Jackson takes: names, creators, naming
 * strategies, mix-ins, subtypes.
 */
final class SchemaGenerator {

	static final String DISCRIMINATOR = "type";

	private static final String LIST_WRAPPER = "items";

	private static final String VALUE_WRAPPER = "value";

	private final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final JsonMapper mapper;

	private final DeserializationContext context;

	private final DeserializationConfig config;

	private final BeanConstraints constraints;

	private final Set<Class<?>> groups;

	private final SchemaDefinitions definitions = new SchemaDefinitions();

	private final List<String> problems = new ArrayList<>();

	SchemaGenerator(JsonMapper mapper, BeanConstraints constraints, Set<Class<?>> groups) {
		this.mapper = mapper;
		this.context = mapper._deserializationContext();
		this.config = mapper.deserializationConfig();
		this.constraints = constraints;
		this.groups = groups;
	}

	ResponseSchema generate(JavaType type) {
		String name = SchemaNames.of(type);
		ObjectNode value = schemaOf(type, name);
		String wrapper = null;
		if (!this.definitions.isObject(value)) {
			wrapper = (type.isCollectionLikeType() || type.isArrayType()) ? LIST_WRAPPER : VALUE_WRAPPER;
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
		JsonClassDescription description = type.getRawClass().getAnnotation(JsonClassDescription.class);
		if (description != null && !description.value().isBlank()) {
			return description.value();
		}
		return "Correctly extracted `" + name + "` with all the required parameters with correct types";
	}

	private ObjectNode schemaOf(JavaType type, String path) {
		Class<?> raw = type.getRawClass();
		ObjectNode scalar = ScalarTypes.schemaOf(raw);
		if (scalar != null) {
			return scalar;
		}
		if (type.isReferenceType()) {
			return schemaOf(type.getReferencedType(), path);
		}
		if (type.isEnumType()) {
			return enumSchema(raw);
		}
		if (raw == byte[].class) {
			return this.nodes.objectNode().put("type", "string").put("contentEncoding", "base64");
		}
		if (type.isArrayType() || type.isCollectionLikeType()) {
			return arraySchema(type, path);
		}
		if (type.isMapLikeType()) {
			return mapSchema(type, path);
		}
		if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
			return this.nodes.objectNode();
		}
		return definedSchema(type, path);
	}

	private ObjectNode enumSchema(Class<?> type) {
		ObjectNode schema = this.nodes.objectNode().put("type", "string");
		ArrayNode values = schema.putArray("enum");
		for (Object constant : type.getEnumConstants()) {
			values.add(this.mapper.<JsonNode>valueToTree(constant));
		}
		if (!values.isEmpty() && values.get(0).isIntegralNumber()) {
			schema.put("type", "integer");
		}
		return schema;
	}

	private ObjectNode arraySchema(JavaType type, String path) {
		ObjectNode schema = this.nodes.objectNode().put("type", "array");
		schema.set("items", schemaOf(type.getContentType(), path + "[]"));
		if (Set.class.isAssignableFrom(type.getRawClass())) {
			schema.put("uniqueItems", true);
		}
		return schema;
	}

	private ObjectNode mapSchema(JavaType type, String path) {
		JavaType key = type.getKeyType();
		ObjectNode keySchema = (key.isEnumType()) ? enumSchema(key.getRawClass())
				: ScalarTypes.schemaOf(key.getRawClass());
		if (keySchema == null && key.getRawClass() != Object.class) {
			this.problems.add(path + ": a map with keys of type " + key.toCanonical()
					+ ", but JSON keys are text; use a String, enum or scalar key");
		}
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		schema.set("additionalProperties", schemaOf(type.getContentType(), path + "[]"));
		if (key.isEnumType() && keySchema != null) {
			schema.set("propertyNames", this.nodes.objectNode().set("enum", keySchema.get("enum")));
		}
		return schema;
	}

	private ObjectNode definedSchema(JavaType type, String path) {
		if (this.definitions.contains(type)) {
			return this.definitions.reference(type);
		}
		this.definitions.open(type, SchemaNames.of(type));
		this.definitions.close(type, compositeSchema(type, path));
		return this.definitions.reference(type);
	}

	private ObjectNode compositeSchema(JavaType type, String path) {
		try {
			TypeDeserializer subtypes = this.context.findTypeDeserializer(type);
			return (subtypes != null && type.isAbstract()) ? unionSchema(type, subtypes, path)
					: objectSchema(type, path);
		}
		catch (JacksonException ex) {
			this.problems
				.add(path + ": Jackson cannot read " + type.toCanonical() + " (" + ex.getOriginalMessage() + ")");
			return this.nodes.objectNode();
		}
	}

	private ObjectNode unionSchema(JavaType type, TypeDeserializer subtypes, String path) {
		if (subtypes.getTypeInclusion() != JsonTypeInfo.As.PROPERTY
				&& subtypes.getTypeInclusion() != JsonTypeInfo.As.EXISTING_PROPERTY) {
			this.problems.add(path + ": @JsonTypeInfo(include = " + subtypes.getTypeInclusion() + ") on "
					+ type.toCanonical() + "; use JsonTypeInfo.As.PROPERTY");
			return this.nodes.objectNode();
		}
		Map<String, JavaType> members = new LinkedHashMap<>();
		for (JavaType member : concreteSubtypes(type)) {
			String id = subtypes.getTypeIdResolver().idFromValueAndType(this.context, null, member.getRawClass());
			JavaType twin = members.put(id, member);
			if (twin != null) {
				this.problems.add(path + ": " + twin.toCanonical() + " and " + member.toCanonical()
						+ " share the name '" + id + "'; name one of them with @JsonTypeName");
			}
		}
		if (members.isEmpty()) {
			this.problems.add(path + ": " + type.toCanonical()
					+ " has no known subtype; seal it or name its subtypes with @JsonSubTypes");
		}
		ArrayNode union = this.nodes.arrayNode();
		members.forEach((id, member) -> union.add(memberSchema(member, subtypes.getPropertyName(), id, path)));
		ObjectNode schema = this.nodes.objectNode();
		schema.set("anyOf", union);
		return schema;
	}

	private List<JavaType> concreteSubtypes(JavaType type) {
		AnnotatedClass annotated = this.context.introspectClassAnnotations(type);
		Collection<NamedType> named = this.config.getSubtypeResolver()
			.collectAndResolveSubtypesByTypeId(this.config, annotated);
		return named.stream()
			.map((subtype) -> this.context.constructSpecializedType(type, subtype.getType()))
			.filter((subtype) -> !subtype.isAbstract())
			.distinct()
			.sorted(SchemaNames.declarationOrder(type.getRawClass()))
			.toList();
	}

	private ObjectNode memberSchema(JavaType member, String discriminator, String id, String path) {
		ObjectNode plain = objectSchema(member, path + "(" + id + ")");
		if (plain.path("properties").has(discriminator)) {
			this.problems.add(path + ": " + member.toCanonical() + " has a property '" + discriminator
					+ "' of its own, where the name of the subtype goes; choose another with @JsonTypeInfo(property = ..)");
		}
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		properties.putObject(discriminator).put("type", "string").put("const", id);
		properties.setAll((ObjectNode) plain.path("properties"));
		ArrayNode required = schema.putArray("required").add(discriminator);
		required.addAll((ArrayNode) plain.path("required"));
		plain.remove(List.of("type", "properties", "required"));
		return schema.setAll(plain);
	}

	private ObjectNode objectSchema(JavaType type, String path) {
		ObjectNode schema = this.nodes.objectNode().put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		ArrayNode required = schema.putArray("required");
		ValueDeserializer<?> deserializer = this.context.findNonContextualValueDeserializer(type);
		if (deserializer instanceof AbstractDeserializer) {
			this.problems.add(path + ": " + type.toCanonical()
					+ " is abstract and no subtype is known; seal it, name its subtypes with @JsonSubTypes, or use a class or record");
			return schema;
		}
		if (!(deserializer instanceof BeanDeserializerBase bean)) {
			// A custom deserializer: only it knows the shape.
			return this.nodes.objectNode();
		}
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (instantiator.canCreateUsingDelegate()) {
			return schemaOf(instantiator.getDelegateType(this.config), path);
		}
		if (!instantiator.canCreateUsingDefault() && !instantiator.canCreateFromObjectWith()) {
			this.problems.add(path + ": " + type.toCanonical()
					+ " has no constructor that Jackson can use; use a record, a no-argument constructor or @JsonCreator");
			return schema;
		}
		BeanDescription description = this.context.introspectBeanDescription(type);
		for (BeanPropertyDefinition property : PropertyOrder.sort(description, this.config)) {
			if (bean.findProperty(PropertyName.construct(property.getName())) != null) {
				addProperty(properties, required, type, property, path);
			}
		}
		schema.put("additionalProperties", false);
		return schema;
	}

	private void addProperty(ObjectNode properties, ArrayNode required, JavaType bean, BeanPropertyDefinition property,
			String path) {
		String name = property.getName();
		JavaType type = property.getPrimaryType();
		boolean nullable = PropertyNullness.isNullable(property);
		ObjectNode schema = schemaOf(type, path + "." + name);
		if (nullable) {
			schema = nullable(schema);
		}
		this.constraints.apply(schema, bean.getRawClass(), property.getInternalName(), this.groups);
		String description = property.getMetadata().getDescription();
		if (description != null && !description.isBlank()) {
			schema.put("description", description);
		}
		String defaultValue = property.getMetadata().getDefaultValue();
		if (defaultValue != null) {
			schema.set("default", defaultValue(type, defaultValue));
		}
		properties.set(name, schema);
		boolean optional = nullable || defaultValue != null
				|| Boolean.FALSE.equals(property.getMetadata().getRequired());
		if (!optional) {
			required.add(name);
		}
	}

	private ObjectNode nullable(ObjectNode schema) {
		if (schema.isEmpty()) {
			return schema;
		}
		if (schema.path("type").isString() && !schema.has("enum")) {
			String type = schema.path("type").stringValue();
			schema.set("type", this.nodes.arrayNode().add(type).add("null"));
			return schema;
		}
		ObjectNode either = this.nodes.objectNode();
		either.putArray("anyOf").add(schema).addObject().put("type", "null");
		return either;
	}

	private JsonNode defaultValue(JavaType type, String text) {
		ObjectNode schema = ScalarTypes.schemaOf(type.getRawClass());
		String kind = (schema != null) ? schema.path("type").stringValue("") : "";
		if (kind.equals("string") || type.isEnumType()) {
			return this.nodes.stringNode(text);
		}
		try {
			return this.mapper.readTree(text.toLowerCase(Locale.ROOT));
		}
		catch (JacksonException ex) {
			return this.nodes.stringNode(text);
		}
	}

}
