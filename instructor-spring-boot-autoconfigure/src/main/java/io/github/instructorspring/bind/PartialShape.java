package io.github.instructorspring.bind;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;

/**
 * How a value shows while it is read.
 */
sealed interface PartialShape {

	/**
	 * Not before it closes.
	 */
	record Closed() implements PartialShape {
	}

	/**
	 * As the text so far.
	 */
	record Text() implements PartialShape {
	}

	/**
	 * As a tree of JSON.
	 */
	record Tree() implements PartialShape {
	}

	/**
	 * As a map, list or scalar, whatever it is.
	 */
	record Any() implements PartialShape {
	}

	/**
	 * As an object of which not all properties are set.
	 *
	 * @param type the class
	 */
	record Bean(PartialBean type) implements PartialShape {
	}

	/**
	 * Once it is known of which class it is, as an object of that.
	 *
	 * @param members the classes
	 */
	record Union(PartialUnion members) implements PartialShape {
	}

	/**
	 * As a list, of which the last element may be partial.
	 *
	 * @param element the elements
	 */
	record Elements(PartialSlot element) implements PartialShape {
	}

	/**
	 * As a container of whole elements, copied for each snapshot.
	 *
	 * @param element the elements
	 * @param container makes it
	 * @param ordered whether the elements stand in it as they came
	 */
	record Copied(PartialSlot element, Container<List<@Nullable Object>> container,
			boolean ordered) implements PartialShape {
	}

	/**
	 * As a map, of which the last value may be partial.
	 *
	 * @param value the values
	 * @param keys reads the keys, or {@code null} if they are texts
	 * @param container makes the map, or {@code null} for one that is shared
	 */
	record Entries(PartialSlot value, @Nullable KeyDeserializer keys,
			@Nullable Container<Map<Object, @Nullable Object>> container) implements PartialShape {
	}

	/**
	 * Makes a container of what is in another.
	 *
	 * @param <C> the other
	 */
	@FunctionalInterface
	interface Container<C> {

		Object of(C content, DeserializationContext context);

	}

}
