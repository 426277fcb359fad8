package io.github.instructorspring.schema;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which elements of a list, array or map may be null, as in
 * {@code List<@Nullable String>}.
 */
final class ElementNullness {

	private final UnaryOperator<ObjectNode> nullable;

	ElementNullness(UnaryOperator<ObjectNode> nullable) {
		this.nullable = nullable;
	}

	/**
	 * Let the schema of a container take null for the elements that may be null.
	 * @param schema the schema of the container, which is changed
	 * @param type the type of the container
	 * @param declared the same type as it was written
	 */
	void apply(ObjectNode schema, JavaType type, AnnotatedType declared) {
		if (declared instanceof AnnotatedArrayType array && type.isArrayType()) {
			applyElement(schema, "items", type.getContentType(), array.getAnnotatedGenericComponentType());
		}
		else if (declared instanceof AnnotatedParameterizedType generic) {
			AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
			if (type.isReferenceType() && arguments.length == 1) {
				apply(schema, type.getReferencedType(), arguments[0]);
			}
			else if (type.isCollectionLikeType() && arguments.length == 1) {
				applyElement(schema, "items", type.getContentType(), arguments[0]);
			}
			else if (type.isMapLikeType() && arguments.length == 2) {
				applyElement(schema, "additionalProperties", type.getContentType(), arguments[1]);
			}
		}
	}

	private void applyElement(ObjectNode schema, String keyword, JavaType type, AnnotatedType declared) {
		if (schema.get(keyword) instanceof ObjectNode element) {
			apply(element, type, declared);
			if (PropertyNullness.isAnnotated(declared)) {
				schema.set(keyword, this.nullable.apply(element));
			}
		}
	}

}
