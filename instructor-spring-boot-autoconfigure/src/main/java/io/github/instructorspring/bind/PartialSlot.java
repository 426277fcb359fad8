package io.github.instructorspring.bind;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A place for values: a property, the elements of a list, the values of a map.
 *
 * @param name the name of the property, or {@code null}
 * @param schema what belongs there
 * @param shape how a value shows while it is read
 * @param reader how a whole value is read
 * @param simple which values need neither coercion nor Jackson
 * @param optional whether the value stands in an {@link Optional}
 * @param nullable whether {@code null} is a value
 * @param empty what stands there before there is a value
 * @param standIn what stands there in the end if there was none, or {@code null}
 */
record PartialSlot(@Nullable String name, JsonNode schema, PartialShape shape, Reader reader, Simple simple,
		boolean optional, boolean nullable, Empty empty, @Nullable JsonNode standIn) {

	/**
	 * No value, which is not {@code null}.
	 */
	static final Object ABSENT = new Object();

	/**
	 * The same place, whose values show in another way.
	 */
	PartialSlot showing(PartialShape otherShape) {
		return new PartialSlot(this.name, this.schema, otherShape, this.reader, this.simple, this.optional,
				this.nullable, this.empty, this.standIn);
	}

	/**
	 * A value as it stands in the place.
	 */
	@Nullable Object wrap(@Nullable Object value) {
		return (this.optional && !isAbsent(value)) ? Optional.ofNullable(value) : value;
	}

	/**
	 * The text that is read now as it stands in the place.
	 */
	@Nullable Object open(String text) {
		return (this.shape instanceof PartialShape.Tree) ? JsonNodeFactory.instance.stringNode(text) : wrap(text);
	}

	/**
	 * The value that a scalar obviously is.
	 * @return the value, or {@link #ABSENT}
	 */
	Object simple(JsonNode value) {
		return this.simple.of(value);
	}

	/**
	 * Whether a text shows while it is read.
	 */
	boolean showsText() {
		return this.shape instanceof PartialShape.Text || this.shape instanceof PartialShape.Any
				|| this.shape instanceof PartialShape.Tree;
	}

	@SuppressWarnings("ReferenceEquality")
	static boolean isAbsent(@Nullable Object value) {
		return value == ABSENT;
	}

	/**
	 * Takes values as they are.
	 */
	@FunctionalInterface
	interface Simple {

		/**
		 * The value that a scalar obviously is.
		 * @return the value, or {@link #ABSENT}
		 */
		Object of(JsonNode value);

	}

	/**
	 * Reads a whole value with Jackson.
	 */
	@FunctionalInterface
	interface Reader {

		@Nullable Object read(JsonParser parser, DeserializationContext context);

	}

	/**
	 * Makes the value of nothing, or {@code null}.
	 */
	@FunctionalInterface
	interface Empty {

		@Nullable Object create(DeserializationContext context);

	}

	/**
	 * A value of nothing that is always the same.
	 *
	 * @param value the value
	 */
	record Fixed(@Nullable Object value) implements Empty {

		@Override
		public @Nullable Object create(DeserializationContext context) {
			return this.value;
		}

	}

}
