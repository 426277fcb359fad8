package io.github.instructorspring.docs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.document.Document;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.UnsupportedResponseModelException;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Citation;
import io.github.instructorspring.validation.Grounded;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples and tables of docs/citations.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class CitationsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("citations.md");

	private static final String ARTICLE = """
			Ada Lovelace was born in London in 1815. She wrote “the first
			program” for a machine that was never built.""";

	private static final String ANSWER = """
			{"facts":[{"statement":"She was a Londoner.","quotes":["Born in London"]},{"statement":"She programmed.","quotes":["wrote \\"the first program\\""]}]}""";

	private static final String UNGROUNDED = """
			{"facts":[{"statement":"She was a Londoner.","quotes":["born in London"]},{"statement":"She was a poet.","quotes":["wrote poems"]}]}""";

	@Test
	void citations(CapturedOutput output) {
		this.model.answersText(ANSWER);
		Completion<Answer> completion = answer(this.instructor, ARTICLE);
		page.showsText(ARTICLE);
		page.showsJson(ANSWER);
		page.showsText(output.getOut().substring(output.getOut().indexOf("facts[0]")).strip());
		assertThat(json(completion.entity())).isEqualTo(ANSWER);
		assertThat(completion.citations()).hasSize(2)
			.allMatch((citation) -> ARTICLE.substring(citation.start(), citation.end()).equals(citation.text()));
		assertThat(completion.citations().get(0)).asString().doesNotContain("London", "facts");
		assertThat(page.rows("of a citation").flatMap((row) -> Arrays.stream(row.get(0).split(", "))))
			.containsExactlyElementsOf(
					Arrays.stream(Citation.class.getRecordComponents()).map((part) -> part.getName() + "()").toList());
	}

	private Completion<Answer> answer(InstructorTemplate instructor, String article) {
		// @formatter:off
		Completion<Answer> completion = instructor.prompt()
			.system("Answer with facts, each with the quotes that it rests on.")
			.user("Who was Ada Lovelace?\n\n" + article)
			.context("source", article)
			.responseModel(Answer.class)
			.call()
			.completion();

		for (Citation citation : completion.citations()) {
			System.out.println(citation.path() + " " + citation.start() + "-" + citation.end() + ": " + citation.text());
		}
		// @formatter:on
		return completion;
	}

	@Test
	void documents() {
		this.model.answersText("{\"facts\":[{\"statement\":\"1852\",\"quotes\":[\"died in London in 1852\"]}]}");
		assertThat(documents(this.instructor).getText()).isEqualTo("She died in London in 1852.");
	}

	private Document documents(InstructorTemplate instructor) {
		// @formatter:off
		List<Document> found = List.of(new Document("Ada was born in London."), new Document("She died in London in 1852."));

		Completion<Answer> completion = instructor.prompt()
			.user("When did Ada die?\n\n" + found.stream().map(Document::getText).collect(Collectors.joining("\n\n")))
			.context("source", found)
			.responseModel(Answer.class)
			.call()
			.completion();

		Document document = found.get(completion.citations().get(0).document()); // She died in London in 1852.
		// @formatter:on
		return document;
	}

	@Test
	void sourcesOfEveryKind() {
		for (Object source : List.of("a b", new Document("a b"), List.of("x", "a b"), List.of(new Document("a b")))) {
			this.model.answersText("{\"quote\":\"a b\"}");
			assertThat(quoted(source).citations()).as(source.getClass().getName()).hasSize(1);
		}
	}

	@Test
	void sourceThatIsMissingOrNoTextIsRefusedBeforeTheFirstRequest() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> this.instructor.create(Quoted.class, "text"))
			.withMessageContaining("context(\"source\", ..)");
		assertThatExceptionOfType(InstructorException.class).isThrownBy(() -> quoted(7))
			.withMessageContaining("'source'");
		assertThatExceptionOfType(UnsupportedResponseModelException.class).isThrownBy(() -> this.instructor.prompt()
			.user("text")
			.context("source", "text")
			.responseModel(NoText.class)
			.call()
			.entity());
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void whatCountsAsAQuote() {
		List<List<String>> rows = page.rows("the answer says").toList();
		assertThat(rows).hasSize(11);
		for (List<String> row : rows) {
			this.model.answersText("{\"quote\":" + json(row.get(0)) + "}");
			assertThat(quoted(row.get(1).replace('⏎', '\n')).citations().isEmpty()).as(row.toString())
				.isEqualTo(row.get(2).startsWith("not found"));
		}
		this.model.answersText("{\"quote\":\" \"}", "{\"quote\":null}");
		assertThat(quoted("a b").checks()).hasSize(1);
		assertThat(quoted("a b").checks()).isEmpty();
	}

	private Completion<Quoted> quoted(Object source) {
		return this.instructor.prompt()
			.user("text")
			.context("source", source)
			.responseModel(Quoted.class)
			.call()
			.completion();
	}

	@Test
	void ungroundedQuoteIsAskedAgain() {
		this.model.answersText(UNGROUNDED, ANSWER);
		answer(this.instructor, ARTICLE);
		page.showsJson(UNGROUNDED);
		page.showsText(asked());
	}

	@Test
	void ungroundedQuoteIsRecorded() {
		this.model.answersText("{\"text\":\"t\",\"quotes\":[\"in London\",\"in Paris\"]}");
		assertThat(recorded(this.instructor, ARTICLE)).extracting((check) -> check.violation().path())
			.containsExactly("quotes[1]");
	}

	private List<Check> recorded(InstructorTemplate instructor, String article) {
		// @formatter:off
		List<Check> checks = instructor.prompt()
			.user(article)
			.context("source", article)
			.responseModel(Summary.class)
			.call()
			.completion()
			.checks();
		// @formatter:on
		return checks;
	}

	@Test
	void factWithoutQuotesIsLeftOut() {
		this.model.answersText(UNGROUNDED);
		assertThat(report(this.instructor, ARTICLE).facts()).extracting(Evidence::statement)
			.containsExactly("She was a Londoner.");
		assertThat(this.model.calls()).isEqualTo(1);
	}

	private Report report(InstructorTemplate instructor, String article) {
		// @formatter:off
		Report report = instructor.prompt()
			.user("Who was Ada Lovelace?\n\n" + article)
			.context("source", article)
			.responseModel(Report.class)
			.call()
			.entity();
		// @formatter:on
		return report;
	}

	@Test
	void innermostRemedyKeepsTheGoodQuotes() {
		String answer = UNGROUNDED.replace("\"born in London\"", "\"born in London\",\"born in Paris\"");
		this.model.answersText(answer, answer);
		assertThat(report(this.instructor, ARTICLE).facts()).isEmpty();
		Proofs proofs = this.instructor.prompt()
			.user(ARTICLE)
			.context("source", ARTICLE)
			.responseModel(Proofs.class)
			.call()
			.entity();
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(proofs.facts()).singleElement()
			.satisfies((proof) -> assertThat(proof.quotes()).containsExactly("born in London"));
	}

	record Fact(String statement, @Grounded(in = "source") @NotEmpty List<String> quotes) {
	}

	record Answer(List<Fact> facts) {
	}

	record Quoted(@Grounded(in = "source", severity = Severity.CHECK) @Nullable String quote) {
	}

	record NoText(@Grounded(in = "source") int number) {
	}

	record Summary(String text, @Grounded(in = "source", severity = Severity.CHECK) List<String> quotes) {
	}

	record Evidence(String statement, @Grounded(in = "source") @NotEmpty List<String> quotes) {
	}

	record Report(@OnViolation(Remedy.DROP_ELEMENT) List<Evidence> facts) {
	}

	record Proof(String statement,
			@Grounded(in = "source") @OnViolation(Remedy.DROP_ELEMENT) @NotEmpty List<String> quotes) {
	}

	record Proofs(@OnViolation(Remedy.DROP_ELEMENT) List<Proof> facts) {
	}

}
