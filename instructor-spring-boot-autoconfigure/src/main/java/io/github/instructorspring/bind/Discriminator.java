package io.github.instructorspring.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The property that says of which member of a union an object is.
 *
 * @param property the name of the property
 * @param members the members
 * @param names what the property can be, by member
 */
record Discriminator(String property, List<JsonNode> members, List<List<String>> names) {

	/**
	 * Find the property that all members have, each with constants of its own.
	 * @return the property, or {@code null}
	 */
	static @Nullable Discriminator of(List<JsonNode> members, SchemaTree schemas) {
		List<JsonNode> objects = members.stream().filter((member) -> member.path("properties").isObject()).toList();
		if (objects.size() < 2) {
			return null;
		}
		for (String property : objects.get(0).path("properties").propertyNames()) {
			List<List<String>> names = objects.stream().map((member) -> names(member, property, schemas)).toList();
			Set<String> distinct = new HashSet<>();
			if (names.stream().allMatch((own) -> !own.isEmpty() && own.stream().allMatch(distinct::add))) {
				return new Discriminator(property, objects, names);
			}
		}
		return null;
	}

	private static List<String> names(JsonNode member, String property, SchemaTree schemas) {
		JsonNode schema = schemas.resolve(member.path("properties").path(property));
		if (schema == null || !SchemaTree.isConstant(schema)) {
			return List.of();
		}
		List<JsonNode> constants = SchemaTree.constants(schema);
		return (constants.stream().allMatch(JsonNode::isString))
				? constants.stream().map(JsonNode::stringValue).toList() : List.of();
	}

	@Nullable JsonNode member(String name) {
		for (int i = 0; i < this.members.size(); i++) {
			if (this.names.get(i).contains(name)) {
				return this.members.get(i);
			}
		}
		return null;
	}

	List<String> all() {
		List<String> all = new ArrayList<>();
		this.names.forEach(all::addAll);
		return all;
	}

}
