package io.github.instructorspring.schema;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Derives the mapper that writes schemas and binds answers from the application's own.
 * Everything the application configured holds (naming strategy, modules, mix-ins). Added
 * is: a sealed interface without Jackson annotations is told apart by a {@code type}
 * property that carries the simple name of the subtype, unknown properties are ignored,
 * an empty text is no value but a text, sets keep the order of the answer, and fractions
 * are read without loss.
 *
 * @since 0.1
 */
public final class ResponseJsonMapper {

	/**
	 * What the schema decides: which properties may be absent or null, and which are
	 * known.
	 */
	private static final DeserializationFeature[] LEFT_TO_THE_SCHEMA = {
			DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES,
			DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
			DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
			DeserializationFeature.UNWRAP_ROOT_VALUE };

	private ResponseJsonMapper() {
	}

	/**
	 * Derive the mapper.
	 * @param application the mapper of the application, left as it is
	 * @return a new mapper
	 */
	public static JsonMapper from(JsonMapper application) {
		AnnotationIntrospector configured = application.deserializationConfig().getAnnotationIntrospector();
		return application.rebuild()
			.annotationIntrospector(AnnotationIntrospector.pair(configured, new SealedTypeIntrospector()))
			.addModule(new SimpleModule("instructor").addAbstractTypeMapping(Set.class, LinkedHashSet.class))
			.disable(LEFT_TO_THE_SCHEMA)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.withCoercionConfigDefaults(
					(defaults) -> defaults.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
	}

	/**
	 * Second in line, so that the annotations of a type always win.
	 */
	@SuppressWarnings("serial")
	private static final class SealedTypeIntrospector extends NopAnnotationIntrospector {

		private static final JsonTypeInfo.Value TYPE_PROPERTY = JsonTypeInfo.Value.construct(
				JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, SchemaGenerator.DISCRIMINATOR, null, false,
				null);

		@Override
		public Version version() {
			return Version.unknownVersion();
		}

		@Override
		public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
			if (annotated instanceof AnnotatedClass) {
				Class<?> type = annotated.getRawType();
				return (type.isSealed() && Modifier.isAbstract(type.getModifiers())) ? TYPE_PROPERTY : null;
			}
			return null;
		}

	}

}
