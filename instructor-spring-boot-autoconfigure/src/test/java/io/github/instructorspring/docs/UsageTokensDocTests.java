package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

import io.github.instructorspring.AttemptedCallException;
import io.github.instructorspring.CallUsage;
import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.event.CompletionUsageEvent;
import io.github.instructorspring.validation.Semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The examples and tables of docs/usage-tokens.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class UsageTokensDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("usage-tokens.md");

	private static final Logger log = LoggerFactory.getLogger(UsageTokensDocTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	private static final String OLD = "{\"name\":\"Sam\",\"age\":900}";

	@Test
	void usageIsThatOfTheWholeCall(CapturedOutput output) {
		this.model.answersText(OLD, SAM);
		CallUsage usage = used(this.instructor);
		page.showsText("200 + 40 = 240");
		assertThat(output).contains("200 + 40 = 240");
		Map<String, Object> accessors = Map.of("getPromptTokens()", usage.getPromptTokens(), "getCompletionTokens()",
				usage.getCompletionTokens(), "getTotalTokens()", usage.getTotalTokens(), "getCacheReadInputTokens()",
				usage.getCacheReadInputTokens(), "getCacheWriteInputTokens()", usage.getCacheWriteInputTokens(),
				"getReasoningTokens()", usage.getReasoningTokens(), "cost()", usage.cost());
		assertThat(page.rows("of `usage()`")).hasSameSizeAs(accessors.keySet())
			.allSatisfy((row) -> assertThat(accessors.get(row.get(0))).hasToString(row.get(1)));
	}

	private static CallUsage used(InstructorTemplate instructor) {
		// @formatter:off
		Completion<Person> completion = instructor.prompt()
			.user("Sam is twenty-five")
			.responseModel(Person.class)
			.call()
			.completion();

		CallUsage usage = completion.usage();

		System.out.println(usage.getPromptTokens() + " + " + usage.getCompletionTokens() + " = " + usage.getTotalTokens());
		// @formatter:on
		return usage;
	}

	@Test
	void eventsTellWhileItHappens() {
		this.model.answersText(OLD, SAM);
		AtomicLong counted = count(this.instructor);
		assertThat(counted).hasValue(240);
	}

	private static AtomicLong count(InstructorTemplate instructor) {
		// @formatter:off
		AtomicLong tokens = new AtomicLong();

		InstructorTemplate counted = instructor.mutate()
			.on(CompletionUsageEvent.class, (event) -> tokens.addAndGet(event.usage().getTotalTokens()))
			.build();
		// @formatter:on
		counted.create(Person.class, "Sam is twenty-five");
		return tokens;
	}

	@Test
	void streamsAndJudgesAreCounted() {
		this.model.answersText(OLD, SAM);
		Completion<Person> completion = streamed(this.instructor).block(PATIENCE);
		assertThat(completion).isNotNull();
		assertThat(completion.usage().getTotalTokens()).isEqualTo(240).isEqualTo(this.model.billedTokens());
		assertThat(this.model.request(0).at("/stream_options/include_usage").asBoolean(false)).isTrue();
		this.model.answersText("{\"text\":\"Hello\"}", "{\"verdicts\":[{\"rule\":1,\"acceptable\":true}]}");
		assertThat(this.instructor.prompt()
			.user("Greet")
			.responseModel(Greeting.class)
			.call()
			.completion()
			.usage()
			.getTotalTokens()).isEqualTo(240);
	}

	private static Mono<Completion<Person>> streamed(InstructorTemplate instructor) {
		// @formatter:off
		Mono<Completion<Person>> streamed = instructor.prompt()
			.user("Sam is twenty-five")
			.responseModel(Person.class)
			.stream()
			.completion();
		// @formatter:on
		return streamed;
	}

	@Test
	void pricesMakeACost() {
		this.model.answersText(SAM);
		assertThat(cost(this.instructor)).isEqualByComparingTo("0.000024");
	}

	private static BigDecimal cost(InstructorTemplate instructor) {
		// @formatter:off
		InstructorTemplate priced = instructor.mutate()
			.price("gpt-4o-mini", ModelPrice.perMillionTokens("0.15", "0.60").cachedInput("0.075"))
			.build();

		BigDecimal cost = priced.prompt()
			.user("Sam is twenty-five")
			.responseModel(Person.class)
			.call()
			.completion()
			.usage()
			.cost()
			.orElseThrow(); // 0.000024
		// @formatter:on
		return cost;
	}

	@Test
	void exceptionsHaveTheUsage(CapturedOutput output) {
		this.model.answersText(OLD, OLD.replace("900", "901")).answersText(OLD).fails(500);
		fail(this.instructor);
		assertThat(output).contains("240 tokens in 2 attempts");
		Throwable thrown = catchThrowable(() -> this.instructor.create(Person.class, "Sam is very old"));
		assertThat(thrown.getSuppressed()).filteredOn(AttemptedCallException.class::isInstance)
			.singleElement()
			.satisfies((spent) -> assertThat(((AttemptedCallException) spent).usage().getTotalTokens()).isEqualTo(120));
	}

	private static void fail(InstructorTemplate instructor) {
		// @formatter:off
		try {
			instructor.prompt()
				.user("Sam is very old")
				.responseModel(Person.class)
				.maxRetries(1)
				.call()
				.entity();
		}
		catch (AttemptedCallException ex) {
			log.warn("{} tokens in {} attempts", ex.usage().getTotalTokens(), ex.attempts().size()); // 240 tokens in 2 attempts
		}
		// @formatter:on
	}

	record Person(String name, @Max(150) int age) {
	}

	record Greeting(@Semantic("must be kind") String text) {
	}

}
