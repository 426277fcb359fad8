package io.github.instructorspring;

import java.lang.reflect.Type;
import java.util.Set;

import org.springframework.core.ResolvableType;

import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

/**
 * A response model that is a Java type.
 *
 * @param type the type
 */
record TypedModel(Type type) implements ResponseModel {

	@Override
	public ResponseSchema one(ResponseSchemas schemas, Set<Class<?>> groups) {
		return schemas.of(this.type, groups);
	}

	@Override
	public ResponseSchema list(ResponseSchemas schemas, Set<Class<?>> groups) {
		return schemas.listOf(this.type, groups);
	}

	@Override
	public ResponseSchema maybe(ResponseSchemas schemas, Set<Class<?>> groups) {
		ResolvableType value = ResolvableType.forType(this.type);
		return schemas.of(ResolvableType.forClassWithGenerics(Maybe.class, value).getType(), groups);
	}

}
