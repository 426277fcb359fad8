package io.github.instructorspring.sample.standin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.sample.standin.Filled.Evidence;

/**
 * Fills lists and maps.
 */
class ListFiller {

	private final JsonNodeFactory nodes;

	private final SchemaFiller filler;

	ListFiller(JsonNodeFactory nodes, SchemaFiller filler) {
		this.nodes = nodes;
		this.filler = filler;
	}

	Filled fill(Schema schema, Property property, Scope scope) {
		return schema.items()
			.map((items) -> fill(items, property, scope, schema.length("maxItems").orElse(Integer.MAX_VALUE)))
			.orElseGet(() -> Filled.blank(this.nodes.arrayNode()));
	}

	private Filled fill(Schema items, Property property, Scope scope, int maxItems) {
		if (!items.enumeration().isEmpty()) {
			return list(constants(items, scope.facts()), maxItems);
		}
		return switch (items.type()) {
			case "integer",
					"number" ->
				list(scope.facts()
					.quantities()
					.stream()
					.filter((quantity) -> quantity.kind() != Quantity.Kind.SPELLED)
					.map((quantity) -> this.filler.number(items, quantity.value())), maxItems);
			case "object" -> scope.isOpen(items) ? list(Stream.empty(), 0) : objects(items, property, scope, maxItems);
			case "array", "boolean" -> list(Stream.empty(), 0);
			default -> (items.members().size() > 1) ? objects(items, property, scope, maxItems)
					: list(strings(items, property, maxItems, scope.facts()), maxItems);
		};
	}

	private Stream<JsonNode> constants(Schema items, TextFacts facts) {
		List<JsonNode> constants = items.enumeration();
		List<Label> labels = constants.stream().map((constant) -> Label.of(constant.asString(""))).toList();
		return new Choices(labels, facts).all().stream().map(constants::get);
	}

	private Stream<JsonNode> strings(Schema items, Property property, int maxItems, TextFacts facts) {
		return ListRules.strings(property, items, maxItems, facts)
			.stream()
			.map((value) -> this.nodes.stringNode(StringFit.fit(value, items, facts)));
	}

	private Filled objects(Schema items, Property property, Scope scope, int maxItems) {
		List<Filled> elements = segments(items, property, scope.facts()).stream()
			.map((segment) -> this.filler.fill(items, property, scope.with(new TextFacts(segment))))
			.toList();
		boolean facts = elements.stream().anyMatch((element) -> element.evidence() == Evidence.FACT);
		Evidence needed = facts ? Evidence.FACT : Evidence.TEXT;
		return list(elements.stream().filter((element) -> element.evidence() == needed).map(Filled::node), maxItems);
	}

	private List<String> segments(Schema items, Property property, TextFacts facts) {
		List<String> segments = List.of();
		if (hasRole(items, property, Role.PERSON) || hasRole(items, property, Role.FIRST_NAME)) {
			segments = Segments.byName(facts);
		}
		else if (hasRole(items, property, Role.PRODUCT)) {
			segments = Segments.byCount(facts);
		}
		return segments.isEmpty() ? facts.sentences() : segments;
	}

	private boolean hasRole(Schema items, Property property, Role role) {
		for (Map.Entry<String, Schema> entry : items.properties().entrySet()) {
			Property child = property.child(entry.getKey(), "");
			boolean text = entry.getValue().type().equals("string") && entry.getValue().enumeration().isEmpty();
			if (text && Role.of(child, entry.getValue()) == role) {
				return true;
			}
		}
		return false;
	}

	private Filled list(Stream<JsonNode> elements, int maxItems) {
		ArrayNode array = this.nodes.arrayNode();
		elements.limit(maxItems).forEach(array::add);
		return array.isEmpty() ? Filled.blank(array) : Filled.fact(array);
	}

	// A map has the labels of the text as its keys, or the nouns of its numbers.
	Filled map(Schema values, Scope scope) {
		ObjectNode map = this.nodes.objectNode();
		TextFacts facts = scope.facts();
		if (values.type().equals("integer") || values.type().equals("number")) {
			for (Quantity quantity : facts.quantities()) {
				key(quantity, facts.words())
					.forEach((key) -> map.set(key, this.filler.number(values, quantity.value())));
			}
		}
		else if (values.type().equals("string")) {
			facts.labelled().all().forEach(map::put);
		}
		return map.isEmpty() ? Filled.blank(map) : Filled.fact(map);
	}

	private Stream<String> key(Quantity quantity, WordList words) {
		if (NumberRules.isCount(quantity, words)) {
			return Stream.of(words.after(quantity.last()));
		}
		boolean labelled = quantity.first() > 0 && words.gapBefore(quantity.first()).strip().matches("[:=]");
		return labelled ? Stream.of(words.get(quantity.first() - 1).text()) : Stream.empty();
	}

}
