package io.github.instructorspring.sample.standin;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the walk through a schema stands.
 *
 * @param facts the text that the current part is filled from
 * @param numbers the numbers of the text by the properties of the current object
 * @param open the schemas that the walk is inside of
 * @param depth how many objects the walk is inside of
 */
record Scope(TextFacts facts, Map<Property, Quantity> numbers, Set<String> open, int depth) {

	static Scope of(TextFacts facts) {
		return new Scope(facts, Map.of(), Set.of(), 0);
	}

	Scope enter(Schema schema, Map<Property, Quantity> numbersOfObject) {
		Set<String> opened = new LinkedHashSet<>(this.open);
		opened.add(schema.reference());
		return new Scope(this.facts, numbersOfObject, opened, this.depth + 1);
	}

	Scope with(TextFacts otherFacts) {
		return new Scope(otherFacts, this.numbers, this.open, this.depth);
	}

	// A schema within itself ends: the text gives no hint how deep to go.
	boolean isOpen(Schema schema) {
		return !schema.reference().isEmpty() && this.open.contains(schema.reference());
	}

	// Outside of objects, nothing else wants the number.
	Optional<Quantity> number(Property property) {
		return (this.depth > 0) ? Optional.ofNullable(this.numbers.get(property))
				: NumberRules.best(property, this.facts);
	}

}
