package io.github.instructorspring.sample.standin;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.sample.standin.Filled.Evidence;

/**
 * Walks a schema and fills it with the facts of a text. What the text does not state
 * stays blank: the stand-in invents nothing.
 */
class SchemaFiller {

	private static final int MAX_DEPTH = 12;

	private final JsonNodeFactory nodes;

	private final StringRules strings = new StringRules();

	private final UnionRules unions = new UnionRules();

	private final ListFiller lists;

	SchemaFiller(JsonNodeFactory nodes) {
		this.nodes = nodes;
		this.lists = new ListFiller(nodes, this);
	}

	JsonNode fill(Schema schema, TextFacts facts) {
		return fill(schema, Property.UNNAMED, Scope.of(facts)).node();
	}

	Filled fill(Schema schema, Property property, Scope scope) {
		Optional<JsonNode> constant = schema.constant();
		if (constant.isPresent()) {
			return Filled.blank(constant.get());
		}
		if (schema.members().size() > 1) {
			return union(schema, property, scope);
		}
		if (!schema.enumeration().isEmpty()) {
			return constantOf(schema, property, scope);
		}
		return switch (schema.type()) {
			case "object" -> object(schema, property, scope);
			case "array" -> this.lists.fill(schema, property, scope);
			case "integer", "number" -> number(schema, property, scope);
			case "boolean" -> BooleanRules.find(property, scope.facts())
				.map((value) -> Filled.fact(this.nodes.booleanNode(value)))
				.orElseGet(() -> Filled.blank(this.nodes.booleanNode(false)));
			default -> string(schema, property, scope.facts());
		};
	}

	private Filled union(Schema schema, Property property, Scope scope) {
		Optional<Schema> chosen = this.unions.choose(schema.members(), scope.facts());
		if (chosen.isPresent()) {
			return fill(chosen.get(), property, scope);
		}
		List<Filled> filled = schema.members().stream().map((member) -> fill(member, property, scope)).toList();
		return filled.stream().filter(Filled::isFound).findFirst().orElse(filled.get(0));
	}

	private Filled constantOf(Schema schema, Property property, Scope scope) {
		List<JsonNode> constants = schema.enumeration();
		Choices choices = new Choices(constants.stream().map((node) -> Label.of(node.asString(""))).toList(),
				scope.facts());
		return stated(constants, property, schema, scope).map(Filled::fact)
			.orElseGet(() -> choices.best().isPresent() ? Filled.fact(constants.get(choices.best().getAsInt()))
					: Filled.blank(constants.get(choices.neutral())));
	}

	// A constant may be the value that the property would have anyway: EUR, 3.
	private Optional<JsonNode> stated(List<JsonNode> constants, Property property, Schema schema, Scope scope) {
		Role role = Role.of(property, schema);
		Optional<String> value = role.isFreeText() ? Optional.empty()
				: this.strings.find(property, role, scope.facts());
		Optional<String> number = NumberRules.best(property, scope.facts())
			.map((quantity) -> quantity.value().toPlainString());
		return constants.stream().filter((constant) -> {
			String text = constant.asString("");
			return value.filter(text::equalsIgnoreCase).isPresent() || number.filter(text::equals).isPresent();
		}).findFirst();
	}

	private Filled string(Schema schema, Property property, TextFacts facts) {
		Role role = Role.of(property, schema);
		Evidence evidence = role.isFreeText() ? Evidence.TEXT : Evidence.FACT;
		return this.strings.find(property, role, facts)
			.map((value) -> StringFit.fit(value, schema, facts))
			.map((value) -> new Filled(this.nodes.stringNode(value), evidence))
			.orElseGet(() -> patterned(schema, facts));
	}

	// With no rule for the name there may still be a word that fits the pattern.
	private Filled patterned(Schema schema, TextFacts facts) {
		String value = StringFit.fit("", schema, facts);
		return value.isEmpty() ? Filled.blank(this.nodes.stringNode("")) : Filled.fact(this.nodes.stringNode(value));
	}

	private Filled number(Schema schema, Property property, Scope scope) {
		Optional<BigDecimal> identifier = Optional.of(property)
			.filter((candidate) -> Role.of(candidate, schema) == Role.IDENTIFIER)
			.flatMap((candidate) -> StringRules.identifier(candidate, scope.facts()))
			.flatMap(Decimals::parseWhole);
		return identifier.or(() -> scope.number(property).map(Quantity::value))
			.map((value) -> Filled.fact(number(schema, value)))
			.orElseGet(() -> Filled.blank(this.nodes.numberNode(0)));
	}

	JsonNode number(Schema schema, BigDecimal value) {
		return schema.type().equals("integer") ? this.nodes.numberNode(NumberRules.whole(value).toBigInteger())
				: this.nodes.numberNode(value);
	}

	private Filled object(Schema schema, Property property, Scope scope) {
		ObjectNode object = this.nodes.objectNode();
		if (scope.isOpen(schema) || scope.depth() >= MAX_DEPTH) {
			return Filled.blank(object);
		}
		Map<String, Schema> properties = schema.properties();
		if (properties.isEmpty() && schema.additionalProperties().isPresent()) {
			return this.lists.map(schema.additionalProperties().get(), scope);
		}
		Scope inner = scope.enter(schema, numbers(schema, property, scope.facts()));
		Evidence evidence = Evidence.NONE;
		for (Map.Entry<String, Schema> entry : properties.entrySet()) {
			Schema child = entry.getValue();
			Filled filled = fill(child, named(entry.getKey(), child, properties.size(), property), inner);
			evidence = evidence.or(filled.evidence());
			put(object, schema, entry.getKey(), child, filled);
		}
		return new Filled(object, evidence);
	}

	private void put(ObjectNode object, Schema schema, String name, Schema child, Filled filled) {
		if (filled.isFound() || child.constant().isPresent()) {
			object.set(name, filled.node());
		}
		else if (child.nullable()) {
			object.putNull(name);
		}
		else if (schema.requires(name)) {
			object.set(name, filled.node());
		}
	}

	// The only property of a whole answer just wraps it: its name says nothing.
	private Property named(String name, Schema child, int siblings, Property parent) {
		boolean structured = child.type().equals("array") || child.type().equals("object");
		boolean wraps = parent.equals(Property.UNNAMED) && siblings == 1 && structured;
		Property property = parent.child(name, child.text("description"));
		return (wraps && property.isVague()) ? Property.UNNAMED : property;
	}

	private Map<Property, Quantity> numbers(Schema schema, Property parent, TextFacts facts) {
		Map<String, Property> numeric = new LinkedHashMap<>();
		Set<String> optional = new HashSet<>();
		schema.properties().forEach((name, child) -> {
			if (child.type().equals("integer") || child.type().equals("number")) {
				numeric.put(name, parent.child(name, child.text("description")));
				if (child.nullable() || !schema.requires(name)) {
					optional.add(name);
				}
			}
		});
		Set<String> certain = (numeric.size() > 1) ? optional : Set.of();
		Map<Property, Quantity> numbers = new LinkedHashMap<>();
		NumberRules.assign(numeric, certain, facts)
			.forEach((name, quantity) -> numbers.put(numeric.get(name), quantity));
		return numbers;
	}

}
