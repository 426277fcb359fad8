package io.github.instructorspring.schema;

import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Derives the mapper that writes schemas and binds answers from the application's own.
 * Everything the application configured holds (naming strategy, modules, mix-ins). Added
 * are {@link SealedTypesModule sealed types}; unknown properties are ignored, an empty
 * text is no value but a text, sets keep the order of the answer, and fractions are read
 * without loss.
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
		return application.rebuild()
			.addModule(new SealedTypesModule())
			.addModule(new SimpleModule("instructor").addAbstractTypeMapping(Set.class, LinkedHashSet.class))
			.disable(LEFT_TO_THE_SCHEMA)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.withCoercionConfigDefaults(
					(defaults) -> defaults.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
	}

}
