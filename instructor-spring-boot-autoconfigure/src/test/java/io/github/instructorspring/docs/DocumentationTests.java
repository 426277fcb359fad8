package io.github.instructorspring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the documents true: every Java block stands in a test that runs, every
 * configuration property is listed with its default, and the commands are the ones that
 * CI runs.
 */
class DocumentationTests {

	private static final Path PROJECT = Path.of(System.getProperty("instructor.root", ".."));

	private static final Path EXAMPLES = Path
		.of("src/test/java/io/github/instructorspring/docs/ReadmeExamplesTests.java");

	private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern PROPERTY_ROW = Pattern.compile("\\| `(instructor\\.[a-z.-]+)` \\|[^|]*\\|([^|]*)\\|");

	static String readme() {
		return read(PROJECT.resolve("README.md"));
	}

	static List<String> javaParagraphs() {
		return JAVA_BLOCK.matcher(readme())
			.results()
			.map((block) -> block.group(1))
			// A block may show a type and its use, which stand apart in a test.
			.flatMap((block) -> Arrays.stream(block.split("\n\n(?=\\S)")))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("javaParagraphs")
	void javaOfTheReadmeIsCompiledAndRun(String paragraph) {
		assertThat(withoutIndentation(read(EXAMPLES))).contains(withoutIndentation(paragraph));
	}

	@Test
	void readmeHasExamples() {
		assertThat(javaParagraphs()).hasSizeGreaterThan(10);
	}

	@Test
	void configurationTableIsThatOfTheMetadata() {
		Map<String, String> documented = new TreeMap<>();
		PROPERTY_ROW.matcher(readme())
			.results()
			.forEach((row) -> documented.put(row.group(1), row.group(2).strip().replace("`", "")));
		Map<String, String> actual = new TreeMap<>();
		for (JsonNode property : metadata().path("properties")) {
			JsonNode value = property.path("defaultValue");
			actual.put(property.path("name").asString(), (value.isArray()) ? "" : value.asString(""));
		}
		assertThat(documented).isEqualTo(actual);
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(metadata().path("properties").valueStream()).allSatisfy(
				(property) -> assertThat(property.path("description").asString("")).as(property.path("name").asString())
					.isNotBlank()
					.doesNotStartWith("The ")
					.endsWith("."));
	}

	@Test
	void commandsOfTheReadmeAreThoseOfContinuousIntegration() {
		String ci = read(PROJECT.resolve(".ci/run"));
		assertThat(readme()).contains("```sh\nmvn verify\n```",
				"```sh\nmvn -pl instructor-sample-app -am spring-boot:run\n```");
		assertThat(ci).contains("mvn -B -ntp verify", "-pl instructor-sample-app -am spring-boot:run");
	}

	@Test
	void roomsOfContributingAreThoseOfTheCode() throws IOException {
		String contributing = read(PROJECT.resolve("CONTRIBUTING.md"));
		List<String> documented = Pattern.compile("^\\| `\\.([a-z]+)` \\|", Pattern.MULTILINE)
			.matcher(contributing)
			.results()
			.map((MatchResult row) -> row.group(1))
			.sorted()
			.toList();
		try (var rooms = Files.list(Path.of("src/main/java/io/github/instructorspring"))) {
			assertThat(documented).isEqualTo(
					rooms.filter(Files::isDirectory).map((room) -> room.getFileName().toString()).sorted().toList());
		}
	}

	private static JsonNode metadata() {
		return JsonMapper.shared()
			.readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json").toFile());
	}

	private static String withoutIndentation(String code) {
		return code.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
