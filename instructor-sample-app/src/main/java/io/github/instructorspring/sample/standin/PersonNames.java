package io.github.instructorspring.sample.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names of people: capitalised words, weighed by what stands around them.
 */
final class PersonNames {

	private static final Set<String> INTRODUCTIONS = Vocabulary.words(
			"named called by customer client user author patient student employee agent contact mr mrs ms miss dr prof");

	private static final Set<String> ADDRESSES = Vocabulary.words("dear hi hello hey");

	private static final Set<String> FAREWELLS = Vocabulary
		.words("regards sincerely cheers thanks best wishes yours faithfully truly greetings signed");

	private static final Set<String> WRITERS = Vocabulary.words("customer client author sender reporter contact user");

	private static final Set<String> PLACE_PREPOSITIONS = Vocabulary.words("in at near into around within");

	private static final Set<String> PEOPLE_DO = Vocabulary
		.words("""
				is was has had met meets lives lived works worked writes wrote and aged turned turns who said says wants wanted needs met meets
				asked asks paid bought ordered reported joined joins likes loves sent called moved studies plays
				comes came born leads manages speaks runs teaches""");

	private static final Set<String> OBJECTS = Vocabulary
		.words("the a an my our your his her their its this that it me us");

	private static final Pattern INTRODUCED = Pattern
		.compile("(?iu)\\b(?:name is|name's|named|called|name ?[:=]) ?(\\p{L}[\\p{L}\\p{M}'\u2019-]*+)");

	private static final Pattern AGED = Pattern.compile("(?:,| \\() ?\\d{1,3}");

	/** For texts without capitals, and for scripts that have none. */
	private static final Pattern WITH_AGE = Pattern
		.compile("(?iu)(?<![\\p{L}\\p{M}'\u2019-])(\\p{L}[\\p{L}\\p{M}'\u2019-]*+)(?: is|,) \\d{1,3}\\b");

	private final WordList words;

	private final List<Candidate> candidates = new ArrayList<>();

	PersonNames(WordList words, List<CapitalisedRun> runs, String text) {
		this.words = words;
		for (CapitalisedRun run : runs) {
			this.candidates.add(new Candidate(run, weigh(run)));
		}
		this.candidates.removeIf((candidate) -> candidate.weight() <= 0);
		if (this.candidates.isEmpty()) {
			uncapitalised(text).ifPresent(this.candidates::add);
		}
	}

	/**
	 * All names, in the order of the text.
	 * @return the names, with the indexes of their words
	 */
	List<CapitalisedRun> all() {
		return this.candidates.stream().map(Candidate::run).toList();
	}

	/**
	 * The name that is most likely meant by a property.
	 * @param property the property, such as a customer among several people
	 * @return the name
	 */
	Optional<String> best(Property property) {
		Set<String> stems = property.stems();
		Candidate best = null;
		int bestWeight = 0;
		for (Candidate candidate : this.candidates) {
			boolean labelled = stems.contains(Stems.of(this.words.before(candidate.run().first())));
			boolean wrote = isSignature(candidate.run()) && property.hasAny(WRITERS);
			int weight = candidate.weight() + ((labelled || wrote) ? 10 : 0);
			if (weight > bestWeight) {
				best = candidate;
				bestWeight = weight;
			}
		}
		return Optional.ofNullable(best).map((candidate) -> candidate.run().text());
	}

	private int weigh(CapitalisedRun run) {
		boolean single = run.length() == 1;
		if (run.hasCompanySuffix(this.words) || (single && run.isShouted(this.words))) {
			return 0;
		}
		int country = Places.isCountry(run.text()) ? -2 : 0;
		boolean labels = this.words.gapAfter(run.last()).startsWith(":");
		if (single && (labels || (this.words.startsSentence(run.first()) && isOrdinary(run)))) {
			return 0;
		}
		return (single ? 3 : 5) + country + weighBefore(run, single) + weighAfter(run, single);
	}

	// A noun starts a sentence: it is what people complain of, or it occurs in lower
	// case.
	private boolean isOrdinary(CapitalisedRun run) {
		int next = run.last() + 1;
		boolean aged = AGED.matcher(this.words.gapAfter(run.last()) + this.words.after(run.last())).matches()
				|| (next + 1 < this.words.size() && Character.isDigit(this.words.get(next + 1).text().charAt(0)));
		String stem = Stems.of(this.words.get(run.first()).lower());
		boolean elsewhere = this.words.occursInLowerCase(stem);
		return !aged && (elsewhere || Concept.isTold(stem));
	}

	private boolean isSignature(CapitalisedRun run) {
		String before = (run.first() > 0) ? this.words.get(run.first() - 1).lower() : "";
		return FAREWELLS.contains(before) && !this.words.gapBefore(run.first()).equals(" ");
	}

	private int weighBefore(CapitalisedRun run, boolean single) {
		int first = run.first();
		boolean starts = this.words.startsSentence(first);
		String before = (first > 0) ? this.words.get(first - 1).lower() : "";
		if (Vocabulary.TITLES.contains(before) || (!starts && INTRODUCTIONS.contains(before)) || introduces(first)) {
			return 4;
		}
		if (starts) {
			return single ? -1 : 0;
		}
		if (PLACE_PREPOSITIONS.contains(before)) {
			return -6;
		}
		if (before.equals("from") || Vocabulary.DETERMINERS.contains(before)) {
			return single ? -3 : -1;
		}
		return ADDRESSES.contains(before) ? -1 : 0;
	}

	// My name is, I am, this is: what follows is a name.
	private boolean introduces(int index) {
		String before = this.words.before(index);
		if (before.equals("am") || before.equals("i'm") || before.equals("name")) {
			return true;
		}
		String earlier = before.isEmpty() ? "" : this.words.before(index - 1);
		return before.equals("is") && (earlier.equals("name") || earlier.equals("this"));
	}

	private int weighAfter(CapitalisedRun run, boolean single) {
		String after = this.words.after(run.last());
		String gap = this.words.gapAfter(run.last());
		if (PEOPLE_DO.contains(after) || gap.startsWith(",") || gap.startsWith(" (")) {
			return 1;
		}
		boolean verb = single && this.words.startsSentence(run.first()) && OBJECTS.contains(after);
		return verb ? -3 : 0;
	}

	private Optional<Candidate> uncapitalised(String text) {
		return uncapitalised(INTRODUCED.matcher(text)).or(() -> uncapitalised(WITH_AGE.matcher(text)));
	}

	private Optional<Candidate> uncapitalised(Matcher matcher) {
		while (matcher.find()) {
			String word = matcher.group(1);
			boolean ordinary = Vocabulary.STOP_WORDS.contains(word.toLowerCase(Locale.ROOT))
					|| Vocabulary.STARTERS.contains(word.toLowerCase(Locale.ROOT));
			if (!ordinary) {
				int index = this.words.indexAt(matcher.start(1));
				String name = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
				return Optional.of(new Candidate(new CapitalisedRun(name, index, index), 1));
			}
		}
		return Optional.empty();
	}

	/**
	 * Words that may be a name.
	 *
	 * @param run the words
	 * @param weight how much speaks for a name
	 */
	private record Candidate(CapitalisedRun run, int weight) {
	}

}
