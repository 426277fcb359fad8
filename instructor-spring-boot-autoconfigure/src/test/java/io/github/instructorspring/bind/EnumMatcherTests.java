package io.github.instructorspring.bind;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which constant a text means.
 */
class EnumMatcherTests {

	@ParameterizedTest(name = "{0} in {1} -> {2}, {3}")
	@CsvSource(delimiter = '|', textBlock = """
			'RED '                  | RED,GREEN           | RED         | ENUM_PUNCTUATION
			red                     | RED,GREEN           | RED         | ENUM_CASE
			**RED**                 | RED,GREEN           | RED         | ENUM_PUNCTUATION
			in progress             | IN_PROGRESS,DONE    | IN_PROGRESS | ENUM_PUNCTUATION
			inProgress              | IN_PROGRESS,DONE    | IN_PROGRESS | ENUM_PUNCTUATION
			resume                  | résumé,café         | résumé      | ENUM_ACCENT
			STRASSE                 | Straße,Weg          | Straße      | ENUM_ACCENT
			cafe-bar                | café_bar,café       | café_bar    | ENUM_ACCENT
			The answer is red.      | RED,GREEN           | RED         | ENUM_IN_TEXT
			RED: as of blood        | RED,GREEN           | RED         | ENUM_IN_TEXT
			not spam at all         | SPAM,NOT_SPAM       | NOT_SPAM    | ENUM_IN_TEXT
			red, red, green         | RED,GREEN           | RED         | ENUM_IN_TEXT
			high                    | HIGH_RISK,LOW_RISK  | HIGH_RISK   | ENUM_IN_TEXT
			答案是中式               | 中式,日本           | 中式        | ENUM_IN_TEXT
			red or green            | RED,GREEN           |             |
			GREEN, not RED          | RED,GREEN           |             |
			not RED                 | RED,GREEN           |             |
			it isn't red            | RED,GREEN           |             |
			inactive                | active,idle         |             |
			C++                     | C,C_PLUS_PLUS       | C_PLUS_PLUS | ENUM_PUNCTUATION
			C#                      | C,C_SHARP           | C_SHARP     | ENUM_PUNCTUATION
			A+                      | A,A+                | A+          | ENUM_PUNCTUATION
			Grade: B                | A,B                 | B           | ENUM_IN_TEXT
			No doubt, it is red     | RED,GREEN           | RED         | ENUM_IN_TEXT
			RED: it does not stop   | RED,GREEN           | RED         | ENUM_IN_TEXT
			C++                     | C,JAVA              |             |
			a great job             | A,B                 |             |
			no idea                 | YES,NO              |             |
			This is not a red one   | RED,GREEN           |             |
			I do not think it's red | RED,GREEN           |             |
			it cannot be red        | RED,GREEN           |             |
			non-red                 | RED,GREEN           |             |
			no longer red           | RED,GREEN           |             |
			Red? No.                | RED,GREEN           |             |
			partially red           | RED,GREEN           |             |
			redder                  | RED,GREEN           |             |
			car or car-2            | car,car-2           |             |
			Red                     | red,RED             |             |
			high                    | HIGH_A,HIGH_B       |             |
			h                       | H_A,L_B             |             |
			blue                    | RED,GREEN           |             |
			''                      | RED,GREEN           |             |
			?                       | RED,GREEN           |             |
			""")
	void aConstantIsFoundIfThereIsNoDoubt(String text, String names, @Nullable String name,
			@Nullable Coercion coercion) {
		List<String> constants = List.of(names.split(","));
		EnumMatcher.Match match = new EnumMatcher(constants).match(text);
		assertThat((match != null) ? constants.get(match.index()) : null).isEqualTo(name);
		assertThat((match != null) ? match.coercion() : null).isEqualTo(coercion);
	}

}
