package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.Completion;
import io.github.instructorspring.FailureStage;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The examples of docs/retrying.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetryingDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("retrying.md");

	private static final Logger log = LoggerFactory.getLogger(RetryingDocTests.class);

	private static final String FORTNIGHT = "{\"guest\":\"Ada\",\"nights\":14}";

	private static final String MONTH = "{\"guest\":\"Ada\",\"nights\":31}";

	private static final String WORDS = "{\"guest\":\"Ada\",\"nights\":\"a fortnight\"}";

	private final LoopbackModel strong = new LoopbackModel();

	@AfterEach
	void stopStrong() {
		this.strong.close();
	}

	@Test
	void policy() {
		this.model.answersText(MONTH, FORTNIGHT);
		assertThat(fortnight(this.instructor)).isEqualTo(new Booking("Ada", 14));
	}

	private Booking fortnight(InstructorTemplate instructor) {
		// @formatter:off
		Booking booking = instructor.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.retry((policy) -> policy.maxRetries(3).maxTime(Duration.ofSeconds(30)).maxTokens(20_000))
			.call()
			.entity();
		// @formatter:on
		return booking;
	}

	@Test
	void budget(CapturedOutput output) {
		this.model.answersText(MONTH, FORTNIGHT);
		budget(this.instructor);
		assertThat(output).contains("No TOKENS left after 120 tokens");
	}

	private void budget(InstructorTemplate instructor) {
		// @formatter:off
		try {
			instructor.prompt()
				.user("Ada stays for a month.")
				.responseModel(Booking.class)
				.retry((policy) -> policy.maxTokens(100))
				.call()
				.entity();
		}
		catch (BudgetExceededException ex) {
			log.warn("No {} left after {} tokens", ex.budget(), ex.usage().getTotalTokens()); // No TOKENS left after 120 tokens
		}
		// @formatter:on
	}

	@Test
	void cost() {
		this.model.answersText(FORTNIGHT);
		assertThat(cost(this.instructor)).isEqualTo("0.000024");
	}

	private BigDecimal cost(InstructorTemplate instructor) {
		// @formatter:off
		InstructorTemplate priced = instructor.mutate()
			.price("gpt-4o-mini", ModelPrice.perMillionTokens("0.15", "0.60").cachedInput("0.075"))
			.retry((policy) -> policy.maxCost(new BigDecimal("0.01")))
			.build();

		Completion<Booking> completion = priced.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.call()
			.completion();

		BigDecimal cost = completion.usage().cost().orElseThrow(); // 0.000024
		// @formatter:on
		return cost;
	}

	@Test
	void repeated(CapturedOutput output) {
		this.model.answersText(MONTH, MONTH, FORTNIGHT);
		repeated(this.instructor);
		assertThat(output).contains("2 attempts, repeated: true");
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private void repeated(InstructorTemplate instructor) {
		// @formatter:off
		try {
			instructor.prompt()
				.user("Ada stays for a month.")
				.responseModel(Booking.class)
				.maxRetries(9)
				.call()
				.entity();
		}
		catch (RetriesExhaustedException ex) {
			log.warn("{} attempts, repeated: {}", ex.attempts().size(), ex.repeated()); // 2 attempts, repeated: true
		}
		// @formatter:on
	}

	@Test
	void last() {
		this.model.answersText(MONTH);
		assertThat(last(this.instructor))
			.containsExactly(new Violation("nights", "must be less than or equal to 20", 31));
	}

	private List<Violation> last(InstructorTemplate instructor) {
		// @formatter:off
		Completion<Booking> last = instructor.prompt()
			.user("Ada stays for a month.")
			.responseModel(Booking.class)
			.maxRetries(0)
			.acceptLastAttempt()
			.call()
			.completion();

		List<Violation> faults = last.attempts().get(last.attempts().size() - 1).violations(); // nights: 31
		// @formatter:on
		assertThat(last.entity()).isEqualTo(new Booking("Ada", 31));
		return faults;
	}

	@Test
	void cut() {
		this.model.answersCut("{\"guest\":", "length").answersText(FORTNIGHT);
		assertThat(cut(this.instructor)).isEqualTo(new Booking("Ada", 14));
		assertThat(this.model.request(1).path("max_tokens").asInt()).isEqualTo(20);
	}

	private Booking cut(InstructorTemplate instructor) {
		// @formatter:off
		Booking whole = instructor.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.options((options) -> options.maxTokens(10))
			.retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT))
			.call()
			.entity();
		// @formatter:on
		return whole;
	}

	@Test
	void continued() {
		String cut = "{\"guest\":\"Ada\",\"ni";
		String rest = "ghts\":14}";
		this.model.answersCut(cut, "length").answersText(rest);
		assertThat(continued(this.instructor)).isEqualTo(new Booking("Ada", 14));
		JsonNode request = this.model.request(1);
		assertThat(request.at("/messages/2/content").asString()).isEqualTo(cut);
		assertThat(request.has("response_format")).isFalse();
		assertThat(request.at("/messages/0/content").asString()).contains("JSON Schema");
		page.showsText(cut, asked(), rest);
		assertThat(page.rows("policy").map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(TruncationPolicy.values()).map(TruncationPolicy::name).toList());
	}

	private Booking continued(InstructorTemplate instructor) {
		// @formatter:off
		Booking continued = instructor.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.retry((policy) -> policy.onTruncation(TruncationPolicy.CONTINUE))
			.call()
			.entity();
		// @formatter:on
		return continued;
	}

	@Test
	void cutAnswersAreContinuedWhileRetriesAreLeft() {
		this.model.answersCut("{\"guest\":", "length").answersCut("\"A", "length").answersCut("da", "length");
		assertThatExceptionOfType(IncompleteResponseException.class).isThrownBy(() -> continued(this.instructor))
			.satisfies((ex) -> assertThat(ex.attempts()).hasSize(3)
				.allSatisfy((attempt) -> assertThat(attempt.failure().orElseThrow().stage())
					.isEqualTo(FailureStage.INCOMPLETE)));
	}

	@Test
	void anotherModel() {
		this.model.answersText(MONTH, MONTH.replace("31", "32"));
		this.strong.answersText(FORTNIGHT);
		assertThat(escalated(this.instructor, this.strong.chatClient("gpt-4o"))).isEqualTo(new Booking("Ada", 14));
		assertThat(this.model.calls()).isEqualTo(2);
		assertThat(this.strong.request(0).path("model").asString()).isEqualTo("gpt-4o");
		assertThat(this.strong.request(0).path("messages")).isEqualTo(escalatedMessages());
	}

	private JsonNode escalatedMessages() {
		ArrayNode messages = (ArrayNode) this.model.request(1).path("messages").deepCopy();
		for (JsonNode message : messages) {
			((ObjectNode) message).put("content", message.path("content").asString().replace("31", "32"));
		}
		return messages;
	}

	private Booking escalated(InstructorTemplate instructor, ChatClient strongClient) {
		// @formatter:off
		InstructorTemplate escalating = instructor.mutate().provider("strong", strongClient).build();

		Booking booking = escalating.prompt()
			.user("Ada stays for a fortnight.")
			.responseModel(Booking.class)
			.retry((policy) -> policy.maxRetries(3).escalateTo("strong", 2))
			.call()
			.entity();
		// @formatter:on
		return booking;
	}

	@Test
	void modelThatRepeatsItselfIsGivenUpForTheNext() {
		this.model.answersText(MONTH, MONTH);
		this.strong.answersText(FORTNIGHT);
		InstructorTemplate escalating = this.instructor.mutate()
			.provider("strong", this.strong.chatClient("gpt-4o"))
			.retry((policy) -> policy.maxRetries(9).escalateTo("strong", 5))
			.build();
		Completion<Booking> completion = escalating.prompt()
			.user("text")
			.options((options) -> options.temperature(0.0))
			.responseModel(Booking.class)
			.call()
			.completion();
		assertThat(completion.attempts()).hasSize(3);
		assertThat(completion.usage().getTotalTokens())
			.isEqualTo(this.model.billedTokens() + this.strong.billedTokens());
		assertThat(this.model.request(1).has("temperature")).isTrue();
		assertThat(this.strong.request(0).has("temperature")).isFalse();
	}

	@Test
	void providerThatIsDown() {
		try (LoopbackModel third = new LoopbackModel()) {
			this.model.fails(503);
			this.strong.fails(503);
			third.answersText(FORTNIGHT);
			assertThat(safely(this.instructor, this.strong.chatClient("gpt-4o"), third.chatClient("gpt-4o")))
				.isEqualTo(new Booking("Ada", 14));
			assertThat(third.request(0).path("messages")).isEqualTo(this.model.request(0).path("messages"));
		}
	}

	private Booking safely(InstructorTemplate instructor, ChatClient secondClient, ChatClient thirdClient) {
		// @formatter:off
		InstructorTemplate safe = instructor.mutate()
			.provider("second", secondClient)
			.provider("third", thirdClient)
			.retry((policy) -> policy.fallbackTo("second", "third"))
			.build();

		Booking booking = safe.create(Booking.class, "Ada stays for a fortnight.");
		// @formatter:on
		return booking;
	}

	@Test
	void mended() {
		this.model.answersText(WORDS);
		this.strong.answersText(FORTNIGHT);
		assertThat(mended(this.instructor, this.strong.chatClient("gpt-4o-mini"), this.model.chatClient()))
			.isEqualTo(new Booking("Ada", 14));
		page.says(WORDS);
		page.showsJson(this.strong.request(0).path("messages"));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	private Booking mended(InstructorTemplate instructor, ChatClient cheapClient, ChatClient strongClient) {
		// @formatter:off
		InstructorTemplate fixing = instructor.mutate()
			.provider("cheap", cheapClient)
			.provider("strong", strongClient)
			.retry((policy) -> policy.fixWith("cheap", 1).escalateTo("strong", 2))
			.build();

		Booking mended = fixing.create(Booking.class, "Ada stays for a fortnight.");
		// @formatter:on
		return mended;
	}

	@Test
	void escalationsThatMakeNoSense() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> this.instructor.mutate()
				.retry((policy) -> policy.escalateTo("none"))
				.build()
				.create(Booking.class, "text"))
			.withMessageContaining("'none'");
		assertThat(this.model.calls()).isZero();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryPolicy.builder().escalateTo("a", 2).escalateTo("b", 2));
		assertThat(RetryPolicy.builder().escalateTo("a").noEscalation().build().escalations()).isEmpty();
	}

	record Booking(@NotBlank String guest, @Min(1) @Max(20) int nights) {
	}

}
