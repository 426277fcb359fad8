package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.github.instructorspring.json.JsonPath;
import io.github.instructorspring.schema.ResponseSchema;

/**
 * The part of an answer that has to be asked for again: an object with one property for
 * each place that is wrong or missing. Immutable.
 *
 * @since 0.1
 */
public final class AnswerPart {

	private final ResponseSchema schema;

	private final Map<String, JsonPath> places;

	private final Map<String, JsonNode> surroundings;

	private AnswerPart(ResponseSchema schema, Map<String, JsonPath> places, Map<String, JsonNode> surroundings) {
		this.schema = schema;
		this.places = places;
		this.surroundings = surroundings;
	}

	/**
	 * Find what to ask again. For a place that cannot be asked for alone, the nearest one
	 * above it is taken: a value of any shape, the property that tells the members of a
	 * union apart, an element of a set, the entry of a map whose key may be wrong.
	 * @param schema the schema of the answer
	 * @param answer the answer as the schema has it, wrapper included; what is wrong in
	 * it may be of any shape
	 * @param paths the places that are wrong or missing
	 * @return the part, empty when there is no path, or when the whole must be asked for
	 */
	public static Optional<AnswerPart> of(ResponseSchema schema, JsonNode answer, Collection<String> paths) {
		SchemaTree schemas = new SchemaTree(schema.readable());
		AnswerPlaces finder = new AnswerPlaces(schemas, answer);
		Map<JsonPath, AnswerPlace> found = new LinkedHashMap<>();
		for (String path : paths) {
			AnswerPlace place = finder.nearest(JsonPath.nearest(path, answer));
			if (place.isWhole(schema.wrapper())) {
				return Optional.empty();
			}
			found.putIfAbsent(place.path(), place);
		}
		List<AnswerPlace> places = found.values().stream().filter((place) -> isOutermost(place, found)).toList();
		if (places.isEmpty()) {
			return Optional.empty();
		}
		PartSchema part = new PartSchema(schemas, schema.name());
		ResponseSchema derived = schema.derive(part.of(places));
		return Optional.of(new AnswerPart(derived, part.places(), surroundings(part.places().values(), answer)));
	}

	private static boolean isOutermost(AnswerPlace place, Map<JsonPath, AnswerPlace> places) {
		for (JsonPath above = place.path().parent(); !above.isRoot(); above = above.parent()) {
			if (places.containsKey(above)) {
				return false;
			}
		}
		return true;
	}

	private static Map<String, JsonNode> surroundings(Collection<JsonPath> places, JsonNode answer) {
		Map<String, JsonNode> surroundings = new LinkedHashMap<>();
		for (JsonPath place : places) {
			JsonPath above = place;
			while (!above.isRoot() && !isOneOfSeveral(above, answer)) {
				above = above.parent();
			}
			if (!above.isRoot()) {
				surroundings.put(above.toString(), above.read(answer).orElseThrow().deepCopy());
			}
		}
		return surroundings;
	}

	/**
	 * Whether an element or entry holds enough to tell it from the others.
	 */
	private static boolean isOneOfSeveral(JsonPath path, JsonNode answer) {
		return (path.isElement() || path.isEntry()) && path.read(answer).filter(JsonNode::isObject).isPresent();
	}

	/**
	 * The schema of the part. It binds to a tree with the properties of this schema.
	 * @return the schema, named after that of the answer
	 */
	public ResponseSchema schema() {
		return this.schema;
	}

	/**
	 * The places that are asked for, none below another.
	 * @return the paths, in the order of the properties
	 */
	public List<String> paths() {
		List<String> paths = new ArrayList<>();
		this.places.values().forEach((place) -> paths.add(place.toString()));
		return List.copyOf(paths);
	}

	/**
	 * The objects in lists and maps in which the places lie, or which they are, as the
	 * answer has them: by its index alone, a model does not know which one is meant.
	 * @return the objects by their paths, empty when all places lie outside of lists and
	 * maps
	 */
	public Map<String, JsonNode> surroundings() {
		return new LinkedHashMap<>(this.surroundings);
	}

	/**
	 * Put the part into the answer.
	 * @param answer the answer that the part was found in, left as it is
	 * @param part the part, as {@link Binding#json()} of its schema has it; a property
	 * that it lacks changes nothing
	 * @return a copy of the answer with the part in its places
	 */
	public JsonNode merge(JsonNode answer, JsonNode part) {
		JsonNode merged = answer.deepCopy();
		this.places.forEach((name, place) -> {
			JsonNode value = part.get(name);
			if (value != null) {
				place.write(merged, value.deepCopy());
			}
		});
		return merged;
	}

	/**
	 * Where something in the part stands in the answer.
	 * @param path a path in the part, such as that of a finding
	 * @return the path in the answer, the same where there is none
	 */
	public String pathInAnswer(String path) {
		for (Map.Entry<String, JsonPath> place : this.places.entrySet()) {
			String name = place.getKey();
			if (path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "[")) {
				return place.getValue() + path.substring(name.length());
			}
		}
		return path;
	}

	/**
	 * The number of places; paths may hold keys of maps, which are content of the model.
	 */
	@Override
	public String toString() {
		return "AnswerPart[places=" + this.places.size() + "]";
	}

}
