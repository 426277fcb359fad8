package io.github.instructorspring.sample.standin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds cities, countries, streets and companies.
 */
final class Places {

	private static final Set<String> CITY_PREPOSITIONS = Vocabulary.words("in from near to into");

	private static final Set<String> COMPANY_PREPOSITIONS = Vocabulary
		.words("at for with joined join company employer");

	private static final Map<String, String> COUNTRIES = countries();

	private static final Pattern STREET = Pattern
		.compile("(?:\\d{1,5}[a-z]? )?(?:\\p{Lu}[\\p{L}'\u2019-]{0,40}+ ){1,3}?"
				+ "(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Way)\\b(?: \\d{1,5}[a-z]?\\b)?"
				+ "|\\p{Lu}[\\p{L}-]{1,40}(?:stra\u00dfe|strasse|gasse|weg|allee|platz)(?: \\d{1,5}[a-z]?\\b)?");

	private final WordList words;

	private final List<CapitalisedRun> runs;

	private final List<Found<String>> streets;

	Places(WordList words, List<CapitalisedRun> runs, List<Found<String>> streets) {
		this.words = words;
		this.runs = runs;
		this.streets = streets;
	}

	// A street takes its number, which counts nothing.
	static List<Found<String>> streets(FactScanner scanner) {
		return scanner.scan(STREET, (match) -> Optional.of(match.group().strip()));
	}

	static boolean isCountry(String name) {
		return COUNTRIES.containsKey(name);
	}

	Optional<String> city() {
		return this.runs.stream()
			.filter((run) -> CITY_PREPOSITIONS.contains(this.words.before(run.first())))
			.filter((run) -> !isCountry(run.text()) && !run.hasCompanySuffix(this.words))
			.map(CapitalisedRun::text)
			.findFirst();
	}

	Optional<String> country() {
		return this.runs.stream()
			.map(CapitalisedRun::text)
			.filter(COUNTRIES::containsKey)
			.map(COUNTRIES::get)
			.findFirst();
	}

	Optional<String> street() {
		return this.streets.stream().map(Found::value).findFirst();
	}

	Optional<String> company() {
		return company((run) -> run.hasCompanySuffix(this.words))
			.or(() -> company((run) -> COMPANY_PREPOSITIONS.contains(this.words.before(run.first()))));
	}

	private Optional<String> company(Predicate<CapitalisedRun> test) {
		return this.runs.stream().filter(test).map(CapitalisedRun::text).findFirst();
	}

	private static Map<String, String> countries() {
		Map<String, String> countries = new TreeMap<>();
		for (String code : Locale.getISOCountries()) {
			String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
			countries.put(name, name);
		}
		countries.put("UK", "United Kingdom");
		countries.put("Great Britain", "United Kingdom");
		countries.put("USA", "United States");
		countries.put("US", "United States");
		return countries;
	}

}
