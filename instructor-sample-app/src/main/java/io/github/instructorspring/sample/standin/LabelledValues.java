package io.github.instructorspring.sample.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds values that the text labels, as in "Name: Ada" or "city = London".
 */
final class LabelledValues {

	private static final Pattern LABELLED = Pattern.compile("(?<![\\p{L}\\p{N}])"
			+ "(\\p{L}[\\p{L}\\p{N}_-]{0,30}+(?: \\p{L}[\\p{L}\\p{N}_-]{0,30}+){0,2}) ?(?::(?=\\s)|=) ?([^\\n;]{1,500}+)");

	/** On one line, the next label ends a value: "name: Ada, age: 36". */
	private static final Pattern NEXT_LABEL = Pattern
		.compile("(?:[,.]|\\band\\b) *\\p{L}[\\p{L}\\p{N} _-]{0,30}+(?::\\s|=)");

	private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?](?:\\s|$)");

	private final Map<String, String> values = new LinkedHashMap<>();

	LabelledValues(String text) {
		Matcher matcher = LABELLED.matcher(text);
		int from = 0;
		while (matcher.find(from)) {
			String value = matcher.group(2);
			Matcher next = NEXT_LABEL.matcher(value);
			int end = next.find() ? next.start() : value.length();
			this.values.putIfAbsent(matcher.group(1), value.substring(0, end).strip());
			from = matcher.start(2) + end;
		}
	}

	/**
	 * Find the value whose label is the name of a property.
	 * @param property the property
	 * @return the value, up to the end of its sentence
	 */
	Optional<String> of(Property property) {
		List<String> words = property.words();
		for (Map.Entry<String, String> entry : this.values.entrySet()) {
			List<String> label = Property.split(entry.getKey());
			boolean same = !words.isEmpty() && (label.containsAll(words) || words.containsAll(label));
			if (same) {
				return Optional.of(firstSentence(entry.getValue())).filter((value) -> !value.isEmpty());
			}
		}
		return Optional.empty();
	}

	Map<String, String> all() {
		return this.values;
	}

	private static String firstSentence(String value) {
		Matcher end = END_OF_SENTENCE.matcher(value);
		return end.find() ? value.substring(0, end.start()).strip() : value;
	}

}
