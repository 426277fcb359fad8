package io.github.instructorspring.bind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

import io.github.instructorspring.json.JsonPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is seen of findings in logs.
 */
class FindingTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			age                         | Finding[path=age]
			lines[1].sku                | Finding[path=lines[1].sku]
			prices["secret"]            | Finding[path=prices[*]]
			prices["se\\"c]r[\\\\et"].x | Finding[path=prices[*].x]
			a["x"]["y\\\\"][0]          | Finding[path=a[*][*][0]]
			""")
	void contentOfTheModelStaysOutOfTheText(String path, String text) {
		assertThat(new Finding(path, "secret must not be", StringNode.valueOf("secret"))).hasToString(text);
	}

	@Test
	void everyKeyIsMasked() {
		String path = JsonPaths.key(JsonPaths.property(JsonPaths.index("items", 1), "prices"), "a\"]\\\n[\"b");
		assertThat(path).isEqualTo("items[1].prices[\"a\\\"]\\\\\n[\\\"b\"]");
		assertThat(new Finding(path, "", null)).hasToString("Finding[path=items[1].prices[*]]");
	}

	@Test
	void veryLongKeysAreNoBurden() {
		String path = JsonPaths.key("a", "\"\\x".repeat(100_000));
		assertThat(new Finding(path, "", null)).hasToString("Finding[path=a[*]]");
	}

}
