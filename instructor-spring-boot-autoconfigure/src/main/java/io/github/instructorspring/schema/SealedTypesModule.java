package io.github.instructorspring.schema;

import java.lang.reflect.Modifier;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Tells the subtypes of a sealed type apart by a {@code type} property with the simple
 * name of the subtype, where no Jackson annotation says otherwise. Part of the mapper
 * that reads answers; an application that wants its own mapper to write sealed types
 * alike declares one as a bean.
 *
 * @since 0.1
 */
public final class SealedTypesModule extends JacksonModule {

	/**
	 * Create the module.
	 */
	public SealedTypesModule() {
	}

	@Override
	public String getModuleName() {
		return "instructor-sealed-types";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		// Second in line, so that the annotations of a type always win.
		context.appendAnnotationIntrospector(new SealedTypeIntrospector());
	}

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
			Class<?> type = annotated.getRawType();
			// An enum whose constants have bodies is sealed as well.
			boolean sealed = annotated instanceof AnnotatedClass && type.isSealed()
					&& Modifier.isAbstract(type.getModifiers()) && !type.isEnum();
			return (sealed && !isOfJava(type)) ? TYPE_PROPERTY : null;
		}

		/**
		 * Java seals types of its own, such as ZoneId on newer versions, which Jackson
		 * knows how to read.
		 */
		private static boolean isOfJava(Class<?> type) {
			ClassLoader loader = type.getClassLoader();
			return loader == null || loader == ClassLoader.getPlatformClassLoader();
		}

	}

}
