package io.github.instructorspring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StringUtils;
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

	private static final Path DOCS = PROJECT.resolve("docs");

	private static final Path EXAMPLES = Path.of("src/test/java/io/github/instructorspring/docs");

	private static final Path MAIN = Path.of("src/main/java/io/github/instructorspring");

	private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\(((?!https?:)[^)#]+)");

	private static final Pattern PROPERTY_ROW = Pattern.compile("\\| `(instructor\\.[a-z.-]+)` \\|[^|]*\\|([^|]*)\\|");

	private static final Pattern BILLED_CALLS = Pattern.compile(
			"Arguments\\.of\\(\"([^\"]+)\",(?:(?!Arguments\\.of).)*?, (\\d), (\\d),\\s+\"([^\"]+)\"\\)",
			Pattern.DOTALL);

	private static final Pattern BILLED_ROW = Pattern.compile("\\| ([^|]+) \\| (\\d[^|]*) \\| (\\d) \\|");

	static String readme() {
		return read(PROJECT.resolve("README.md"));
	}

	/**
	 * The text of a page below {@code docs}.
	 */
	static String page(String file) {
		return read(DOCS.resolve(file));
	}

	/**
	 * The source of a test class of this package.
	 */
	static String tests(String name) {
		return read(EXAMPLES.resolve(name + ".java"));
	}

	/**
	 * The source of a class of the library.
	 */
	static String source(String name) {
		return read(MAIN.resolve(name + ".java"));
	}

	static List<String> pages() throws IOException {
		try (var files = Files.list(DOCS)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".md") && !file.equals("README.md"))
				.sorted()
				.toList();
		}
	}

	static List<Arguments> javaParagraphs() throws IOException {
		List<Arguments> paragraphs = new ArrayList<>();
		javaParagraphs(readme()).forEach((java) -> paragraphs.add(Arguments.of("ReadmeExamplesTests", java)));
		for (String file : pages()) {
			javaParagraphs(page(file)).forEach((java) -> paragraphs.add(Arguments.of(testsOf(file), java)));
		}
		return paragraphs;
	}

	private static Stream<String> javaParagraphs(String page) {
		return JAVA_BLOCK.matcher(page)
			.results()
			.map((block) -> block.group(1))
			// A block may show a type and its use, which stand apart in a test.
			.flatMap((block) -> Arrays.stream(block.split("\n\n(?=\\S)")));
	}

	/**
	 * The tests of a page: those of {@code type-adapter.md} are
	 * {@code TypeAdapterDocTests}.
	 */
	private static String testsOf(String file) {
		return Arrays.stream(file.replace(".md", "").split("-"))
			.map(StringUtils::capitalize)
			.collect(Collectors.joining()) + "DocTests";
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("javaParagraphs")
	void javaOfAPageIsCompiledAndRun(String tests, String paragraph) {
		assertThat(withoutIndentation(tests(tests))).contains(withoutIndentation(paragraph));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void jsonOfAPageIsSeenByItsTests(String file) {
		assertThat(tests(testsOf(file)))
			.contains("@RegisterExtension\n\tstatic final DocumentedPage page = new DocumentedPage(\"" + file + "\");");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageIsListedInTheIndexAndHasExamples(String file) {
		assertThat(page("README.md")).contains("](" + file + ")");
		assertThat(javaParagraphs(page(file))).isNotEmpty();
	}

	@Test
	void readmeHasExamplesAndTheIndexHasNone() {
		assertThat(javaParagraphs(readme())).hasSizeGreaterThan(10);
		assertThat(page("README.md")).doesNotContain("```");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "CONTRIBUTING.md", "docs" })
	void linksLeadSomewhere(String place) throws IOException {
		try (var files = Files.walk(PROJECT.resolve(place), 1)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".md")).toList()) {
				LINK.matcher(read(file))
					.results()
					.map((link) -> link.group(1))
					.forEach((link) -> assertThat(file.resolveSibling(link)).as("link of " + file.getFileName())
						.exists());
			}
		}
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
			String name = property.path("name").asString();
			// Those of its endpoint are Spring Boot's.
			if (name.startsWith("instructor.")) {
				actual.put(name, (value.isArray()) ? "" : value.asString(""));
			}
		}
		assertThat(documented).isEqualTo(actual);
	}

	@Test
	void billedCallsAreThoseOfTheComparison() throws IOException {
		String tests = read(EXAMPLES.resolveSibling("SpringAiComparisonTests.java"));
		List<String> compared = BILLED_CALLS.matcher(tests)
			.results()
			.map((call) -> call.group(1) + ": " + call.group(3)
					+ ((call.group(4).endsWith("Exception")) ? ", then an exception" : "") + " and " + call.group(2))
			.toList();
		assertThat(compared).hasSize(7);
		assertThat(BILLED_ROW.matcher(readme())
			.results()
			.map((row) -> row.group(1) + ": " + row.group(2) + " and " + row.group(3))).isEqualTo(compared);
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
		try (var rooms = Files.list(MAIN)) {
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
