package io.github.instructorspring.bind;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What texts are read as, and what is left alone since it can be read in two ways.
 */
class ScalarTextTests {

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', textBlock = """
			7              | 7
			-7.50          | -7.50
			1e3            | 1E+3
			1,234          | 1234
			1,234.50       | 1234.50
			12,111.123     | 12111.123
			1,234,567      | 1234567
			12.111,5       | 12111.5
			1.234.567      | 1234567
			1,5            | 1.5
			0,125          | 0.125
			1_000          | 1000
			1’234.50       | 1234.50
			$1,234.50      | 1234.50
			-$5            | -5
			€ 5            | 5
			5 €            | 5
			EUR 5          | 5
			45%            | 45
			1/5            | 0.2
			1 cup of milk  | 1
			It is 42.      | 42
			42, yes, 42    |
			20 °C          | 20
			−5 degrees     | -5
			1,23,4         |
			12,34.5        |
			1.2.3          |
			1/0            |
			2024-03-05     |
			10:30          |
			10-12          |
			3 of 5         |
			908-797-8281   |
			28558C         |
			A7             |
			10k            |
			5 million      |
			2 dozen        |
			5 millions     |
			5 mrd          |
			5’11           |
			5½             |
			5²             |
			5-             |
			1,234.50-      |
			negative 5     |
			up to 5        |
			>5             |
			~5             |
			5+             |
			more than 5    |
			about 5        |
			not 5          |
			seven          |
			NaN            |
			Infinity       |
			0x10           |
			#1             |
			''             |
			""")
	void aNumberIsReadIfThereIsNoDoubt(String text, @Nullable BigDecimal number) {
		assertThat(NumberText.parse(text, false)).isEqualTo(number);
	}

	@Test
	void aFractionIsNoInteger() {
		assertThat(NumberText.parse("4/2", true)).isNull();
	}

	@Test
	void aPointMaySeparateThousandsOfAnInteger() {
		assertThat(NumberText.parse("2.000", true)).isNull();
		assertThat(NumberText.parse("2.000", false)).isEqualTo("2.000");
		assertThat(NumberText.parse("2.0", true)).isEqualTo("2.0");
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@CsvSource(delimiter = '|', textBlock = """
			true                  | true
			FALSE                 | false
			Yes                   | true
			no.                   | false
			The answer is **True** | true
			False, as 2 is not 3. | false
			Yes, it is.           | true
			No, it is not.        | false
			true or false         |
			It is not true        |
			It isn't true         |
			untrue                |
			It is not quite true  |
			I can't say it's true |
			half true             |
			No idea               |
			perhaps               |
			1                     |
			''                    |
			""")
	void aTruthValueIsReadIfThereIsNoDoubt(String text, @Nullable Boolean value) {
		assertThat(BooleanText.parse(text)).isEqualTo(value);
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@CsvSource(delimiter = '|', textBlock = """
			date      | 2024-03-05                    |
			date      | 2024/3/5                      | 2024-03-05
			date      | 2024-3-5                      | 2024-03-05
			date      | 20240305                      | 2024-03-05
			date      | March 5, 2024                 | 2024-03-05
			date      | Mar 5 2024                    | 2024-03-05
			date      | 5 march 2024                  | 2024-03-05
			date      | 5th of March, 2024            | 2024-03-05
			date      | Tuesday, March 5th, 2024      | 2024-03-05
			date      | Sept. 5, 2024                 | 2024-09-05
			date      | 31.12.2024                    | 2024-12-31
			date      | 12/31/2024                    | 2024-12-31
			date      | 5/5/2024                      | 2024-05-05
			date      | 2024-03-05T00:00:00Z          | 2024-03-05
			date      | 2024-03-05T10:00:00Z          |
			date      | 03/05/2024                    |
			date      | 3/5/24                        |
			date      | 2024-02-30                    |
			date      | February 30, 2024             |
			date      | tomorrow                      |
			date-time | 2024-03-05T10:15:00Z          |
			date-time | 2024-03-05T10:15:00+01:00     |
			date-time | 2024-03-05 10:15:00Z          | 2024-03-05T10:15:00Z
			date-time | 2024-03-05 10:15 +0100        | 2024-03-05T10:15:00+01:00
			date-time | 2024-03-05 10:15 UTC          | 2024-03-05T10:15:00Z
			date-time | Tue, 5 Mar 2024 10:15:00 GMT  | 2024-03-05T10:15:00Z
			date-time | March 5, 2024 at 10:15 PM Z   | 2024-03-05T22:15:00Z
			date-time | 2024-03-05 10:15              |
			date-time | 2024-03-05                    |
			local     | 2024-03-05T10:15              |
			local     | 2024-03-05 10:15              | 2024-03-05T10:15:00
			local     | March 5, 2024, 9:05 am        | 2024-03-05T09:05:00
			local     | 2024-03-05 10:15Z             |
			time      | 10:15                         |
			time      | 9:05                          | 09:05:00
			time      | 3:30 p.m.                     | 15:30:00
			time      | 3 PM                          | 15:00:00
			time      | 25:00                         |
			duration  | PT1H30M                       |
			duration  | 90 minutes                    | PT1H30M
			duration  | 1 hour and 30 minutes         | PT1H30M
			duration  | 1h30m                         | PT1H30M
			duration  | 2 days                        | PT48H
			duration  | 5                             |
			duration  | a while                       |
			none      | March 5, 2024                 |
			""")
	void aTimeIsReadIfThereIsNoDoubt(String form, String text, @Nullable String iso) {
		assertThat(DateText.toIso(text, schema(form))).isEqualTo(iso);
	}

	private static ObjectNode schema(String form) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
		return switch (form) {
			case "time" -> schema.put("pattern", "^\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?$");
			case "local" -> schema.put("pattern", "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?$");
			default -> schema.put("format", form);
		};
	}

}
