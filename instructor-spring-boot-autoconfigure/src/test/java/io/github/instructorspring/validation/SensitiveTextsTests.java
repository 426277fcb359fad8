package io.github.instructorspring.validation;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sensitive values in texts that hold them in one form or another.
 */
class SensitiveTextsTests {

	@ParameterizedTest(name = "{0} in <{1}>")
	@CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
			Jason              | Jason is 25.                        | *** is 25.
			Jason              | Ask JASON or jason!                 | Ask *** or ***!
			Jason Miller       | Mr. Miller, first name Jason        | Mr. ***, first name ***
			Müller             | MÜLLER, Mu\\u0308ller, M\\u00fcllers  | ***, ***, ***s
			DE89 3704 0044     | IBAN DE8937040044.                  | IBAN ***.
			DE8937040044       | IBAN DE89 3704 0044 05              | IBAN *** 05
			25                 | 25, 2025, 25 and age25              | ***, 2025, *** and age***
			Al                 | Al and also Al's                    | *** and also ***'s
			田中                 | 私は田中です                              | 私は***です
			Rue de l'Église 3b | at rue de l’eglise 3B, Paris        | at ***, Paris
			a "b" c\\d e        | {"x":"a \\"b\\" c\\\\d e"}             | {"x":"***"}
			49.90              | 49,90 EUR                           | *** EUR
			-                  | a - b                               | a - b
			""")
	void valueIsMaskedInEveryForm(String value, String text, String masked) {
		SensitiveTexts texts = new SensitiveTexts();
		texts.add(value.replace("\\\\", "\\"));
		assertThat(texts.mask(text.replace("\\\\", "\\"))).isEqualTo(masked.replace("\\\\", "\\"));
	}

	@Test
	void pieceOfALongValueIsMasked() {
		SensitiveTexts texts = new SensitiveTexts();
		texts.add("The patient complains of a pain in the left knee since Monday.");
		assertThat(texts.mask("found \"The patient complains of a pai…\", expected less"))
			.isEqualTo("found \"***…\", expected less");
		assertThat(texts.mask("The patient says so")).isEqualTo("The patient says so");
	}

	@Test
	void valueIsMaskedInJsonWithinJson() {
		SensitiveTexts texts = new SensitiveTexts();
		texts.add("first line\nsecond \"Zoë\"");
		assertThat(texts.mask("{\"a\":\"first line\\nsecond \\\"Zoë\\\"\"}")).isEqualTo("{\"a\":\"***\\\"\"}");
		assertThat(texts.mask("{\"a\":\"{\\\"b\\\":\\\"first line\\\\nsecond \\\\\\\"Zo\\\\u00EB\\\\\\\"\\\"}\"}"))
			.startsWith("{\"a\":\"{\\\"b\\\":\\\"***")
			.doesNotContain("line", "second", "Zo");
	}

	@Test
	void nothingIsMaskedWhereNothingIsSensitive() {
		assertThat(new SensitiveTexts().mask("Jason")).isEqualTo("Jason");
		SensitiveTexts blank = new SensitiveTexts();
		Arrays.asList("", " ", "?!").forEach(blank::add);
		assertThat(blank.mask("What?! Jason")).isEqualTo("What?! Jason");
	}

}
