package io.github.instructorspring.docs;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.InvalidItemException;
import io.github.instructorspring.InvalidItemPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/stream-iterable.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamIterableDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("stream-iterable.md");

	private static final Logger log = LoggerFactory.getLogger(StreamIterableDocTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String STEPS = """
			{"items":[{"action":"Mix the dough","minutes":10},{"action":"Bake it","minutes":40},\
			{"action":"Let it cool","minutes":30}]}""";

	private static final String LINES = "10 min: Mix the dough\n40 min: Bake it\n30 min: Let it cool";

	@Test
	void items(CapturedOutput output) {
		this.model.answersText(STEPS, STEPS);
		Flux<Step> steps = steps(this.instructor);
		assertThat(steps.blockLast(PATIENCE)).isEqualTo(new Step("Let it cool", 30));
		page.showsJson(STEPS);
		assertThat(sentSchema().at("/properties/items").isMissingNode()).isFalse();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> LINES.lines().forEach((line) -> assertThat(output).contains(line)));
		page.showsText(LINES);
	}

	private Flux<Step> steps(InstructorTemplate instructor) {
		// @formatter:off
		Flux<Step> steps = instructor.prompt()
			.user("How do I bake a cake?")
			.responseModel(Step.class)
			.stream()
			.items();

		steps.subscribe((step) -> log.info("{} min: {}", step.minutes(), step.action()));
		// @formatter:on
		return steps;
	}

	@Test
	void ends() {
		List<String> rows = page.rows("what happens").map((row) -> row.get(1)).toList();
		this.model.answersText(STEPS.replace("40", "0"));
		StepVerifier.create(quietly()).expectNextCount(1).expectError(InvalidItemException.class).verify(PATIENCE);
		assertThat(rows.get(0)).contains("InvalidItemException");
		this.model.answersCut(STEPS.substring(0, 100), "length");
		StepVerifier.create(quietly())
			.expectNextCount(2)
			.expectError(IncompleteResponseException.class)
			.verify(PATIENCE);
		assertThat(rows.get(1)).contains("IncompleteResponseException");
		this.model.answersText("{\"items\":[]}");
		StepVerifier.create(quietly()).expectComplete().verify(PATIENCE);
		assertThat(this.model.calls()).isEqualTo(3);
	}

	@Test
	void skip(CapturedOutput output) {
		this.model.answersText(STEPS.replace("40", "0"));
		StepVerifier.create(skipping(this.instructor))
			.expectNext(new Step("Mix the dough", 10), new Step("Let it cool", 30))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(output).contains("left out 1: ");
	}

	private Flux<Step> skipping(InstructorTemplate instructor) {
		// @formatter:off
		Flux<Step> steps = instructor.prompt()
			.user("How do I bake a cake?")
			.responseModel(Step.class)
			.stream()
			.items(InvalidItemPolicy.skip((invalid) -> log.info("left out {}: {}", invalid.index(), invalid.violations())));
		// @formatter:on
		return steps;
	}

	@Test
	void reask() {
		this.model.answersText(STEPS.replace("40", "0"), "{\"minutes\":40}");
		StepVerifier.create(asking(this.instructor))
			.expectNext(new Step("Mix the dough", 10), new Step("Let it cool", 30), new Step("Bake it", 40))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(page.rows("policy")).hasSize(3);
	}

	private Flux<Step> asking(InstructorTemplate instructor) {
		// @formatter:off
		Flux<Step> steps = instructor.prompt()
			.user("How do I bake a cake?")
			.responseModel(Step.class)
			.stream()
			.items(InvalidItemPolicy.reask());
		// @formatter:on
		return steps;
	}

	private Flux<Step> quietly() {
		return this.instructor.prompt().user("cake").responseModel(Step.class).stream().items();
	}

	record Step(@NotBlank String action, @Positive int minutes) {
	}

}
