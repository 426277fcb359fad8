package io.github.instructorspring;

import java.util.List;
import java.util.Locale;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.TruncationPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Cut answers that the model goes on with.
 */
class ContinuationTests {

	private static final String HEAD = "{\"title\":\"Report\",\"lines\":[\"one\",\"two\",\"th";

	private static final String TAIL = "ree\",\"four\"]}";

	private static final Report REPORT = new Report("Report", List.of("one", "two", "three", "four"));

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE))
		.build();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void modelGoesOnWhereItsAnswerWasCut(OutputMode mode) {
		cut(mode, HEAD);
		this.model.answersText(TAIL);
		Completion<Report> completion = ask(mode).call().completion();
		assertThat(completion.entity()).isEqualTo(REPORT);
		assertThat(completion.attempts())
			.extracting((attempt) -> attempt.failure().map(AttemptFailure::stage).orElse(null))
			.containsExactly(FailureStage.INCOMPLETE, null);
		assertThat(completion.attempts().get(1).text()).isEqualTo(TAIL);
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		JsonNode request = this.model.request(1);
		assertThat(request.has("tools")).isFalse();
		assertThat(request.has("response_format")).isFalse();
		assertThat(request.path("messages").valueStream().map((message) -> message.path("role").asString()).toList())
			.containsExactly("system", "user", "assistant", "user");
		assertThat(request.at("/messages/2/content").asString()).isEqualTo(HEAD);
		GoldenJson.assertEqual("continuation-" + mode.name().toLowerCase(Locale.ROOT), request);
	}

	@Test
	void answerMayBeCutMoreThanOnce() {
		cut(OutputMode.TOOLS, HEAD);
		this.model.answersCut("ree\",", "length").answersText("\"four\"]}");
		assertThat(ask(OutputMode.TOOLS).call().entity()).isEqualTo(REPORT);
		assertThat(this.model.request(2).at("/messages/2/content").asString()).isEqualTo(HEAD + "ree\",");
		assertThat(this.model.request(2).path("messages")).hasSize(4);
	}

	@Test
	void textThatEndsBeforeItsJsonIsGoneOnWithToo() {
		this.model.answersText(HEAD, "\"two\",\"three\",\"four\"]}");
		assertThat(ask(OutputMode.JSON).call().entity()).isEqualTo(REPORT);
	}

	@Test
	void modelMayStartOver() {
		cut(OutputMode.TOOLS, HEAD);
		this.model.answersText("```json\n" + HEAD + TAIL + "\n```");
		assertThat(ask(OutputMode.TOOLS).call().entity()).isEqualTo(REPORT);
	}

	@Test
	void joinedAnswerThatIsNotAcceptableIsAskedForAgainAsAWhole() {
		cut(OutputMode.TOOLS, HEAD);
		this.model.answersText("ree\",\"\"]}").answersToolCall("Report", HEAD + TAIL);
		Completion<Report> completion = ask(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(REPORT);
		JsonNode request = this.model.request(2);
		assertThat(request.has("tools")).isTrue();
		assertThat(request.toString()).contains("lines[3]");
		assertThat(request.at("/messages/1/content").asString()).contains(HEAD + "ree\",\"\"]}");
	}

	@Test
	void restThatEndsTooEarlyByItselfIsNotBuiltUpon() {
		cut(OutputMode.TOOLS, HEAD);
		this.model.answersText("Sorry, I cannot go on.").answersText(TAIL);
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> ask(OutputMode.TOOLS).call().entity());
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
	}

	@Test
	void partsThatDoNotFitTogetherAreNeverAnObject() {
		cut(OutputMode.TOOLS, "{\"title\":\"Report\",\"lines\":[\"one\",");
		this.model.answersText("{\"a\":[]}]}").answersToolCall("Report", HEAD + TAIL);
		Completion<Report> completion = ask(OutputMode.TOOLS).call().completion();
		assertThat(completion.entity()).isEqualTo(REPORT);
		assertThat(completion.attempts().get(1).failure()).isPresent();
	}

	@Test
	void retriesAreThoseOfTheWholeCall() {
		cut(OutputMode.TOOLS, HEAD);
		this.model.answersCut("ree\",", "length").answersCut("\"four\",", "length").answersText("\"five\"]}");
		IncompleteResponseException exception = catchThrowableOfType(IncompleteResponseException.class,
				() -> ask(OutputMode.TOOLS).maxRetries(2).call().entity());
		assertThat(this.model.calls()).isEqualTo(3);
		assertThat(exception.attempts()).hasSize(3);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
	}

	@Test
	void partsCountInTheBudget() {
		cut(OutputMode.TOOLS, HEAD);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> ask(OutputMode.TOOLS).retry((policy) -> policy.maxTokens(120)).call().entity());
		assertThat(exception.budget()).isEqualTo(RetryBudget.Kind.TOKENS);
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void filteredAnswerIsNotGoneOnWith() {
		this.model.answersCut(HEAD, "content_filter");
		assertThatExceptionOfType(IncompleteResponseException.class)
			.isThrownBy(() -> ask(OutputMode.JSON).call().entity());
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void answerWithoutAnyTextIsNotGoneOnWith() {
		this.model.answersCut("", "length");
		assertThatExceptionOfType(IncompleteResponseException.class)
			.isThrownBy(() -> ask(OutputMode.JSON).call().entity());
		assertThat(this.model.calls()).isEqualTo(1);
	}

	private ResponseModelSpec<Report> ask(OutputMode mode) {
		return this.instructor.prompt().user("Write a report.").mode(mode).responseModel(Report.class);
	}

	private void cut(OutputMode mode, String text) {
		if (mode == OutputMode.TOOLS) {
			this.model.answersCutToolCall("Report", text);
		}
		else {
			this.model.answersCut(text, "length");
		}
	}

	record Report(@NotBlank String title, List<@Size(min = 1) String> lines) {
	}

}
