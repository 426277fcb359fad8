package io.github.instructorspring.validation;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.instructorspring.validation.QuoteSearch.Span;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Quotations in the texts that they are from.
 */
class QuoteSearchTests {

	@ParameterizedTest(name = "[{0}] in [{1}] is [{2}]")
	@MethodSource
	void whatIsSetDifferentlyIsFound(String quote, String source, String found) {
		assertThat(found(quote, source)).isEqualTo(found);
	}

	static Stream<Arguments> whatIsSetDifferentlyIsFound() {
		return Stream.of(Arguments.of("the cat", "See the cat sit.", "the cat"),
				Arguments.of("the cat", "the cat", "the cat"),
				// White space.
				Arguments.of("the cat sat", "So the  cat\n\t sat.", "the  cat\n\t sat"),
				Arguments.of("the\ncat", "the cat", "the cat"),
				Arguments.of(" \n the cat\u00A0 ", "a  the cat  b", "the cat"),
				Arguments.of("10 km", "about 10\u00A0km away", "10\u00A0km"),
				Arguments.of("10\u202Fkm", "10 km", "10 km"),
				Arguments.of("the cat", "the \u200B cat", "the \u200B cat"),
				Arguments.of("the cat", "the\uFEFF\u2028cat", "the\uFEFF\u2028cat"),
				Arguments.of("example", "an exam\u200Bple!", "exam\u200Bple"),
				Arguments.of("exam\u200Bple", "an example!", "example"), Arguments.of("a\u0085b", "a b", "a b"),
				// Quotation marks and apostrophes.
				Arguments.of("don't", "I don’t know", "don’t"), Arguments.of("don`t", "I donʼt know", "donʼt"),
				Arguments.of("said \"no\" twice", "He said “no” twice.", "said “no” twice"),
				Arguments.of("said “no” twice", "He said «no» twice.", "said «no» twice"),
				Arguments.of("„ja“ und", "Er sagt \"ja\" und geht", "\"ja\" und"),
				// Dashes and dots.
				Arguments.of("well-known", "a well\u2011known fact", "well\u2011known"),
				Arguments.of("1990-2000", "from 1990–2000 on", "1990–2000"),
				Arguments.of("this — or that", "this - or that", "this - or that"),
				Arguments.of("-5 °C", "at \u22125 °C", "\u22125 °C"),
				Arguments.of("- one", "List:\n– one\n– two", "– one"), Arguments.of("wait...", "So wait… no", "wait…"),
				Arguments.of("wait…", "So wait... no", "wait..."), Arguments.of("...", "So… no", "…"),
				// Invisible characters.
				Arguments.of("example", "an exam\u00ADple", "exam\u00ADple"),
				Arguments.of("ex\u00ADample", "an exa\u00ADmple", "exa\u00ADmple"),
				Arguments.of("exam\u00AD\u00AD\u00AD ple", "exam ple", "exam ple"),
				Arguments.of("abc", "\u200Fabc\u200E", "abc"), Arguments.of("❤ it", "I ❤\uFE0F it", "❤\uFE0F it"),
				Arguments.of("❤\uFE0F", "I ❤ it", "❤"),
				// Compatibility forms.
				Arguments.of("final office", "the ﬁnal oﬃce.", "ﬁnal oﬃce"),
				Arguments.of("ﬁnal", "the final.", "final"), Arguments.of("2024", "in ２０２４!", "２０２４"),
				Arguments.of("ＡＢＣ", "an abc", "abc"), Arguments.of("5 m2", "has 5 m² of", "5 m²"),
				Arguments.of("½ cup", "1/2 cup", "1/2 cup"), Arguments.of("1/2 cup", "½ cup", "½ cup"),
				Arguments.of("Henry VIII", "King Henry Ⅷ.", "Henry Ⅷ"), Arguments.of("ガ", "ｶﾞス", "ｶﾞ"),
				// Accents.
				Arguments.of("café", "a cafe\u0301.", "cafe\u0301"), Arguments.of("cafe\u0301", "a café.", "café"),
				Arguments.of("vie\u0323\u0302t", "vie\u0302\u0323t", "vie\u0302\u0323t"),
				Arguments.of("각", "\u1100\u1161\u11A8", "\u1100\u1161\u11A8"),
				// Letter case.
				Arguments.of("THE CAT", "See the Cat.", "the Cat"), Arguments.of("strasse", "Die STRAẞE da", "STRAẞE"),
				Arguments.of("Straße", "DIE STRASSE DA", "STRASSE"), Arguments.of("ΟΔΟΣ", "η οδός, οδος", "οδος"),
				Arguments.of("ÉTÉ", "un e\u0301té", "e\u0301té"),
				// Hyphens at the end of a line.
				Arguments.of("an example of", "an exam-\nple of", "an exam-\nple of"),
				Arguments.of("an example of", "an exam-  \r\n\r\n  ple of", "an exam-  \r\n\r\n  ple of"),
				Arguments.of("an example of", "an exam\u2010\nple of", "an exam\u2010\nple of"),
				Arguments.of("an example of", "an exam\u00AD\nple of", "an exam\u00AD\nple of"),
				Arguments.of("an exam-\nple of", "an example of", "an example of"),
				Arguments.of("an exam-\nple of", "an ex-\nam-\nple of", "an ex-\nam-\nple of"),
				Arguments.of("a well-known example", "a well-\nknown exam-\nple", "a well-\nknown exam-\nple"),
				Arguments.of("exam- ple", "exam-\nple", "exam-\nple"),
				Arguments.of("1990-2000", "1990-\n2000", "1990-\n2000"),
				Arguments.of("pre- and post-war", "pre- and\npost-\nwar", "pre- and\npost-\nwar"),
				Arguments.of("known", "a well-known fact", "known"), Arguments.of("and", "pre- and post-war", "and"),
				// Quotation marks of the quote itself.
				Arguments.of("\"the cat\"", "See the cat sit.", "the cat"),
				Arguments.of("“ the cat ”", "the cat", "the cat"), Arguments.of("„‚the cat‘“", "the cat", "the cat"),
				Arguments.of("'the cat'", "the cat, 'the cat'", "'the cat'"),
				Arguments.of("\"no\"", "no? He said \"no\"", "\"no\""), Arguments.of("\"5\"", "15 or 5", "5"),
				// Scripts without blanks between words.
				Arguments.of("東京", "私は東京に住む", "東京"), Arguments.of("東京に住む", "東京に\n住む", "東京に\n住む"),
				Arguments.of("서울", "나는 서울에 산다", "서울"), Arguments.of("ไทย", "ประเทศไทยนี้", "ไทย"),
				// Surrogate pairs.
				Arguments.of("😀", "a 😀 b", "😀"), Arguments.of("😀 b", "😀😀  b", "😀  b"),
				Arguments.of("𝐛𝐨𝐥𝐝", "be bold!", "bold"), Arguments.of("bold", "😀 be 𝐛𝐨𝐥𝐝!", "𝐛𝐨𝐥𝐝"),
				Arguments.of("𐐀𐐁", "x 𐐨𐐩", "𐐨𐐩"), Arguments.of("👨‍👩‍👧 ok", "the 👨‍👩‍👧 ok", "👨‍👩‍👧 ok"),
				Arguments.of("\uD83D x", "a \uD83D x", "\uD83D x"),
				// The first of several places, but not one within a word.
				Arguments.of("art", "party art Art", "art"), Arguments.of("a a", "a a a", "a a"),
				Arguments.of("5", "15, 5.7, 1,500, 50 and 5.", "5"), Arguments.of("1,500", "11,500 or 1,500.", "1,500"),
				Arguments.of("costs 5.", "It costs 5.70 or costs 5. Yes", "costs 5."),
				Arguments.of("5", "It is 5, not 6", "5"), Arguments.of("5", "5%", "5"), Arguments.of("5", "(5)", "5"),
				Arguments.of("note", "a note2 and a note", "note"), Arguments.of("1999", "in 1999² it was", "1999"),
				Arguments.of("John", "John's", "John"), Arguments.of("(a", "x(a)", "(a"));
	}

