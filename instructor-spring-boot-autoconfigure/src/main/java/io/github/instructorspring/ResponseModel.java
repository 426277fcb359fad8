package io.github.instructorspring;

import java.util.Set;

import io.github.instructorspring.schema.ResponseSchema;
import io.github.instructorspring.schema.ResponseSchemas;

/**
 * What a call may ask for: one value, a list of them, or perhaps one.
 */
interface ResponseModel {

	ResponseSchema one(ResponseSchemas schemas, Set<Class<?>> groups);

	ResponseSchema list(ResponseSchemas schemas, Set<Class<?>> groups);

	ResponseSchema maybe(ResponseSchemas schemas, Set<Class<?>> groups);

}
