package io.github.instructorspring.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties of a class as Jackson sees them: how to read each, and the wire name
 * that stands for its Java name. Introspected once per class.
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
		SerializationConfig config = this.mapper.serializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
		JavaType javaType = this.mapper.constructType(type);
		List<Property> readable = new ArrayList<>();
		Map<String, String> wireNames = new LinkedHashMap<>();
		for (BeanPropertyDefinition property : introspector
			.introspectForSerialization(javaType, introspector.introspectClassAnnotations(javaType))
			.findProperties()) {
			wireNames.put(property.getInternalName(), property.getName());
			AnnotatedMember accessor = property.getAccessor();
			if (accessor != null && mayHoldBeans(accessor.getType())) {
				accessor.fixAccess(false);
				readable.add(new Property(property.getName(), accessor));
			}
		}
		return new Bean(List.copyOf(readable), Map.copyOf(wireNames));
	}

	private static boolean mayHoldBeans(JavaType type) {
		return type.isContainerType() ? mayHoldBeans(type.getContentType()) : !isLeaf(type.getRawClass());
	}

	/**
	 * Whether values of a type hold nothing that could be validated on its own.
	 */
	static boolean isLeaf(Class<?> type) {
		if (type.isPrimitive() || type.isEnum() || JsonNode.class.isAssignableFrom(type)) {
			return true;
		}
		if (type.isArray()) {
			return isLeaf(type.getComponentType());
		}
		boolean container = Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| type == Optional.class || type == Object.class;
		return !container && type.getName().startsWith("java.");
	}

	record Bean(List<Property> properties, Map<String, String> wireNames) {

		String wireName(String javaName) {
			return this.wireNames.getOrDefault(javaName, javaName);
		}

	}

	record Property(String wireName, AnnotatedMember accessor) {

		@Nullable Object read(Object bean) {
			return this.accessor.getValue(bean);
		}

	}

}