	@ParameterizedTest(name = "[{0}] not in [{1}]")
	@MethodSource
	void whatDoesNotStandThereIsNotFound(String quote, String source) {
		assertThat(QuoteSearch.find(quote, source)).isNull();
	}

	static Stream<Arguments> whatDoesNotStandThereIsNotFound() {
		return Stream.of(Arguments.of("the dog", "the cat"), Arguments.of("the cat", ""),
				Arguments.of("the cat", "the ca"), Arguments.of("the cat", "thecat"), Arguments.of("thecat", "the cat"),
				Arguments.of("cat the", "the cat"), Arguments.of("a ... d", "a b c d"),
				Arguments.of("a […] d", "a b c d"), Arguments.of("a … d", "a b c d"),
				Arguments.of("a [...] d", "a b c d"), Arguments.of("art", "party"), Arguments.of("art", "arts"),
				Arguments.of("art", "smart"), Arguments.of("art", "art2"), Arguments.of("art", "artе"),
				Arguments.of("caf", "café"), Arguments.of("cafe", "café"), Arguments.of("cafe", "cafe\u0301"),
				Arguments.of("of", "oﬃce"), Arguments.of("가", "각"), Arguments.of("5", "15"), Arguments.of("5", "51"),
				Arguments.of("5", "5.7"), Arguments.of("5", "1,500"), Arguments.of("7", "5.7"),
				Arguments.of("500", "1,500"), Arguments.of("1", "1'500"), Arguments.of("500", "1’500"),
				Arguments.of("5.", "5.7"), Arguments.of(".7", "5.7"), Arguments.of("5", "5½"),
				Arguments.of("102", "10²"), Arguments.of("5", "x5"), Arguments.of("5", "５.７"),
				Arguments.of("resign", "re-sign"), Arguments.of("re-sign", "resign"),
				Arguments.of("19902000", "1990-\n2000"), Arguments.of("ple", "exam\u00AD\nple"),
				Arguments.of("preand", "pre- and"), Arguments.of("\"the dog\"", "the cat"),
				Arguments.of("\"art\"", "party"), Arguments.of("the “cat”", "the cat"), Arguments.of("naïve", "naive"),
				Arguments.of("Ø", "O"));
	}

