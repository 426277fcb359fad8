package io.github.instructorspring.docs;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The examples and tables of docs/validation.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class ValidationDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("validation.md");

	private static final Logger log = LoggerFactory.getLogger(ValidationDocTests.class);

	private static final String TEXT = "text";

	private static final String BAD_SHIPMENT = """
			{"to":" ","parcels":[{"kilos":20,"labels":[]},{"kilos":-1,"labels":["fragile",""]}]}""";

	private static final String SHIPMENT = """
			{"to":"Oslo","parcels":[{"kilos":20,"labels":["fragile"]}]}""";

	private static final String BAD_STAY = """
			{"from":"2026-11-23","to":"2026-11-20"}""";

	private static final String HEADLINE = """
			{"text":"Lamps are back!","teaser":"And they are brighter than ever"}""";

	private static final String ORDER = """
			{"lines":[{"product":"Lamp","quantity":2},{"product":"Desk","quantity":0}],"contact":"Ada","note":"As soon as possible"}""";

	private static final String PERSON = """
			{"name":"Ada","employer":"N/A","nickname":"none"}""";

	@Test
	void everythingThatIsWrongIsAskedAtOnce() {
		this.model.answersText(BAD_SHIPMENT, SHIPMENT);
		assertThat(shipment(this.instructor, TEXT).to()).isEqualTo("Oslo");
		page.showsJson(BAD_SHIPMENT);
		page.showsText(asked());
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private Shipment shipment(InstructorTemplate instructor, String text) {
		Shipment shipment = instructor.create(Shipment.class, text);
		return shipment;
	}

	@Test
	void groupsOfACall() {
		this.model.answersText("{\"name\":\"Ada\",\"email\":null}", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
		assertThat(contact(this.instructor)).isEqualTo(new Contact("Ada", "ada@example.org"));
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(sentProperty("email").path("type").asString()).isEqualTo("string");
		this.model.answersText("{\"name\":\"Ada\",\"email\":null}");
		assertThat(this.instructor.create(Contact.class, TEXT).email()).isNull();
		assertThat(this.model.request(2).toString()).contains("\"email\":{\"type\":[\"string\",\"null\"]");
	}

	private Contact contact(InstructorTemplate instructor) {
		// @formatter:off
		Contact contact = instructor.prompt()
			.user("Ada, ada@example.org")
			.responseModel(Contact.class)
			.validationGroups(Default.class, Complete.class)
			.call()
			.entity();
		// @formatter:on
		return contact;
	}

	@Test
	void withoutBeanValidationConstraintsAreNeitherSentNorJudged() {
		this.model.answersText(BAD_SHIPMENT);
		this.instructor.mutate().beanValidation(false).build().create(Shipment.class, TEXT);
		assertThat(this.model.calls()).isEqualTo(1);
		assertThat(sentSchema().toString()).doesNotContain("pattern", "minItems", "exclusiveMinimum");
	}

	@Test
	void constructorThatRefuses() {
		this.model.answersText(BAD_STAY, BAD_STAY.replace("20\"", "25\""));
		assertThat(stay(this.instructor, TEXT).to()).isEqualTo("2026-11-25");
		page.showsJson(BAD_STAY);
		page.showsText(asked());
	}

	private Stay stay(InstructorTemplate instructor, String text) {
		Stay stay = instructor.create(Stay.class, text);
		return stay;
	}

	@Test
	void constructorThatFailsHasNoWordsForTheModel() {
		this.model.answersText("{\"words\":\"\"}", "{\"words\":\"a\"}");
		this.instructor.create(Failing.class, TEXT);
		assertThat(asked()).contains("expected to be acceptable").doesNotContain("range");
	}

	@Test
	void violationsOfTheLastAnswer(CapturedOutput output) {
		this.model.answersText(BAD_SHIPMENT, BAD_SHIPMENT);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> violations(this.instructor, TEXT));
		assertThat(output).contains("parcels[1].labels[1] must not be blank");
		assertThat(exception.violations()).contains(new Violation("parcels[1].labels[1]", "must not be blank", ""));
		assertThat(new Violation("fees[\"EUR\"].net", "must be positive", 1))
			.hasToString("Violation[path=fees[*].net]");
		assertThat(page.rows("of a violation").map((row) -> row.get(0))).containsExactlyElementsOf(
				Arrays.stream(Violation.class.getRecordComponents()).map((part) -> part.getName() + "()").toList());
		this.model.answersText(BAD_STAY, BAD_STAY);
		assertThatExceptionOfType(RetriesExhaustedException.class).isThrownBy(() -> stay(this.instructor, TEXT))
			.satisfies((ex) -> assertThat(ex.lastCandidate()).isEmpty());
	}

	private Shipment violations(InstructorTemplate instructor, String text) {
		try {
			return instructor.create(Shipment.class, text);
		}
		catch (RetriesExhaustedException ex) {
			ex.violations().forEach((violation) -> log.warn("{} {}", violation.path(), violation.message()));
			throw ex;
		}
	}

	@Test
	void checks(CapturedOutput output) {
		this.model.answersText(HEADLINE);
		assertThat(checks(this.instructor, TEXT).checks()).hasSize(2);
		page.showsJson(HEADLINE);
		page.showsText(output.getOut()
			.lines()
			.filter((line) -> line.endsWith(": ACCEPTED"))
			.collect(Collectors.joining("\n")));
		assertThat(sentProperty("teaser").toString()).contains("maxLength: 20");
	}

	private Completion<Headline> checks(InstructorTemplate instructor, String text) {
		// @formatter:off
		Completion<Headline> completion = instructor.prompt()
			.user(text)
			.responseModel(Headline.class)
			.validator((headline, context) -> headline.text().endsWith("!")
					? List.of(Violation.of("text", "must not shout", headline.text()).asCheck()) : List.of())
			.call()
			.completion();

		for (Check check : completion.checks()) {
			System.out.println(check.violation().path() + " " + check.violation().message() + ": " + check.outcome());
		}
		// @formatter:on
		return completion;
	}

	@Test
	void remedies() {
		this.model.answersText(ORDER);
		Completion<Order> completion = remedies(this.instructor, TEXT);
		page.showsJson(ORDER);
		page.says(completion.entity());
		page.showsText(completion.checks()
			.stream()
			.map((check) -> check.violation().path() + " " + check.violation().message() + ": " + check.outcome())
			.collect(Collectors.joining("\n")));
		assertThat(page.rows("remedy").map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(Remedy.values()).map(Remedy::name).toList());
	}

	private Completion<Order> remedies(InstructorTemplate instructor, String text) {
		Completion<Order> completion = instructor.prompt().user(text).responseModel(Order.class).call().completion();

		Order order = completion.entity();
		assertThat(order.lines()).hasSize(1);
		return completion;
	}

	@Test
	void listThatIsTooShortOnlyNowIsAskedAgain() {
		this.model.answersText(ORDER.replace("\"quantity\":2", "\"quantity\":0"), ORDER);
		remedies(this.instructor, TEXT);
		assertThat(asked()).contains("- lines[0].quantity: found 0").contains("- lines[1].quantity: found 0");
	}

	@Test
	void whatIsNotOfTheTypeHasARemedyToo() {
		this.model.answersText(ORDER.replace("\"quantity\":0", "\"quantity\":\"many\""));
		remedies(this.instructor, TEXT);
		page.says("{\"product\":\"Desk\",\"quantity\":\"many\"}");
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void remediesThatFallBack() {
		this.model.answersText("{\"score\":12,\"inner\":{\"score\":1},\"name\":\"Ada\"}",
				"{\"score\":1,\"inner\":{\"score\":12},\"name\":\"Ada\"}",
				"{\"score\":1,\"inner\":{\"score\":1},\"name\":\"\"}",
				"{\"score\":1,\"inner\":{\"score\":1},\"name\":\"Ada\"}");
		this.instructor.prompt().user(TEXT).responseModel(Fallback.class).maxRetries(3).call().entity();
		assertThat(sent(1)).contains("- score: found 12");
		assertThat(sent(2)).contains("- inner.score: found 12");
		assertThat(sent(3)).contains("- name: found \"\"");
	}

	@Test
	void modelIsAskedForTheRestOnly() {
		this.model.answersText("{\"lines\":[],\"contact\":\"Ada\",\"note\":\"Soon\"}", ORDER);
		remedies(this.instructor, TEXT);
		assertThat(asked()).contains("- lines").doesNotContain("contact");
	}

	@Test
	void fillersAreRecorded() {
		this.model.answersText(PERSON);
		page.showsJson(PERSON);
		assertThat(fillers(this.instructor, TEXT)).extracting((check) -> check.violation().path())
			.containsExactly("employer");
		this.model.answersText(PERSON);
		assertThat(fillers(this.instructor.mutate().fillers(FillerPolicy.OFF).build(), TEXT)).isEmpty();
		assertThat(page.rows("policy").map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(FillerPolicy.values()).map(FillerPolicy::name).toList());
	}

	private List<Check> fillers(InstructorTemplate instructor, String text) {
		Completion<Person> completion = instructor.prompt().user(text).responseModel(Person.class).call().completion();

		List<Check> checks = completion.checks();
		return checks;
	}

	@Test
	void fillersAreAskedAgain() {
		this.model.answersText(PERSON, PERSON.replace("N/A", "Babbage & Co"));
		assertThat(careful(this.instructor, TEXT).employer()).isEqualTo("Babbage & Co");
		page.showsText(asked());
	}

	private Person careful(InstructorTemplate instructor, String text) {
		InstructorTemplate careful = instructor.mutate().fillers(FillerPolicy.REASK).build();

		Person person = careful.create(Person.class, text);
		return person;
	}

	@Test
	void fillersOfThePageAreThoseOfTheCode() {
		String words = DocumentationTests.source("bind/Fillers").split("WORDS = Set.of\\(")[1].split("\\);")[0];
		List<List<String>> rows = page.rows("filler").toList();
		assertThat(rows.get(0).get(1)).isEqualTo(Arrays.stream(words.split(","))
			.map((word) -> word.strip().replace("\"", ""))
			.collect(Collectors.joining(", ")));
		for (List<String> row : rows.subList(0, 5)) {
			for (String filler : row.get(1).split(",| and ")) {
				if (!filler.contains("longer") && !filler.contains("follows")) {
					this.model
						.answersText("{\"name\":\"Ada\",\"employer\":\"" + filler.strip() + "\",\"nickname\":null}");
					assertThat(fillers(this.instructor, TEXT)).as(filler).hasSize(1);
				}
			}
		}
	}

	@Test
	void orderIsThatOfThePage() {
		this.model.answersText("{\"a\":\"\",\"inner\":{\"b\":\"\",\"c\":\"none\"}}",
				"{\"a\":\"z\",\"inner\":{\"b\":\"x\",\"c\":\"y\"}}");
		this.instructor.mutate()
			.validator(Outer.class, (outer, context) -> first(context.attempt(), "outer"))
			.validator(Inner.class, (inner, context) -> first(context.attempt(), "inner"))
			.fillers(FillerPolicy.REASK)
			.build()
			.prompt()
			.user(TEXT)
			.responseModel(Outer.class)
			.validator((outer, context) -> first(context.attempt(), "call"))
			.call()
			.entity();
		assertThat(asked().lines().filter((line) -> line.startsWith("-"))).containsExactly(
				"- a: found \"\", expected not to be blank", "- answer: outer",
				"- inner.b: found \"\", expected not to be blank", "- inner: inner", "- answer: call",
				"- inner.c: found \"none\", expected to be taken from the text, not be a placeholder");
	}

	private static List<Violation> first(int attempt, String message) {
		return (attempt == 1) ? List.of(Violation.of(message)) : List.of();
	}

	record Shipment(@NotBlank String to, @NotEmpty List<Parcel> parcels) {

		record Parcel(@Positive double kilos, List<@NotBlank String> labels) {

			@AssertTrue(message = "a parcel of more than 10 kilos needs a label")
			boolean isLabelledIfHeavy() {
				return this.kilos <= 10 || !this.labels.isEmpty();
			}

		}

	}

	interface Complete {

	}

	record Contact(@NotBlank String name, @NotNull(groups = Complete.class) @Nullable String email) {
	}

	record Stay(LocalDate from, LocalDate to) {

		Stay {
			if (!to.isAfter(from)) {
				throw new IllegalArgumentException("the day of leaving must be after that of arriving");
			}
		}

	}

	record Failing(String words) {

		Failing {
			words = words.substring(1);
		}

	}

	record Headline(@NotBlank String text, @Size(max = 20, payload = Severity.AsCheck.class) String teaser) {
	}

	// @formatter:off
	record Order(
			@OnViolation(Remedy.DROP_ELEMENT) @NotEmpty List<Line> lines,
			@OnViolation(Remedy.SET_NULL) @Nullable @Email String contact,
			@OnViolation(Remedy.ACCEPT) @Size(max = 10) String note) {

		record Line(@NotBlank String product, @Positive int quantity) {
		}

	}
	// @formatter:on

	record Fallback(@OnViolation(Remedy.SET_NULL) @Max(10) Integer score, @OnViolation(Remedy.ACCEPT) InnerScore inner,
			@OnViolation(Remedy.SET_NULL) @NotBlank String name) {

	}

	record InnerScore(@OnViolation(Remedy.REASK) @Max(10) int score) {
	}

	record Person(String name, String employer, @Nullable String nickname) {
	}

	record Outer(@NotBlank String a, Inner inner) {
	}

	record Inner(@NotBlank String b, String c) {
	}

}
