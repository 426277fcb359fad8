package io.github.instructorspring.sample.standin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds whether the text affirms what a boolean property names, or denies it.
 */
final class BooleanRules {

	private static final Set<String> HELPERS = Vocabulary.words("""
			is has have needs need wants want should can was are be does do requires required requested needed wanted
			flag enabled value result answer""");

	private static final Set<String> YES = Vocabulary.words("yes true y on");

	private static final Set<String> NO = Vocabulary.words("no false n off");

	private BooleanRules() {
	}

	static Optional<Boolean> find(Property property, TextFacts facts) {
		List<String> words = property.words().stream().filter((word) -> !HELPERS.contains(word)).toList();
		return labelled(property, facts).or(() -> told(words, facts));
	}

	private static Optional<Boolean> labelled(Property property, TextFacts facts) {
		return facts.labelled().of(property).map((value) -> value.toLowerCase(Locale.ROOT)).flatMap((value) -> {
			if (YES.contains(value)) {
				return Optional.of(true);
			}
			return NO.contains(value) ? Optional.of(false) : Optional.empty();
		});
	}

	private static Optional<Boolean> told(List<String> words, TextFacts facts) {
		if (words.isEmpty()) {
			return mentions(YES.stream().map(List::of), false, facts) ? Optional.of(true) : Optional.empty();
		}
		if (mentions(words.stream().map(List::of), true, facts)) {
			return Optional.of(false);
		}
		boolean named = mentions(words.stream().map(List::of), false, facts);
		boolean meant = Concept.of(words).anyMatch((concept) -> concept.count(facts) > 0);
		return (named || meant) ? Optional.of(true) : Optional.empty();
	}

	private static boolean mentions(Stream<List<String>> phrases, boolean negated, TextFacts facts) {
		return phrases.anyMatch((phrase) -> facts.words().find(phrase, negated).isPresent());
	}

}
