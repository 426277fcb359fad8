package io.github.instructorspring.validation;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

/**
 * The properties of a class that a model can write, as Jackson sees them: how to read
 * each, and the wire name that stands for its Java name. Introspected once per class.
 */
final class BeanProperties {

	private final JsonMapper mapper;

	private final ConcurrentMap<Class<?>, Bean> beans = new ConcurrentHashMap<>();

	BeanProperties(JsonMapper mapper) {
		this.mapper = mapper;
	}

	Bean of(Class<?> type) {
		return this.beans.computeIfAbsent(type, this::introspect);
	}

	private Bean introspect(Class<?> type) {
		Map<String, AnnotatedMember> accessors = accessors(type);
		List<Property> readable = new ArrayList<>();
		Map<String, String> wireNames = new LinkedHashMap<>();
		for (BeanPropertyDefinition property : writable(this.mapper.constructType(type))) {
			wireNames.put(property.getInternalName(), property.getName());
			Reader reader = reader(type, property.getInternalName(), accessors);
			if (reader != null) {
				readable.add(new Property(property.getName(), reader, unwrapping(property),
						PropertyRules.of(property.getPrimaryMember())));
			}
		}
		return new Bean(type, List.copyOf(readable), Map.copyOf(wireNames), rules(type));
	}

	/**
	 * The rules of values of a type as a whole.
	 */
	static List<Semantic> rules(Class<?> type) {
		return List.copyOf(AnnotatedElementUtils.findMergedRepeatableAnnotations(type, Semantic.class));
	}

	/**
	 * Whether all values of a type are sensitive.
	 */
	static boolean isSensitive(Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(type, Sensitive.class);
	}

	/**
	 * Whether a property is sensitive, wherever that is said.
	 */
	static boolean isSensitive(BeanPropertyDefinition property) {
		return Stream
			.of(property.getPrimaryMember(), property.getConstructorParameter(), property.getField(),
					property.getGetter(), property.getSetter())
			.anyMatch((member) -> member != null && member.hasAnnotation(Sensitive.class));
	}

	static boolean isOfJava(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	/**
	 * Whether a type has no properties of its own.
	 */
	static boolean isLeaf(Class<?> type) {
		return type.isPrimitive() || type.isEnum() || isOfJava(type) || JsonNode.class.isAssignableFrom(type);
	}

	/**
	 * The types that Jackson may bind in place of a type.
	 */
	List<JavaType> subtypes(JavaType type) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
		AnnotatedClass annotated = introspector.introspectClassAnnotations(type);
		return config.getSubtypeResolver()
			.collectAndResolveSubtypesByClass(config, annotated)
			.stream()
			.filter((subtype) -> type.getRawClass().isAssignableFrom(subtype.getType()))
			.map((subtype) -> config.getTypeFactory().constructSpecializedType(type, subtype.getType()))
			.filter((subtype) -> !subtype.equals(type))
			.sorted(Comparator.comparing(JavaType::toCanonical))
			.toList();
	}

	/**
	 * What the type computes for itself stays out: the model did not write it, and it may
	 * throw for an answer that is not valid yet.
	 */
	List<BeanPropertyDefinition> writable(JavaType javaType) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
		AnnotatedClass annotated = introspector.introspectClassAnnotations(javaType);
		BeanDescription description = introspector.introspectForDeserialization(javaType, annotated);
		Class<?> builder = config.getAnnotationIntrospector().findPOJOBuilder(config, annotated);
		if (builder != null) {
			description = introspector.introspectForDeserializationWithBuilder(this.mapper.constructType(builder),
					description);
		}
		return description.findProperties().stream().filter(BeanPropertyDefinition::couldDeserialize).toList();
	}

	/**
	 * The names under which the name of a subtype may stand among its properties.
	 */
	Set<String> typeIds(JavaType type) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
		JsonTypeInfo.Value info = config.getAnnotationIntrospector()
			.findPolymorphicTypeInfo(config, introspector.introspectClassAnnotations(type));
		String name = (info != null) ? info.getPropertyName() : null;
		return (name != null) ? Set.of(name) : Set.of();
	}

	@Nullable NameTransformer unwrapping(BeanPropertyDefinition property) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		AnnotatedMember member = property.getPrimaryMember();
		return (member != null) ? config.getAnnotationIntrospector().findUnwrappingNameTransformer(config, member)
				: null;
	}

	private Map<String, AnnotatedMember> accessors(Class<?> type) {
		SerializationConfig config = this.mapper.serializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
		JavaType javaType = this.mapper.constructType(type);
		Map<String, AnnotatedMember> accessors = new LinkedHashMap<>();
		for (BeanPropertyDefinition property : introspector
			.introspectForSerialization(javaType, introspector.introspectClassAnnotations(javaType))
			.findProperties()) {
			AnnotatedMember accessor = property.getAccessor();
			if (accessor != null) {
				accessors.put(property.getInternalName(), accessor);
			}
		}
		return accessors;
	}

	private static @Nullable Reader reader(Class<?> type, String javaName, Map<String, AnnotatedMember> accessors) {
		AnnotatedMember accessor = accessors.get(javaName);
		if (accessor != null) {
			accessor.fixAccess(false);
			return accessor::getValue;
		}
		Field field = ReflectionUtils.findField(type, javaName);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return (bean) -> ReflectionUtils.getField(field, bean);
	}

	record Bean(Class<?> type, List<Property> properties, Map<String, String> wireNames, List<Semantic> rules) {

		/**
		 * The name on the wire, or {@code null} for what is computed.
		 */
		@Nullable String wireName(String javaName) {
			String name = this.wireNames.get(javaName);
			return (name != null || ReflectionUtils.findField(this.type, javaName) == null) ? name : javaName;
		}

		@Nullable Object read(Object bean, @Nullable String wireName) {
			for (Property property : this.properties) {
				if (property.wireName().equals(wireName)) {
					return property.reader().read(bean);
				}
			}
			return null;
		}

	}

	record Property(String wireName, Reader reader, @Nullable NameTransformer unwrapping, PropertyRules rules) {
	}

	/**
	 * Reads one property.
	 */
	@FunctionalInterface
	interface Reader {

		@Nullable Object read(Object bean);

	}

}
