package io.github.instructorspring.docs;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.Completion;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.autoconfigure.InstructorProperties;
import io.github.instructorspring.bind.Coercion;
import io.github.instructorspring.json.JsonText;
import io.github.instructorspring.json.Repair;
import io.github.instructorspring.json.RepairKind;
import io.github.instructorspring.json.RepairPolicy;
import io.github.instructorspring.json.SyntaxRepair;
import io.github.instructorspring.json.UnfinishedTail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples and tables of docs/almost-right.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class AlmostRightDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("almost-right.md");

	private static final Map<String, Type> TYPES = Map.ofEntries(Map.entry("int", int.class),
			Map.entry("boolean", boolean.class), Map.entry("String", String.class),
			Map.entry("LocalDate", LocalDate.class), Map.entry("YearMonth", YearMonth.class),
			Map.entry("Colour", Colour.class), Map.entry("Size", Size.class), Map.entry("Point", Point.class),
			Map.entry("Lamp", Lamp.class), Map.entry("Desk", Desk.class), Map.entry("Shape", Shape.class),
			Map.entry("Map", new ParameterizedTypeReference<Map<Colour, Count>>() {
			}.getType()), Map.entry("List<String>", new ParameterizedTypeReference<List<String>>() {
			}.getType()), Map.entry("List<Size>", new ParameterizedTypeReference<List<Size>>() {
			}.getType()), Map.entry("List<Colour>", new ParameterizedTypeReference<List<Colour>>() {
			}.getType()));

	private static final String ALMOST = """
			```json
			{name: 'Jason', age: "36 years",}
			```""";

	private static final String JASON = """
			{"name":"Jason","age":36}""";

	@Test
	void almostRight(CapturedOutput output) {
		this.model.answersText(ALMOST);
		page.says(almostRight(this.instructor));
		page.showsText(ALMOST);
		assertThat(this.model.calls()).isEqualTo(1);
		page.showsText(output.getOut().lines().filter((line) -> line.endsWith("'")).collect(Collectors.joining("\n")));
	}

	private Person almostRight(InstructorTemplate instructor) {
		// @formatter:off
		Completion<Person> completion = instructor.prompt()
			.user("Jason is 36 years old")
			.responseModel(Person.class)
			.call()
			.completion();

		Person jason = completion.entity();

		completion.repairs().forEach((repair) -> System.out.println(repair.kind() + " '" + repair.path() + "'"));
		// @formatter:on
		return jason;
	}

	@Test
	void cutAnswerIsNeverAnEntity() {
		String cut = "{\"name\":\"Ada\",\"age\":36,\"spouse\":{\"name\":\"William\",\"age\":40}";
		this.model.answersText(cut);
		assertThatExceptionOfType(IncompleteResponseException.class).isThrownBy(() -> almostRight(this.instructor));
		assertThat(this.model.calls()).isEqualTo(1);
		page.showsText(cut);
	}

	@Test
	void wholeValueDoesNotSaveAnAnswerThatIsCutAfterIt() {
		String cut = "{\"x\":1,\"y\":2} and then {\"x\":";
		page.says(cut);
		assertThatExceptionOfType(IncompleteResponseException.class)
			.isThrownBy(() -> completion("Point", cut, RepairPolicy.lenient()));
	}

	@Test
	void tieIsAskedAgain() {
		String two = "First {\"name\":\"Ada\",\"age\":36}, then {\"name\":\"Byron\",\"age\":36}.";
		this.model.answersText(two, JASON);
		almostRight(this.instructor);
		page.showsText(two, asked());
	}

	@Test
	void whatNeedsLessWins() {
		String two = "First {\"x\":\"1\",\"y\":2}, then {\"x\":1,\"y\":2}.";
		page.says(two);
		assertThat(completion("Point", two, RepairPolicy.lenient()).repairs()).extracting(Repair::kind)
			.containsExactly(SyntaxRepair.SURROUNDING_TEXT);
	}

	@Test
	void everyRepairOfNotationDoesWhatTheTableSays() {
		List<List<String>> rows = page.rows("repair").toList();
		assertThat(rows).extracting((row) -> row.get(0)).isEqualTo(names(SyntaxRepair.values()));
		for (List<String> row : rows) {
			SyntaxRepair repair = SyntaxRepair.valueOf(row.get(0));
			String answer = text(row.get(1));
			JsonText read = JsonText.parse(answer);
			assertThat(read.value()).as(row.get(0)).hasToString(JsonMapper.shared().readTree(row.get(2)).toString());
			assertThat(read.isComplete()).as(row.get(0)).isTrue();
			assertThat(read.repairs()).as(row.get(0)).extracting(Repair::kind).contains(repair);
			JsonText forbidden = JsonText.parse(answer, RepairPolicy.lenient().forbid(repair));
			assertThat(forbidden.outcome()).as(row.get(0)).isEqualTo(JsonText.Outcome.MALFORMED);
			assertThat(JsonText.parse(row.get(2)).repairs()).as(row.get(0)).isEmpty();
		}
	}

	@Test
	void everyCoercionDoesWhatTheTableSays() {
		List<List<String>> rows = page.rows("coercion").toList();
		assertThat(rows).extracting((row) -> row.get(0)).isEqualTo(names(Coercion.values()));
		for (List<String> row : rows) {
			Coercion coercion = Coercion.valueOf(row.get(0));
			String answer = text(row.get(2));
			Completion<?> taken = completion(row.get(1), answer, RepairPolicy.lenient());
			assertThat(taken.repairs()).as(row.get(0)).extracting(Repair::kind).contains(coercion);
			Completion<?> right = completion(row.get(1), row.get(3), RepairPolicy.of(RepairPolicy.Preset.NONE));
			assertThat(taken.entity()).as(row.get(0)).isEqualTo(right.entity());
			assertThat(right.repairs()).as(row.get(0)).isEmpty();
			assertThatExceptionOfType(RetriesExhaustedException.class).as(row.get(0) + " forbidden")
				.isThrownBy(() -> completion(row.get(1), answer, RepairPolicy.lenient().forbid(coercion)));
			assertThatExceptionOfType(RetriesExhaustedException.class).as(row.get(0) + " when strict")
				.isThrownBy(() -> completion(row.get(1), answer, RepairPolicy.of(RepairPolicy.Preset.STRICT)));
		}
	}

	@Test
	void whatDoesNotFitIsAskedAgain() {
		List<List<String>> rows = page.rows("for").toList();
		assertThat(rows).hasSizeGreaterThan(10);
		for (List<String> row : rows) {
			assertThatExceptionOfType(RetriesExhaustedException.class).as(row.toString())
				.isThrownBy(() -> completion(row.get(0), row.get(1), RepairPolicy.lenient()));
		}
	}

	@Test
	void formOnTheWireIsNoMending() {
		RepairPolicy none = RepairPolicy.of(RepairPolicy.Preset.NONE);
		assertThat(completion("Map", "[{\"key\":\"RED\",\"value\":{\"lines\":1}}]", none).entity())
			.isEqualTo(Map.of(Colour.RED, new Count(1)));
		assertThat(completion("Map", "{\"RED\":{\"count\":1}}", none).repairs()).isEmpty();
	}

	@Test
	void onlyNameInAListIsTaken() {
		assertThat(completion("Colour", "[\"RED\",\"BLUE\"]", RepairPolicy.lenient()).entity()).isEqualTo(Colour.RED);
	}

	@Test
	void anotherNotationOfAnIntegerIsNoCoercion() {
		assertThat(completion("int", "36.0", RepairPolicy.of(RepairPolicy.Preset.NONE)).entity()).isEqualTo(36);
	}

	@Test
	void whatIsForbiddenForACallIsAskedAgain() {
		this.model.answersText(ALMOST, JASON, "{\"name\":\"Jason\",\"age\":\"36 years\"}", JASON);
		assertThat(forbidden(this.instructor)).isEqualTo(new Person("Jason", 36, null));
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(forbidden(this.instructor)).isEqualTo(new Person("Jason", 36, null));
		assertThat(this.model.calls()).isEqualTo(4);
	}

	private Person forbidden(InstructorTemplate instructor) {
		Person jason = instructor.prompt()
			.user("Jason is 36 years old")
			.repair((policy) -> policy.forbid(Coercion.TEXT_TO_NUMBER, SyntaxRepair.UNQUOTED))
			.responseModel(Person.class)
			.call()
			.entity();
		return jason;
	}

	@Test
	void strictTemplateMendsNotationOnly() {
		this.model.answersText("{name: \"Jason\", age: 36}", "{\"name\":\"Jason\",\"age\":\"36\"}", JASON);
		InstructorTemplate strict = strict(this.model.chatClient("gpt-4o-mini"));
		strict.create(Person.class, "text");
		assertThat(this.model.calls()).isEqualTo(1);
		strict.create(Person.class, "text");
		assertThat(this.model.calls()).isEqualTo(3);
	}

	private InstructorTemplate strict(ChatClient chatClient) {
		InstructorTemplate strict = InstructorTemplate.builder(chatClient)
			.repairs(RepairPolicy.of(RepairPolicy.Preset.STRICT).forbid(SyntaxRepair.ELLIPSIS))
			.build();
		return strict;
	}

	@Test
	void propertiesOfThePageAreThoseOfTheApplication() throws IOException {
		String yaml = DocumentationTests.page("almost-right.md").split("```yaml\n")[1].split("```")[0];
		InstructorProperties properties = new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
			.load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))))
			.bind("instructor", InstructorProperties.class)
			.get();
		assertThat(properties.repair().preset()).isEqualTo(RepairPolicy.Preset.LENIENT);
		assertThat(properties.repair().forbidSyntax()).containsExactly(SyntaxRepair.ELLIPSIS,
				SyntaxRepair.MISSING_VALUE);
		assertThat(properties.repair().forbidCoercions()).containsExactlyInAnyOrder(Coercion.UNKNOWN_PROPERTY,
				Coercion.ENUM_IN_TEXT);
	}

	@Test
	void presetsAllowWhatTheTableSays() {
		List<List<String>> rows = page.rows("preset").toList();
		assertThat(rows).hasSize(RepairPolicy.Preset.values().length);
		for (List<String> row : rows) {
			RepairPolicy policy = RepairPolicy.of(RepairPolicy.Preset.valueOf(row.get(0).toUpperCase(Locale.ROOT)));
			assertThat(SyntaxRepair.values()).allMatch((repair) -> policy.allows(repair) == row.get(1).equals("all"));
			assertThat(Coercion.values()).allMatch((coercion) -> policy.allows(coercion) == row.get(2).equals("all"));
		}
	}

	@Test
	void jsonTextAlone(CapturedOutput output) {
		JsonText text = jsonText();
		assertThat(output.getOut()).contains("{\"name\":\"Ada\",\"tags\":[1,2]}");
		assertThat(text.outcome()).isEqualTo(JsonText.Outcome.FOUND);
		assertThat(text.isComplete()).isTrue();
		assertThat(page.rows("accessor").map((row) -> row.get(0))).containsExactly("value()", "isComplete()",
				"repairs()", "candidates()", "source(container)", "outcome()", "answer()");
		for (JsonText.Outcome outcome : JsonText.Outcome.values()) {
			page.says(outcome);
		}
	}

	private JsonText jsonText() {
		// @formatter:off
		JsonText text = JsonText.parse("Sure: {name: 'Ada', tags: [1, 2,]} Anything else?");

		System.out.println(text.value()); // {"name":"Ada","tags":[1,2]}
		// @formatter:on
		return text;
	}

	@Test
	void beginningOfAText(CapturedOutput output) {
		// @formatter:off
		JsonText cut = JsonText.parseCut("{\"name\":\"Ada\",\"tags\":[\"a\",\"b", UnfinishedTail.KEEP);

		System.out.println(cut.value()); // {"name":"Ada","tags":["a","b"]}
		System.out.println(cut.isComplete()); // false
		// @formatter:on
		assertThat(output.getOut()).contains("{\"name\":\"Ada\",\"tags\":[\"a\",\"b\"]}").contains("false");
	}

	@Test
	void bounds() {
		assertThat(page.rows("bound").map((row) -> row.get(0).split(" ")[0])).contains("4,000,000", "200", "1,000");
		assertThat(JsonText.MAX_LENGTH).isEqualTo(4_000_000);
		assertThat(JsonText.parse(" ".repeat(JsonText.MAX_LENGTH + 1)).outcome()).isEqualTo(JsonText.Outcome.TOO_LONG);
		assertThat(JsonText.parse("[".repeat(200) + "1," + "]".repeat(200)).outcome())
			.isEqualTo(JsonText.Outcome.FOUND);
		assertThat(JsonText.parse("[".repeat(201) + "1," + "]".repeat(201)).outcome())
			.isEqualTo(JsonText.Outcome.TOO_DEEP);
		assertThat(JsonText.parse("{\"a\":1}\n".repeat(10_001)).outcome()).isEqualTo(JsonText.Outcome.TOO_MANY);
	}

	@Test
	void textWithQuotesMayBeSplitAndIsRecorded() {
		String said = "{\"said\":\"a \"b\": 1, \"c\": 2\"}";
		page.says(said);
		page.says(JsonText.parse(said).value());
		assertThat(JsonText.parse(said).repairs()).isNotEmpty();
	}

	private Completion<?> completion(String type, String answer, RepairPolicy policy) {
		this.model.answersText(answer);
		return this.instructor.prompt()
			.user("text")
			.repair((lenient) -> policy)
			.maxRetries(0)
			// The schema as it is: OpenAI's native one asks for nulls.
			.mode(OutputMode.JSON)
			.responseModel(ParameterizedTypeReference.forType(TYPES.get(type)))
			.call()
			.completion();
	}

	private static String text(String cell) {
		return cell.replace('⏎', '\n');
	}

	private static List<String> names(RepairKind[] kinds) {
		return Arrays.stream(kinds).map(RepairKind::name).toList();
	}

	record Count(@JsonAlias("lines") int count) {
	}

	record Person(@NotBlank String name, @Min(0) int age, @Nullable Person spouse) {
	}

	enum Colour {

		RED, DARK_RED, ROSE

	}

	record Size(int width) {
	}

	record Point(int x, int y) {
	}

	record Lamp(String name, @Nullable Integer watts) {
	}

	record Desk(String name, @JsonProperty(defaultValue = "oak") String wood) {
	}

	sealed interface Shape {

		record Circle(int radius) implements Shape {
		}

		record Square(int side) implements Shape {
		}

	}

}
