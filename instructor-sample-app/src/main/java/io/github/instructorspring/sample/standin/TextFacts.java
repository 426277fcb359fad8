package io.github.instructorspring.sample.standin;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import io.github.instructorspring.sample.standin.Dates.ClockTime;

/**
 * All facts of a text, each kind in the order of the text.
 */
final class TextFacts {

	private final String text;

	private final WordList words;

	private final FactScanner scanner;

	private final List<String> sentences;

	private final List<Found<String>> uuids;

	private final List<Found<String>> urls;

	private final List<Found<String>> emails;

	private final List<Found<LocalDate>> dates;

	private final List<Found<ClockTime>> times;

	private final List<Found<Money>> amounts;

	private final List<Found<String>> phones;

	private final List<Found<Identifier>> identifiers;

	private final List<Quantity> quantities;

	private final PersonNames names;

	private final Places places;

	private final LabelledValues labelled;

	TextFacts(String text) {
		this.text = text.strip();
		this.words = new WordList(this.text);
		this.sentences = Sentences.in(this.text);
		// The order matters: what has the stricter form takes its place first.
		this.scanner = new FactScanner(this.text);
		this.uuids = Addresses.uuids(this.scanner);
		this.urls = Addresses.urls(this.scanner);
		this.emails = Addresses.emails(this.scanner);
		this.dates = Dates.dates(this.scanner);
		this.times = Dates.times(this.scanner);
		this.amounts = Money.in(this.scanner);
		this.phones = Addresses.phones(this.scanner);
		this.identifiers = Identifier.in(this.scanner);
		List<Found<String>> streets = Places.streets(this.scanner);
		this.quantities = Quantity.in(this.words, this.scanner, this.amounts);
		List<CapitalisedRun> runs = CapitalisedRun.in(this.words, this.text)
			.stream()
			.filter((run) -> this.scanner.isFree(this.words.get(run.first()).start(), this.words.get(run.last()).end()))
			.toList();
		this.names = new PersonNames(this.words, runs, this.text);
		this.places = new Places(this.words, runs, streets);
		this.labelled = new LabelledValues(this.text);
	}

	String text() {
		return this.text;
	}

	WordList words() {
		return this.words;
	}

	// Whether a word is no part of an address, a date or another fact of its own form.
	boolean isPlain(Word word) {
		return this.scanner.isFree(word.start(), word.end());
	}

	List<String> sentences() {
		return this.sentences;
	}

	Stream<String> uuids() {
		return this.uuids.stream().map(Found::value);
	}

	Stream<String> urls() {
		return this.urls.stream().map(Found::value);
	}

	Stream<String> emails() {
		return this.emails.stream().map(Found::value);
	}

	Stream<String> phones() {
		return this.phones.stream().map(Found::value);
	}

	List<Found<LocalDate>> dates() {
		return this.dates;
	}

	Stream<ClockTime> times() {
		return this.times.stream().map(Found::value);
	}

	Stream<Money> amounts() {
		return this.amounts.stream().map(Found::value);
	}

	Stream<Identifier> identifiers() {
		return this.identifiers.stream().map(Found::value);
	}

	List<Quantity> quantities() {
		return this.quantities;
	}

	PersonNames names() {
		return this.names;
	}

	Places places() {
		return this.places;
	}

	LabelledValues labelled() {
		return this.labelled;
	}

}
