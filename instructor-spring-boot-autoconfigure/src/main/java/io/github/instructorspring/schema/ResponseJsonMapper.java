package io.github.instructorspring.schema;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Derives the mapper that writes schemas and binds answers from the application's own.
 * Everything the application configured holds (naming strategy, modules, mix-ins). Added
 * are {@link SealedTypesModule sealed types}; unknown properties are ignored, and
 * fractions are read without loss.
 *
 * @since 0.1
 */
public final class ResponseJsonMapper {

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
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.build();
	}

}
