package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Chooses the member of a union that a text speaks of.
 */
final class UnionRules {

	/**
	 * Choose a member by its discriminator, the names of its properties and its
	 * description.
	 * @param members the members of the union
	 * @param facts the text
	 * @return the member, empty if the members are no objects to tell apart
	 */
	Optional<Schema> choose(List<Schema> members, TextFacts facts) {
		if (members.stream().anyMatch((member) -> member.properties().isEmpty())) {
			return Optional.empty();
		}
		Choices choices = new Choices(members.stream().map((member) -> label(member, facts)).toList(), facts);
		return Optional.of(members.get(choices.best().orElseGet(choices::neutral)));
	}

	private Label label(Schema member, TextFacts facts) {
		List<String> words = new ArrayList<>();
		Set<String> hints = new HashSet<>(new Property(List.of(), member.text("description")).descriptionStems());
		int bonus = 0;
		for (Map.Entry<String, Schema> entry : member.properties().entrySet()) {
			Property property = Property.UNNAMED.child(entry.getKey(), "");
			Optional<JsonNode> constant = entry.getValue().constant();
			if (constant.isPresent()) {
				words.addAll(Property.split(constant.get().asString("")));
			}
			else {
				hints.addAll(property.stems());
				bonus += (NumberRules.wantsMoney(property) && facts.amounts().findAny().isPresent()) ? 1 : 0;
			}
		}
		if (words.isEmpty()) {
			words.addAll(Property.split(typeName(member)));
		}
		return new Label(words, hints, bonus * Label.HINT_OF_MONEY);
	}

	private String typeName(Schema member) {
		String reference = member.reference();
		return member.text("title").isEmpty() ? reference.substring(reference.lastIndexOf('/') + 1)
				: member.text("title");
	}

}
