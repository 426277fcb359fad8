package io.github.instructorspring.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionRequestEvent;
import io.github.instructorspring.event.CompletionUsageEvent;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.ParseErrorEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples and tables of docs/hooks.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class HooksDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("hooks.md");

	private static final Logger log = LoggerFactory.getLogger(HooksDocTests.class);

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25}";

	@Test
	void hooksOfATemplate(CapturedOutput output) {
		this.model.answersText(SAM.replace("25", "900"), SAM);
		assertThat(hooked(this.model.chatClient("gpt-4o-mini"))).isEqualTo(new Person("Sam", 25));
		String lines = "Person rejected at VALIDATION\nSUCCESS after 2 request(s)";
		lines.lines().forEach((line) -> assertThat(output).contains(line));
		page.showsText(lines);
	}

	private static Person hooked(ChatClient chatClient) {
		// @formatter:off
		InstructorTemplate instructor = InstructorTemplate.builder(chatClient)
			.on(ParseErrorEvent.class, (event) -> log.info("{} rejected at {}", event.context().responseType(), event.stage()))
			.on(CompletionFinishedEvent.class, (event) -> log.info("{} after {} request(s)", event.outcome(), event.requests()))
			.build();

		Person person = instructor.create(Person.class, "Sam is twenty-five");
		// @formatter:on
		return person;
	}

	@Test
	void listenersOfAnApplication(CapturedOutput output) {
		this.model.answersText(SAM);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Spending.class)) {
			InstructorTemplate template = this.instructor.mutate().eventPublisher(context).build();
			template.create(Person.class, "Sam is twenty-five");
			assertThat(output).contains("Person: 120 tokens");
		}
	}

	@Test
	void hookOfACall(CapturedOutput output) {
		this.model.answersText(SAM);
		assertThat(once(this.instructor)).isEqualTo(new Person("Sam", 25));
		assertThat(output).contains("asks gpt-4o-mini");
	}

	private static Person once(InstructorTemplate instructor) {
		// @formatter:off
		Person person = instructor.prompt()
			.user("Sam is twenty-five")
			.tag("tenant", "blue")
			.on(CompletionRequestEvent.class, (event) -> log.info("asks {}", event.context().model()))
			.responseModel(Person.class)
			.call()
			.entity();
		// @formatter:on
		return person;
	}

	@Test
	void tableHasEveryEventInItsOrder() {
		List<String> documented = page.rows("event").map((row) -> row.get(0).replace("`", "")).toList();
		List<String> known = new ArrayList<>();
		for (Class<?> type : InstructorEvent.class.getPermittedSubclasses()) {
			known.add(type.getSimpleName());
		}
		assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
		List<String> heard = new ArrayList<>();
		this.model.answersText("```json\n" + SAM.replace("25", "900") + "\n```");
		this.instructor.mutate()
			.maxRetries(0)
			.on(InstructorEvent.class, (event) -> heard.add(event.getClass().getSimpleName()))
			.build()
			.prompt()
			.user("Sam")
			.responseModel(Person.class)
			.stream()
			.entity()
			.onErrorComplete()
			.block(Duration.ofSeconds(20));
		assertThat(documented).containsSubsequence(heard);
	}

	@Test
	void snapshotsComeBetweenRequestAndResponseAndAfterTheEnd() {
		List<String> heard = new ArrayList<>();
		this.model.answersText(SAM);
		this.instructor.prompt()
			.user("Sam")
			.on(InstructorEvent.class,
					(event) -> heard.add(event.getClass().getSimpleName().replaceAll("Completion|Event", "")))
			.responseModel(Person.class)
			.stream()
			.partials()
			.blockLast(Duration.ofSeconds(20));
		assertThat(String.join(" ", heard)).matches("Request( StreamSnapshot)+ Response Usage Finished StreamSnapshot");
	}

	@Test
	void kindsOfFallbacksAreDocumented() {
		for (FallbackEvent.Kind kind : FallbackEvent.Kind.values()) {
			page.says(kind.name());
		}
	}

	static class Spending {

		@EventListener
		void on(CompletionUsageEvent event) {
			log.info("{}: {} tokens", event.context().responseType(), event.usage().getTotalTokens());
		}

	}

	record Person(String name, @Max(150) int age) {
	}

}
