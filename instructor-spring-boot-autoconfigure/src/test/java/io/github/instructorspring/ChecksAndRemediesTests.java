package io.github.instructorspring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.document.Document;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Citation;
import io.github.instructorspring.validation.FillerPolicy;
import io.github.instructorspring.validation.Grounded;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.ValidationContext;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Violations that need no further request: recorded, or mended on the way.
 */
class ChecksAndRemediesTests {

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void checksAreRecordedAndTheEntityIsReturned(OutputMode mode) {
		answer(mode, "Article", "{\"title\":\"A very long title\",\"text\":\"N/A\"}");
		Completion<Article> completion = ask(Article.class).mode(mode)
			.validator((article, context) -> List.of(Violation.of("text", "is short", article.text()).asCheck()))
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new Article("A very long title", "N/A"));
		assertThat(completion.checks())
			.extracting((check) -> check.violation().path(), (check) -> check.violation().message(), Check::outcome)
			.containsExactly(tuple("title", "size must be between 0 and 8", Check.Outcome.ACCEPTED),
					tuple("text", "is short", Check.Outcome.ACCEPTED),
					tuple("text", "must be taken from the text, not be a placeholder", Check.Outcome.ACCEPTED));
		assertThat(completion.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.violations()).isEmpty());
		assertThat(completion.toString() + completion.checks()).doesNotContain("very long");
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void checkBesideAnErrorIsNotAskedAbout() {
		answer(OutputMode.TOOLS, "Article", "{\"title\":\"A very long title\",\"text\":\"\"}");
		answer(OutputMode.TOOLS, "Article", "{\"title\":\"A very long title\",\"text\":\"Right\"}");
		Completion<Article> completion = ask(Article.class).mode(OutputMode.TOOLS).call().completion();
		assertThat(lastMessage()).contains("- text").doesNotContain("- title");
		assertThat(completion.attempts().get(0).checks()).hasSize(1);
		assertThat(completion.checks()).extracting((check) -> check.violation().path()).containsExactly("title");
	}

	static Stream<Arguments> fillerPolicies() {
		return Stream.of(Arguments.of(FillerPolicy.OFF, 1, 0), Arguments.of(FillerPolicy.CHECK, 1, 1),
				Arguments.of(FillerPolicy.REASK, 2, 0));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("fillerPolicies")
	void fillersAreTreatedByThePolicy(FillerPolicy policy, int calls, int checks) {
		answer(OutputMode.TOOLS, "Article", "{\"title\":\"News\",\"text\":\"<UNKNOWN>\"}");
		answer(OutputMode.TOOLS, "Article", "{\"title\":\"News\",\"text\":\"Rain.\"}");
		Completion<Article> completion = this.instructor.mutate()
			.fillers(policy)
			.build()
			.prompt()
			.user("Rain.")
			.mode(OutputMode.TOOLS)
			.responseModel(Article.class)
			.call()
			.completion();
		assertThat(this.model.calls()).isEqualTo(calls);
		assertThat(completion.checks()).hasSize(checks);
	}

	static Stream<Arguments> remedies() {
		return Stream.of(
				Arguments.of("an element is dropped", "{\"lines\":[" + line("pen", 1) + "," + line("", -1) + "]}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()),
						List.of("lines[1].count DROPPED", "lines[1].item DROPPED")),
				Arguments.of("several elements are dropped",
						"{\"lines\":[" + line("", 1) + "," + line("pen", 1) + "," + line("", 2) + "]}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()),
						List.of("lines[0].item DROPPED", "lines[2].item DROPPED")),
				Arguments.of("an entry is dropped",
						"{\"lines\":[" + line("pen", 1) + "],\"stock\":{\"a.b\":" + line("", 1) + ",\"c\":"
								+ line("cup", 2) + "}}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of("c", new Line("cup", 2))),
						List.of("stock[\"a.b\"].item DROPPED")),
				Arguments.of("an element that is not of the type is dropped",
						"{\"lines\":[{\"item\":\"cup\",\"count\":\"many\"}," + line("pen", 1) + ",7]}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()),
						List.of("lines[0].count DROPPED", "lines[2] DROPPED")),
				Arguments.of("an element that is not of the type and one that breaks a rule are dropped",
						"{\"lines\":[{\"item\":\"cup\"}," + line("", 1) + "," + line("pen", 1) + "]}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()),
						List.of("lines[0].count DROPPED", "lines[0].item DROPPED")),
				Arguments.of("a property that is not of the type is set to null",
						"{\"lines\":[" + line("pen", 1) + "],\"contact\":{\"a\":[]}}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()), List.of("contact SET_NULL")),
				Arguments.of("a property is set to null", "{\"lines\":[" + line("pen", 1) + "],\"contact\":\"nobody\"}",
						new Order(List.of(new Line("pen", 1)), null, 1, Map.of()), List.of("contact SET_NULL")),
				Arguments.of("a value is accepted", "{\"lines\":[" + line("pen", 1) + "],\"rank\":9}",
						new Order(List.of(new Line("pen", 1)), null, 9, Map.of()), List.of("rank ACCEPTED")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("remedies")
	void errorThatHasARemedyCostsNoCall(String title, String answer, Order expected, List<String> checks) {
		answer(OutputMode.TOOLS, "Order", answer);
		Completion<Order> completion = ask(Order.class).mode(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(expected);
		assertThat(completion.checks()).extracting((check) -> check.violation().path() + " " + check.outcome())
			.containsExactlyElementsOf(checks);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	static Stream<Arguments> withoutRemedy() {
		return Stream.of(
				Arguments.of("the list gets too short", "{\"lines\":[" + line("", 1) + "]}", "- lines[0].item: "),
				Arguments.of("the error is one of the list",
						"{\"lines\":[" + line("a", 1) + "," + line("b", 1) + "," + line("c", 1) + "," + line("d", 1)
								+ "]}",
						"- lines: "),
				Arguments.of("a value that is not of the type cannot be accepted",
						"{\"lines\":[" + line("pen", 1) + "],\"rank\":{}}", "- rank"),
				Arguments.of("another error has no remedy", "{\"lines\":[" + line("pen", 1) + "," + line("", 1)
						+ "],\"contact\":\"nobody\"," + "\"owner\":\"\"}", "- owner"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("withoutRemedy")
	void errorThatRemainsIsAskedAbout(String title, String answer, String line) {
		answer(OutputMode.TOOLS, "Order", answer);
		answer(OutputMode.TOOLS, "Order", "{\"lines\":[" + line("pen", 1) + "]}");
		Completion<Order> completion = ask(Order.class).mode(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(new Order(List.of(new Line("pen", 1)), null, 1, Map.of()));
		assertThat(lastMessage()).contains(line).doesNotContain("- contact").doesNotContain("lines[1]");
		assertThat(completion.checks()).isEmpty();
	}

	@Test
	void nullThatThePropertyDoesNotTakeIsAskedFor() {
		answer(OutputMode.TOOLS, "Strict", "{\"count\":-1,\"name\":\"Ada\"}");
		answer(OutputMode.TOOLS, "Strict", "{\"count\":1,\"name\":\"Ada\"}");
		assertThat(ask(Strict.class).mode(OutputMode.TOOLS).call().entity()).isEqualTo(new Strict(1, "Ada"));
		assertThat(lastMessage()).contains("- count: found -1");
	}

	@Test
	void innermostRemedyCounts() {
		answer(OutputMode.TOOLS, "Outer",
				"{\"inners\":[{\"name\":\"\",\"note\":\"too long\"},{\"name\":\"Ada\"," + "\"note\":\"too long\"}]}");
		Completion<Outer> completion = ask(Outer.class).mode(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(new Outer(List.of(new Inner("Ada", null))));
		assertThat(completion.checks()).extracting((check) -> check.violation().path() + " " + check.outcome())
			.containsExactly("inners[0].name DROPPED", "inners[0].note SET_NULL", "inners[1].note SET_NULL");
	}

	@Test
	void outerRemedyCountsWhereTheInnerOneCanDoNothing() {
		answer(OutputMode.TOOLS, "Shelf", "{\"rows\":[{\"books\":[\"\"]},{\"books\":[\"\",\"Emma\"]}]}");
		Completion<Shelf> completion = ask(Shelf.class).mode(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(new Shelf(List.of(new Row(List.of("Emma")))));
		assertThat(completion.checks()).extracting((check) -> check.violation().path() + " " + check.outcome())
			.containsExactly("rows[0].books[0] DROPPED", "rows[1].books[0] DROPPED", "rows[0].books DROPPED");
	}

	@Test
	void remediesWorkInListsOfEntitiesAndPerhapsOne() {
		String bad = "{\"lines\":[" + line("pen", 1) + "," + line("", 1) + "]}";
		Order mended = new Order(List.of(new Line("pen", 1)), null, 1, Map.of());
		answer(OutputMode.TOOLS, "OrderList", "{\"items\":[" + bad + "]}");
		answer(OutputMode.TOOLS, "OrderMaybe", "{\"result\":" + bad + ",\"error\":false,\"message\":null}");
		assertThat(ask(Order.class).mode(OutputMode.TOOLS).call().entities()).containsExactly(mended);
		assertThat(ask(Order.class).mode(OutputMode.TOOLS).call().maybe().get()).isEqualTo(mended);
	}

	@Test
	void answerThatLeavesTheCallIsTheMendedOne() {
		answer(OutputMode.TOOLS, "Order", "{\"lines\":[" + line("pen", 1) + "," + line("", 1) + "]}");
		List<String> seen = new ArrayList<>();
		Completion<Order> completion = ask(Order.class).mode(OutputMode.TOOLS).validator((order, context) -> {
			seen.add(order.lines().size() + " in attempt " + context.attempt());
			return List.of();
		}).call().completion();
		assertThat(seen).containsExactly("2 in attempt 1", "1 in attempt 1");
		assertThat(completion.attempts().get(0).candidate()).contains(completion.entity());
		assertThat(completion.attempts().get(0).text()).contains("\"item\":\"\"");
	}

	@Test
	void constraintValidatorsKnowTheContextAndTheAttempt() {
		answer(OutputMode.TOOLS, "Ticket", "{\"product\":\"Lamp\"}");
		answer(OutputMode.TOOLS, "Ticket", "{\"product\":\"Chair\"}");
		Ticket ticket = ask(Ticket.class).mode(OutputMode.TOOLS)
			.context("products", Set.of("Chair", "Table"))
			.call()
			.entity();
		assertThat(ticket.product()).isEqualTo("Chair");
		assertThat(lastMessage()).contains("- product: found \"Lamp\": is not one of our products (attempt 1 of 3)");
	}

	static Stream<Arguments> sources() {
		String text = "It was the best of times,\nit was the  worst of times.";
		return Stream.of(Arguments.of("a text", text, 0), Arguments.of("a document", new Document(text), 0),
				Arguments.of("several texts", List.of("It was night.", text), 1),
				Arguments.of("several documents", List.of(new Document("It was night."), new Document(text)), 1));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sources")
	void quotationIsFoundWhereItStands(String title, Object source, int document) {
		answer(OutputMode.TOOLS, "Fact",
				"{\"statement\":\"Bad times\",\"quotes\":[\"It was the worst of times\",\"best  of Times\"]}");
		Completion<Fact> completion = ask(Fact.class).mode(OutputMode.TOOLS)
			.context("source", source)
			.call()
			.completion();
		assertThat(completion.citations()).containsExactly(
				new Citation("quotes[0]", "source", document, 26, 52, "it was the  worst of times"),
				new Citation("quotes[1]", "source", document, 11, 24, "best of times"));
		assertThat(completion.citations().toString()).doesNotContain("times");
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void quotationThatStandsNowhereIsAskedAbout(OutputMode mode) {
		answer(mode, "Fact", "{\"statement\":\"x\",\"quotes\":[\"the best of days\"]}");
		answer(mode, "Fact", "{\"statement\":\"x\",\"quotes\":[\"best of times\"]}");
		Completion<Fact> completion = ask(Fact.class).mode(mode)
			.context("source", "It was the best of times.")
			.call()
			.completion();
		assertThat(lastMessage())
			.contains("- quotes[0]: found \"the best of days\", expected to be quoted word for word from the text");
		assertThat(completion.citations()).singleElement().extracting(Citation::start).isEqualTo(11);
	}

	@Test
	void ungroundedQuotationMayBeDropped() {
		answer(OutputMode.TOOLS, "Loose", "{\"quotes\":[\"best of days\",\"best of times\"]}");
		Completion<Loose> completion = ask(Loose.class).mode(OutputMode.TOOLS)
			.context("source", "It was the best of times.")
			.call()
			.completion();
		assertThat(completion.entity().quotes()).containsExactly("best of times");
		assertThat(completion.citations()).extracting(Citation::path).containsExactly("quotes[0]");
		assertThat(completion.checks()).extracting(Check::outcome).containsExactly(Check.Outcome.DROPPED);
	}

	@Test
	void missingSourceIsSaid() {
		answer(OutputMode.TOOLS, "Fact", "{\"statement\":\"x\",\"quotes\":[\"best of times\"]}");
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> ask(Fact.class).mode(OutputMode.TOOLS).call().entity())
			.withMessageContaining("context(\"source\", ..)");
		assertThat(this.model.calls()).isZero();
	}

	private <T> ResponseModelSpec<T> ask(Class<T> type) {
		return this.instructor.prompt().user("Read this.").responseModel(type);
	}

	private void answer(OutputMode mode, String tool, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolCall(tool, answer);
		}
		else {
			this.model.answersText(answer);
		}
	}

	private String lastMessage() {
		return this.model.request(this.model.calls() - 1)
			.path("messages")
			.valueStream()
			.toList()
			.toString()
			.replace("\\n", "\n")
			.replace("\\\"", "\"");
	}

	private static String line(String item, int count) {
		return "{\"item\":\"" + item + "\",\"count\":" + count + "}";
	}

	record Article(@Size(max = 8, payload = Severity.AsCheck.class) String title, @NotBlank String text) {
	}

	record Line(@NotBlank String item, @Positive int count) {
	}

	record Order(@OnViolation(Remedy.DROP_ELEMENT) @NotEmpty @Size(max = 3) List<Line> lines,
			@OnViolation(Remedy.SET_NULL) @Nullable @Email String contact,
			@OnViolation(Remedy.ACCEPT) @Nullable @Max(5) Integer rank,
			@OnViolation(Remedy.DROP_ELEMENT) @Nullable Map<String, Line> stock,
			@Nullable @Size(min = 1) String owner) {

		Order(List<Line> lines, @Nullable String contact, @Nullable Integer rank, @Nullable Map<String, Line> stock) {
			this(lines, contact, rank, stock, null);
		}

		Order {
			rank = (rank != null) ? rank : 1;
			stock = (stock != null) ? stock : Map.of();
		}

	}

	record Strict(@OnViolation(Remedy.SET_NULL) @NotNull @Positive Integer count, @NotBlank String name) {
	}

	record Outer(@OnViolation(Remedy.DROP_ELEMENT) List<Inner> inners) {
	}

	record Shelf(@OnViolation(Remedy.DROP_ELEMENT) List<Row> rows) {
	}

	record Row(@OnViolation(Remedy.DROP_ELEMENT) @NotEmpty List<@NotBlank String> books) {
	}

	record Inner(@NotBlank String name, @OnViolation(Remedy.SET_NULL) @Nullable @Size(max = 3) String note) {
	}

	record Fact(String statement, @Grounded(in = "source") List<String> quotes) {
	}

	record Loose(@OnViolation(Remedy.DROP_ELEMENT) @Grounded(in = "source") List<String> quotes) {
	}

	record Ticket(@KnownProduct String product) {
	}

	@Constraint(validatedBy = KnownProductValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
	@interface KnownProduct {

		String message() default "is not one of our products";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static class KnownProductValidator implements ConstraintValidator<KnownProduct, String> {

		@Override
		public boolean isValid(String value, ConstraintValidatorContext context) {
			ValidationContext call = context.unwrap(HibernateConstraintValidatorContext.class)
				.getConstraintValidatorPayload(ValidationContext.class);
			boolean known = call.get("products", Set.class).orElseThrow().contains(value);
			if (!known) {
				context.disableDefaultConstraintViolation();
				context
					.buildConstraintViolationWithTemplate(
							"is not one of our products (attempt " + call.attempt() + " of " + call.maxAttempts() + ")")
					.addConstraintViolation();
			}
			return known;
		}

	}

}
