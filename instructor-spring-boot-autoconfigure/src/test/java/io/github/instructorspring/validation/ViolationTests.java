package io.github.instructorspring.validation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths of violations, and what is seen of them in logs.
 */
class ViolationTests {

	@ParameterizedTest(name = "{0} and {1} -> {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			address | zip    | address.zip
			items   | [0]    | items[0]
			a       | ["k"]  | a["k"]
			~~      | zip    | zip
			address | ~~     | address
			~~      | ~~     | ~~
			""")
	void aPathGrowsByThatOfItsParent(String parent, String relative, String path) {
		assertThat(Violation.of(relative, "must be", null).at(parent).path()).isEqualTo(path);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			age                          | Violation[path=age]
			lines[1].sku                 | Violation[path=lines[1].sku]
			prices["secret"]             | Violation[path=prices[*]]
			prices["se\\"c]r[\\\\et"].x  | Violation[path=prices[*].x]
			a["x"]["y"][0]               | Violation[path=a[*][*][0]]
			""")
	void contentOfTheModelStaysOutOfTheText(String path, String text) {
		assertThat(new Violation(path, "found secret", "secret")).hasToString(text);
	}

	@Test
	void keysWithLineBreaksStayOutToo() {
		assertThat(new Violation("a[\"x\\\ny\nz\"].b", "", null)).hasToString("Violation[path=a[*].b]");
	}

	@Test
	void veryLongKeysAreNoBurden() {
		assertThat(new Violation("a[\"" + "\\\"x".repeat(100_000) + "\"]", "", null))
			.hasToString("Violation[path=a[*]]");
	}

}
