package io.github.instructorspring.sample.standin;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.instructorspring.sample.standin.Dates.ClockTime;

/**
 * Finds the text for a string property by its role.
 */
final class StringRules {

	private static final Set<String> ENDS = Vocabulary.words("end until till due deadline return checkout expiry last");

	private static final Pattern HANDLE = Pattern.compile("(?<![\\p{L}\\p{N}.])@([\\p{L}\\p{N}_]{2,40})");

	private static final Pattern DURATION = Pattern
		.compile("(?i)\\b(\\d{1,6}) ?-?(seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?)\\b");

	private static final Pattern REASON = Pattern
		.compile("(?i)\\b(?:because(?: of)?|due to|the reason is|since (?=\\p{L}))\\s*+([^.!?\\n]{1,500})");

	private static final Set<String> END_OF_PHRASE = Vocabulary
		.words("and but or because so at for in on from with to by is was are were that which who when while");

	private static final int MAX_PHRASE = 5;

	Optional<String> find(Property property, Role role, TextFacts facts) {
		if (role.isFreeText()) {
			return freeText(property, role, facts);
		}
		return switch (role) {
			case EMAIL -> facts.emails().findFirst();
			case URL -> facts.urls().findFirst();
			case UUID -> facts.uuids().findFirst();
			case PHONE -> facts.phones().findFirst();
			case CURRENCY -> facts.amounts().map(Money::currency).findFirst();
			case DATE -> date(property, facts.dates()).map(LocalDate::toString);
			case DATE_TIME -> dateTime(property, facts);
			case TIME -> facts.times().map((time) -> time.time() + ":00").map(StringRules::eightCharacters).findFirst();
			case DURATION -> duration(facts.text());
			case HANDLE -> labelled(property, facts).or(() -> handle(facts.text()));
			case IDENTIFIER -> identifier(property, facts);
			case QUANTITY -> NumberRules.best(property, facts).map((quantity) -> quantity.value().toPlainString());
			case COUNTRY -> labelled(property, facts).or(facts.places()::country);
			case CITY -> labelled(property, facts).or(facts.places()::city);
			case STREET -> labelled(property, facts).or(facts.places()::street);
			case COMPANY -> labelled(property, facts).or(facts.places()::company);
			case FIRST_NAME -> labelled(property, facts).or(() -> facts.names().best(property)).map(this::firstName);
			case LAST_NAME -> labelled(property, facts).or(() -> facts.names().best(property)).flatMap(this::lastName);
			case PERSON -> facts.names().best(property).or(() -> labelled(property, facts));
			case PRODUCT -> labelled(property, facts).or(() -> counted(facts)).or(() -> beside(property, facts));
			default -> labelled(property, facts).or(() -> beside(property, facts));
		};
	}

	private Optional<String> labelled(Property property, TextFacts facts) {
		return facts.labelled().of(property);
	}

	private Optional<String> freeText(Property property, Role role, TextFacts facts) {
		Optional<String> whole = Optional.of(facts.text()).filter((text) -> !text.isEmpty());
		Optional<String> labelled = property.isVague() ? Optional.empty() : labelled(property, facts);
		return labelled.or(() -> switch (role) {
			case SUMMARY -> firstSentence(facts);
			case REASON -> group(REASON, facts.text()).or(() -> firstSentence(facts));
			default -> whole;
		});
	}

	private Optional<String> firstSentence(TextFacts facts) {
		List<String> sentences = facts.sentences();
		return sentences.stream()
			.filter((sentence) -> !Sentences.isGreeting(sentence))
			.findFirst()
			.or(() -> sentences.stream().findFirst());
	}

	private Optional<LocalDate> date(Property property, List<Found<LocalDate>> dates) {
		if (dates.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(dates.get(property.hasAny(ENDS) ? dates.size() - 1 : 0).value());
	}

	private Optional<String> dateTime(Property property, TextFacts facts) {
		ClockTime midnight = new ClockTime(LocalTime.MIDNIGHT, "Z");
		ClockTime time = facts.times().findFirst().orElse(midnight);
		return date(property, facts.dates())
			.map((date) -> date + "T" + eightCharacters(time.time() + ":00") + time.offset());
	}

	// A time with no seconds prints five characters.
	private static String eightCharacters(String time) {
		return time.substring(0, 8);
	}

	private Optional<String> duration(String text) {
		return DURATION.matcher(text).results().map((match) -> {
			long number = Long.parseLong(match.group(1));
			return switch (Character.toLowerCase(match.group(2).charAt(0))) {
				case 's' -> Duration.ofSeconds(number);
				case 'm' -> Duration.ofMinutes(number);
				case 'h' -> Duration.ofHours(number);
				case 'd' -> Duration.ofDays(number);
				default -> Duration.ofDays(number * 7);
			};
		}).map(Duration::toString).findFirst();
	}

	private Optional<String> handle(String text) {
		return group(HANDLE, text);
	}

	private Optional<String> group(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1).strip()).findFirst();
	}

	// The number of an order is no number of an invoice, but a bare number may be either.
	static Optional<String> identifier(Property property, TextFacts facts) {
		return facts.identifiers()
			.filter((identifier) -> property.words().contains(identifier.noun()))
			.findFirst()
			.or(() -> facts.identifiers()
				.filter((identifier) -> identifier.noun().isEmpty() || property.isVague())
				.findFirst())
			.map(Identifier::value);
	}

	private String firstName(String name) {
		return name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
	}

	private Optional<String> lastName(String name) {
		return name.contains(" ") ? Optional.of(name.substring(name.indexOf(' ') + 1)) : Optional.empty();
	}

	// What is counted: the boxes of pens in "3 boxes of pens at $4".
	private Optional<String> counted(TextFacts facts) {
		return facts.quantities()
			.stream()
			.filter((quantity) -> quantity.kind() == Quantity.Kind.PLAIN || quantity.kind() == Quantity.Kind.SPELLED)
			.map((quantity) -> phrase(facts, quantity.last() + 1))
			.filter((phrase) -> !phrase.isEmpty())
			.findFirst();
	}

	// What stands beside the word itself: "the platform team", "the colour is blue".
	private Optional<String> beside(Property property, TextFacts facts) {
		WordList words = facts.words();
		for (int place : words.placesOf(Stems.of(property.lastWord()))) {
			String after = words.after(place);
			if (after.equals("is") || after.equals("was")) {
				String phrase = phrase(facts, place + 2);
				if (!phrase.isEmpty()) {
					return Optional.of(phrase);
				}
			}
			String before = words.before(place);
			if (words.gapBefore(place).equals(" ") && !before.isEmpty() && !Vocabulary.STOP_WORDS.contains(before)) {
				return Optional.of(words.get(place - 1).text());
			}
			if (!after.isEmpty() && words.gapAfter(place).equals(" ") && words.get(place + 1).isCapitalised()) {
				return Optional.of(words.get(place + 1).text());
			}
		}
		return Optional.empty();
	}

	private String phrase(TextFacts facts, int first) {
		WordList words = facts.words();
		int end = first;
		while (end < words.size() && end < first + MAX_PHRASE && (end == first || words.gapBefore(end).isBlank())
				&& !words.startsSentence(end) && !END_OF_PHRASE.contains(words.get(end).lower())) {
			end++;
		}
		return (end > first) ? facts.text().substring(words.get(first).start(), words.get(end - 1).end()) : "";
	}

}
