package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Chooses among labels what a text is about.
 */
final class Choices {

	private final List<Label> labels;

	private final List<Integer> weights = new ArrayList<>();

	Choices(List<Label> labels, TextFacts facts) {
		this.labels = labels;
		labels.forEach((label) -> this.weights.add(label.weigh(facts)));
	}

	/**
	 * The label for which the text speaks most.
	 * @return the index of the label, empty if the text speaks for none
	 */
	OptionalInt best() {
		int best = 0;
		for (int i = 1; i < this.weights.size(); i++) {
			best = (this.weights.get(i) > this.weights.get(best)) ? i : best;
		}
		boolean any = !this.weights.isEmpty() && this.weights.get(best) > 0;
		return any ? OptionalInt.of(best) : OptionalInt.empty();
	}

	/**
	 * The label for a text that speaks for none.
	 * @return the index of a neutral label, or else of the first
	 */
	int neutral() {
		return IntStream.range(0, this.labels.size())
			.filter((i) -> this.labels.get(i).isNeutral())
			.findFirst()
			.orElse(0);
	}

	/**
	 * All labels for which the text speaks.
	 * @return their indexes
	 */
	List<Integer> all() {
		return IntStream.range(0, this.labels.size()).filter((i) -> this.weights.get(i) > 0).boxed().toList();
	}

}
