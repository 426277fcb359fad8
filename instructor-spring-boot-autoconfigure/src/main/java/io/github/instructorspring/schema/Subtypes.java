package io.github.instructorspring.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.impl.AsDeductionTypeDeserializer;

/**
 * The subtypes that Jackson tells apart below one type, and the names by which it does.
 */
final class Subtypes {

	private final DeserializationContext context;

	private final DeserializationConfig config;

	private final JavaType base;

	private final AnnotatedClass annotatedBase;

	private final TypeDeserializer deserializer;

	private final Map<JavaType, String> names = new LinkedHashMap<>();

	Subtypes(DeserializationContext context, DeserializationConfig config, JavaType base,
			TypeDeserializer deserializer) {
		this.context = context;
		this.config = config;
		this.base = base;
		this.annotatedBase = context.introspectClassAnnotations(base);
		this.deserializer = deserializer;
		if (isSupported()) {
			config.getSubtypeResolver()
				.collectAndResolveSubtypesByTypeId(config, this.annotatedBase)
				.stream()
				.filter((subtype) -> base.getRawClass().isAssignableFrom(subtype.getType()))
				.map((subtype) -> Map.entry(specialize(subtype.getType()), nameOf(subtype)))
				.filter((subtype) -> !subtype.getKey().isAbstract())
				.sorted(Map.Entry.comparingByKey(SchemaNames.declarationOrder(base.getRawClass())))
				.forEach((subtype) -> this.names.putIfAbsent(subtype.getKey(), subtype.getValue()));
		}
	}

	/**
	 * The concrete subtypes with their names, in the order of their declaration.
	 */
	Map<JavaType, String> names() {
		return this.names;
	}

	/**
	 * Whether the name stands where a schema can ask for it.
	 */
	boolean isSupported() {
		JsonTypeInfo.As inclusion = this.deserializer.getTypeInclusion();
		return isDeduced() || inclusion == JsonTypeInfo.As.PROPERTY || inclusion == JsonTypeInfo.As.EXISTING_PROPERTY;
	}

	/**
	 * The property that carries the name, or {@code null} when the subtypes are told
	 * apart by their properties.
	 */
	@Nullable String discriminator() {
		return isDeduced() ? null : this.deserializer.getPropertyName();
	}

	/**
	 * Whether a subtype may declare the discriminator as a property of its own.
	 */
	boolean isDiscriminatorVisible() {
		JsonTypeInfo.Value info = this.config.getAnnotationIntrospector()
			.findPolymorphicTypeInfo(this.config, this.annotatedBase);
		return this.deserializer.getTypeInclusion() == JsonTypeInfo.As.EXISTING_PROPERTY
				|| (info != null && info.getIdVisible());
	}

	/**
	 * The abstract types below which nothing concrete is known.
	 */
	List<JavaType> open() {
		List<JavaType> types = new ArrayList<>();
		this.config.getSubtypeResolver()
			.collectAndResolveSubtypesByClass(this.config, this.annotatedBase)
			.stream()
			.map((subtype) -> specialize(subtype.getType()))
			.filter(JavaType::isAbstract)
			.filter((type) -> this.names.keySet()
				.stream()
				.noneMatch((member) -> type.getRawClass().isAssignableFrom(member.getRawClass())))
			.sorted(SchemaNames.declarationOrder(this.base.getRawClass())
				.thenComparing(Comparator.comparing(JavaType::toCanonical)))
			.forEach(types::add);
		return types;
	}

	private boolean isDeduced() {
		return this.deserializer instanceof AsDeductionTypeDeserializer;
	}

	private JavaType specialize(Class<?> subtype) {
		return this.context.constructSpecializedType(this.base, subtype);
	}

	private String nameOf(NamedType subtype) {
		return (subtype.hasName()) ? subtype.getName()
				: this.deserializer.getTypeIdResolver().idFromValueAndType(this.context, null, subtype.getType());
	}

}