	@ParameterizedTest(name = "[{0}]")
	@ValueSource(strings = { "", " ", "\n\t", "\u00A0", "\u200B", "\u00AD", "\"\"", "“ ”", "'\u200B'" })
	void aBlankQuoteIsNeverFound(String quote) {
		assertThat(QuoteSearch.find(quote, "a b \"c\" d")).isNull();
	}

	@Test
	void offsetsAreThoseOfTheSource() {
		assertThat(QuoteSearch.find("Final word", "\uFEFF😀 The  ﬁnal\n\nword…")).isEqualTo(new Span(9, 19));
		assertThat(QuoteSearch.find("x", "x")).isEqualTo(new Span(0, 1));
	}

	@Test
	@Timeout(120)
	void aLongSourceTakesLittleTime() {
		String source = "the quick brown fox jumps-\nover the lazy dog, ".repeat(22_000) + "and Zoë’s cat";
		assertThat(source).hasSizeGreaterThan(1_000_000);
		assertThat(found("and zoe\u0308's cat", source)).isEqualTo("and Zoë’s cat");
		assertThat(QuoteSearch.find("and zoe's dog", source)).isNull();
	}

	@ParameterizedTest
	@Timeout(120)
	@ValueSource(
			strings = { "a", "5", "\u00AD", "-", "a-", "a- ", "\u0301", "5.", "'", "\u00AD\u200B", " \u00AD", "각" })
	void aMonotonousSourceTakesLittleTimeToo(String part) {
		String source = "x" + part.repeat(1_000_000 / part.length());
		assertThat(QuoteSearch.find(part.repeat(20_000) + "!", source)).isNull();
		assertThat(QuoteSearch.find("a".repeat(20_000), source)).isNull();
	}

	private static String found(String quote, String source) {
		Span span = QuoteSearch.find(quote, source);
		assertThat(span).isNotNull();
		return source.substring(span.start(), span.end());
	}

}
