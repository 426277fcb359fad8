package io.github.instructorspring.sample.standin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the texts for a list of strings.
 */
final class ListRules {

	private static final Set<String> KEYWORDS = Vocabulary
		.words("tag tags keyword keywords label labels topic topics hashtag hashtags theme themes");

	private static final Set<String> LIKINGS = Vocabulary
		.words("interests interest hobbies hobby likes skills languages");

	private static final Pattern LIKING = Pattern.compile(
			"(?i)\\b(?:likes?|loves?|enjoys?|interested in|knows|speaks?|(?:interests|hobbies|skills) are) ([^.!?;\\n]{1,200})");

	private static final int MAX_KEYWORDS = 5;

	private static final int MIN_KEYWORD_LENGTH = 4;

	private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*;\\s*");

	private ListRules() {
	}

	static List<String> strings(Property property, Schema items, int maxItems, TextFacts facts) {
		if (property.hasAny(KEYWORDS)) {
			return keywords(facts, Math.min(maxItems, MAX_KEYWORDS));
		}
		Stream<String> found = switch (Role.of(property, items)) {
			case EMAIL -> facts.emails();
			case URL -> facts.urls();
			case UUID -> facts.uuids();
			case PHONE -> facts.phones();
			case DATE -> facts.dates().stream().map((date) -> date.value().toString());
			case IDENTIFIER -> facts.identifiers().map(Identifier::value);
			case PERSON -> facts.names().all().stream().map(CapitalisedRun::text);
			case SUMMARY, REASON, TEXT -> facts.sentences().stream();
			default -> listed(property, facts);
		};
		return found.distinct().limit(maxItems).toList();
	}

	// A labelled enumeration, or lines; a whole answer may be a list of its sentences.
	private static Stream<String> listed(Property property, TextFacts facts) {
		String labelled = facts.labelled().of(property).orElse("");
		if (!labelled.isEmpty()) {
			return separate(labelled);
		}
		if (property.hasAny(LIKINGS)) {
			return LIKING.matcher(facts.text()).results().flatMap((match) -> separate(match.group(1)));
		}
		boolean lines = facts.text().indexOf('\n') >= 0;
		return (lines || property.words().isEmpty()) ? facts.sentences().stream() : Stream.empty();
	}

	private static Stream<String> separate(String enumeration) {
		return SEPARATOR.splitAsStream(enumeration).filter((part) -> !part.isBlank()).map(String::strip);
	}

	// Words that tell what usual texts are about come first, then the frequent ones.
	private static List<String> keywords(TextFacts facts, int max) {
		Map<String, String> words = new LinkedHashMap<>();
		for (int i = 0; i < facts.words().size(); i++) {
			Word word = facts.words().get(i);
			if (facts.isPlain(word) && isSignificant(word, facts.words().startsSentence(i))) {
				words.putIfAbsent(Stems.of(word.lower()), word.lower());
			}
		}
		Comparator<Map.Entry<String, String>> toldFirst = Comparator
			.comparing((entry) -> !Concept.isTold(entry.getKey()));
		return words.entrySet()
			.stream()
			.sorted(toldFirst.thenComparing((entry) -> -facts.words().placesOf(entry.getKey()).size()))
			.map(Map.Entry::getValue)
			.filter((word) -> facts.words().find(List.of(word), true).isEmpty())
			.limit(max)
			.toList();
	}

	// A capitalised word is a name, unless it starts a sentence.
	private static boolean isSignificant(Word word, boolean startsSentence) {
		String lower = word.lower();
		boolean ordinary = word.isLetters() && (!word.isCapitalised() || startsSentence || word.isShouted());
		return ordinary && lower.length() >= MIN_KEYWORD_LENGTH && !Vocabulary.STOP_WORDS.contains(lower)
				&& !Vocabulary.UNITS.contains(lower) && !Vocabulary.NEGATIONS.contains(lower)
				&& NumberWords.parse(lower).isEmpty();
	}

}
