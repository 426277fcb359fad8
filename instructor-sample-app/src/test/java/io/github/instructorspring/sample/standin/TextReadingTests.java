package io.github.instructorspring.sample.standin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the small readers below {@link TextFacts}.
 */
class TextReadingTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource({ "12,12", "49.90,49.90", "'49,90',49.90", "'1,200',1200", "'1,200.50',1200.50", "'1.200,50',1200.50",
			"'1.200.000',1200000", "1.200,1200" })
	void readsAmountsAsPeopleWriteThem(String text, String expected) {
		assertThat(Decimals.parse(text, true))
			.hasValueSatisfying((value) -> assertThat(value).isEqualByComparingTo(expected));
	}

	@Test
	void readsAPointOutsideOfMoneyAsADecimalPoint() {
		assertThat(Decimals.parse("1.200", false))
			.hasValueSatisfying((value) -> assertThat(value).isEqualByComparingTo("1.2"));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource({ "one,1", "twelve,12", "nineteen,19", "forty,40", "thirty-six,36" })
	void readsNumberWords(String word, String expected) {
		assertThat(NumberWords.parse(word))
			.hasValueSatisfying((value) -> assertThat(value).isEqualByComparingTo(expected));
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "", "-", "often", "thirty-eleven", "well-known", "six-thirty" })
	void readsNoNumberFromOtherWords(String word) {
		assertThat(NumberWords.parse(word)).isEmpty();
	}

	@ParameterizedTest(name = "{0} and {1}")
	@CsvSource({ "charge,charged", "charge,charges", "ship,shipping", "ship,shipment", "delivery,delivered",
			"box,boxes", "crash,crashes", "invoice,invoices", "bill,billing", "urgent,urgently", "Ada,Ada's" })
	void givesWordsOfOneKindOneStem(String one, String other) {
		assertThat(Stems.of(one)).isEqualTo(Stems.of(other));
	}

	@Test
	void splitsSentencesButNotAtInitialsAndTitles() {
		assertThat(Sentences.in("Dr. J. R. Hartley is in. Is he? Yes!\n- and 3.5 more\n\n* done"))
			.containsExactly("Dr. J. R. Hartley is in.", "Is he?", "Yes!", "and 3.5 more", "done");
	}

	@Test
	void findsTheFirstObjectThatLooksLikeASchema() {
		SchemaInProse finder = new SchemaInProse(JsonMapper.builder().build());
		assertThat(finder.find("Use {braces} and {\"a\":1}, then {\"type\":\"object\",\"title\":\"}{\"} and more"))
			.hasToString("{\"type\":\"object\",\"title\":\"}{\"}");
		assertThat(finder.find("no {schema here").isMissingNode()).isTrue();
		assertThat(finder.find("{".repeat(10_000)).isMissingNode()).isTrue();
	}

}
