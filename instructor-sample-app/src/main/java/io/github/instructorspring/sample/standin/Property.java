package io.github.instructorspring.sample.standin;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A property to fill, as far as its name and description say what belongs there.
 *
 * @param words the lower-case words of its name, after those of its parent if the name
 * alone says little
 * @param description its description
 */
record Property(List<String> words, String description) {

	/** Stands for a whole answer, which has no name. */
	static final Property UNNAMED = new Property(List.of(), "");

	private static final Set<String> VAGUE = Vocabulary
		.words("name value id number code text type label amount content data result item items");

	private static final Pattern WORD = Pattern.compile("\\p{Lu}?[\\p{Ll}\\p{Lo}\\p{M}]+|\\p{Lu}+(?!\\p{Ll})|\\d+");

	Property child(String name, String description) {
		List<String> own = split(name);
		List<String> all = VAGUE.containsAll(own) ? Stream.concat(this.words.stream(), own.stream()).toList() : own;
		return new Property(all, description);
	}

	static List<String> split(String name) {
		return WORD.matcher(name).results().map((match) -> match.group().toLowerCase(Locale.ROOT)).toList();
	}

	boolean isVague() {
		return VAGUE.containsAll(this.words);
	}

	boolean hasAny(Collection<String> candidates) {
		return this.words.stream().anyMatch(candidates::contains) || candidates.contains(String.join("", this.words));
	}

	// The last word carries the meaning: the name of a company, the number of boxes.
	String lastWord() {
		return this.words.isEmpty() ? "" : this.words.get(this.words.size() - 1);
	}

	Set<String> stems() {
		return Stems.of(this.words);
	}

	Set<String> descriptionStems() {
		return Stems
			.of(split(this.description).stream().filter((word) -> !Vocabulary.STOP_WORDS.contains(word)).toList());
	}

}
