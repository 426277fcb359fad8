package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a text into the parts that each speak of one element of a list.
 */
final class Segments {

	private Segments() {
	}

	// One part for each person: sentences that name nobody speak of the one before.
	static List<String> byName(TextFacts facts) {
		List<Integer> leads = new ArrayList<>();
		String previous = "";
		for (CapitalisedRun name : facts.names().all()) {
			if (!name.text().equals(previous)) {
				leads.add(name.first());
			}
			previous = name.text();
		}
		return split(facts, leads);
	}

	// One part for each number of things: "3 boxes of pens and 2 notebooks".
	static List<String> byCount(TextFacts facts) {
		return split(facts,
				facts.quantities()
					.stream()
					.filter((quantity) -> NumberRules.isCount(quantity, facts.words()))
					.map(Quantity::first)
					.toList());
	}

	private static List<String> split(TextFacts facts, List<Integer> leads) {
		List<Integer> starts = IntStream.range(0, leads.size())
			.mapToObj((i) -> start(facts.words(), leads.get(i), (i > 0) ? leads.get(i - 1) : -1))
			.toList();
		return IntStream.range(0, starts.size()).mapToObj((i) -> {
			int end = (i + 1 < starts.size()) ? starts.get(i + 1) : facts.text().length();
			return withoutConjunction(facts.text().substring(starts.get(i), end));
		}).toList();
	}

	// A part starts with its sentence, or in the sentence with what leads it.
	private static int start(WordList words, int lead, int previousLead) {
		int first = lead;
		while (first > 0 && first > previousLead && !words.startsSentence(first)) {
			first--;
		}
		return words.get((first > previousLead) ? first : lead).start();
	}

	private static String withoutConjunction(String part) {
		String text = part.strip();
		if (text.endsWith(" and")) {
			text = text.substring(0, text.length() - " and".length()).stripTrailing();
		}
		return (text.endsWith(",") || text.endsWith(";")) ? text.substring(0, text.length() - 1) : text;
	}

}
