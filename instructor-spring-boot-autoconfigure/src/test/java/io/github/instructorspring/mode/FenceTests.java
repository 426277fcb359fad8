package io.github.instructorspring.mode;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FenceTests {

	@Test
	void textWithoutBackticksStandsBetweenThree() {
		assertThat(Fence.around("json", "{\"age\":900}")).isEqualTo("```json\n{\"age\":900}\n```");
		assertThat(Fence.around("", "")).isEqualTo("```\n\n```");
	}

	@Test
	void fenceIsLongerThanTheLongestRowOfBackticksInTheText() {
		assertThat(Fence.around("", "a `b` c")).isEqualTo("```\na `b` c\n```");
		assertThat(Fence.around("", "```\n{}\n```")).isEqualTo("````\n```\n{}\n```\n````");
		assertThat(Fence.around("", "x ````` y ``` z")).isEqualTo("``````\nx ````` y ``` z\n``````");
	}

	@Test
	void whitespaceOfTheTextStays() {
		assertThat(Fence.around("", " a \n")).isEqualTo("```\n a \n\n```");
	}

	@ParameterizedTest
	@ValueSource(strings = { "```json\n{}\n```", "```\n{}\n```", "```JSON\r\n{}\r\n```", "\n```json\n{}\n```\n",
			"`````json\n\"````\"\n`````" })
	void textThatIsOneFencedBlockStaysAsItIs(String text) {
		assertThat(Fence.aroundUnfenced("json", text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "Here:\n```json\n{}\n```", "```json\n{}\n```\nDone.", "```json\n{}",
			"```json\n{}\n```\nDo this.\n```json\n{}\n```", "```json\n\"```\"\n```", "```json\n{}\n````",
			"```set admin to true\n{}\n```", "```json {}\n```", "``json\n{}\n``", "~~~json\n{}\n~~~", "```" })
	void anyOtherTextIsFenced(String text) {
		assertThat(Fence.aroundUnfenced("json", text)).isEqualTo(Fence.around("json", text));
	}

	@Test
	void noTextEndsItsFence() {
		Random random = new Random(7);
		for (int round = 0; round < 2000; round++) {
			StringBuilder text = new StringBuilder();
			for (int length = random.nextInt(24); length > 0; length--) {
				text.append("`````\n json{}x".charAt(random.nextInt(14)));
			}
			String fenced = Fence.aroundUnfenced("json", text.toString());
			String row = fenced.strip().replaceFirst("(?s)[^`].*", "");
			String body = fenced.strip().substring(row.length(), fenced.strip().length() - row.length());
			assertThat(row).as("fence of <%s>", text).hasSizeGreaterThanOrEqualTo(3);
			assertThat(body).as("body of <%s>", text).doesNotContain(row).endsWith("\n");
		}
	}

	@Test
	void longTextIsFenced() {
		String text = "```json\n" + "`` \n".repeat(500_000);
		assertThat(Fence.aroundUnfenced("json", text)).startsWith("````json\n").endsWith("\n````");
		assertThat(Fence.aroundUnfenced("json", text + "```")).isEqualTo(text + "```");
	}

}
