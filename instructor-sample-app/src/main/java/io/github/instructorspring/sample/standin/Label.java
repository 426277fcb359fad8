package io.github.instructorspring.sample.standin;

import java.util.List;
import java.util.Set;

/**
 * A constant or the name of a kind of object, to be found in a text.
 *
 * @param words the words of the label
 * @param hints stems of more words that speak for it
 * @param bonus what else speaks for it
 */
record Label(List<String> words, Set<String> hints, int bonus) {

	private static final Set<String> MIDDLE = Vocabulary
		.words("medium normal middle moderate neutral other general default misc unknown none standard regular");

	private static final Set<String> REPLY = Vocabulary.words("reply answer respond response message inform");

	static final int HINT_OF_MONEY = 10;

	private static final int NAMED = 50;

	private static final int TOLD = 20;

	static Label of(String name) {
		return new Label(Property.split(name), Set.of(), 0);
	}

	// Whether this is what one says when nothing else fits.
	boolean isNeutral() {
		return this.words.stream().anyMatch((word) -> MIDDLE.contains(word) || REPLY.contains(word));
	}

	boolean isNamed(TextFacts facts) {
		return facts.words().find(this.words, false).isPresent();
	}

	int weigh(TextFacts facts) {
		int weight = this.bonus;
		if (isNamed(facts)) {
			weight += isNeutral() ? NAMED / 5 : NAMED;
		}
		for (Concept concept : Concept.of(this.words).toList()) {
			int told = concept.count(facts);
			weight += (told > 0) ? TOLD * told - concept.rank(this.words) : 0;
			weight += isOppositeOfDenied(concept, facts) ? TOLD : 0;
		}
		return weight + (int) this.hints.stream().filter((hint) -> !facts.words().placesOf(hint).isEmpty()).count();
	}

	// Not urgent: that speaks for a low priority.
	private boolean isOppositeOfDenied(Concept concept, TextFacts facts) {
		return concept == Concept.RELAXED && Concept.URGENT.isDenied(facts);
	}

}
