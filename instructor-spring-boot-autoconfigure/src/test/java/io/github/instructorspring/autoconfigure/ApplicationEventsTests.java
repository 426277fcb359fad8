package io.github.instructorspring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.event.CompletionErrorEvent;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionRequestEvent;
import io.github.instructorspring.event.FallbackEvent;
import io.github.instructorspring.event.InstructorEvent;
import io.github.instructorspring.event.StreamSnapshotEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events as listeners of an application hear them, over HTTP.
 */
class ApplicationEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModel second = new LoopbackModel();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class))
		.withUserConfiguration(Asynchronous.class)
		.withBean(Listeners.class)
		.withBean(Later.class)
		.withPropertyValues("instructor.provider=openai/gpt-4o-mini", "instructor.api-key=test-key",
				"instructor.base-url=" + this.model.baseUrl(), "instructor.providers.second.provider=openai/gpt-4o",
				"instructor.providers.second.api-key=second-key",
				"instructor.providers.second.base-url=" + this.second.baseUrl());

	@AfterEach
	void stop() {
		this.model.close();
		this.second.close();
	}

	@Test
	void listenersHearWhatHappensWhateverOtherListenersThrow() {
		this.runner.run((context) -> {
			this.model.answersText("{\"name\":\"Sam\"}");
			Person person = context.getBean(InstructorTemplate.class).create(Person.class, "Sam");
			assertThat(person).isEqualTo(new Person("Sam"));
			Listeners listeners = context.getBean(Listeners.class);
			assertThat(listeners.heard).hasSize(4).last().isInstanceOf(CompletionFinishedEvent.class);
			assertThat(listeners.heard).extracting((event) -> event.context().template()).containsOnly("default");
			Awaitility.await().atMost(PATIENCE).until(() -> !listeners.threads.isEmpty());
			assertThat(listeners.threads).doesNotContain(Thread.currentThread().getName());
		});
	}

	@Test
	void snapshotsAreForThoseWhoAskInCode() {
		this.runner.run((context) -> {
			this.model.answersText("{\"name\":\"Sam\"}");
			context.getBean(InstructorTemplate.class)
				.prompt()
				.user("Sam")
				.responseModel(Person.class)
				.stream()
				.partials()
				.blockLast(PATIENCE);
			assertThat(context.getBean(Listeners.class).heard).isNotEmpty()
				.noneMatch(StreamSnapshotEvent.class::isInstance);
		});
	}

	@Test
	void templateOfANamedProviderTellsItsName() {
		this.runner.run((context) -> {
			this.second.answersText("{\"name\":\"Sam\"}");
			context.getBean("secondInstructorTemplate", InstructorTemplate.class).create(Person.class, "Sam");
			assertThat(context.getBean(Listeners.class).heard).extracting((event) -> event.context().template())
				.containsOnly("second");
		});
	}

	@Test
	void fallbackOfThePropertiesAnswersWhenTheProviderIsDown() {
		this.runner.withPropertyValues("instructor.fallback=second").run((context) -> {
			this.model.fails(403);
			this.second.answersText("{\"name\":\"Sam\"}");
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> context.getBean(InstructorTemplate.class).create(Person.class, "Sam"));
			assertThat(this.second.calls()).isZero();
		});
		this.runner.withPropertyValues("instructor.fallback=second").run((context) -> {
			// The client repeats such a request itself, twice.
			this.model.fails(503).fails(503).fails(503);
			InstructorTemplate template = context.getBean(InstructorTemplate.class);
			assertThat(template.create(Person.class, "Sam")).isEqualTo(new Person("Sam"));
			List<InstructorEvent> heard = context.getBean(Listeners.class).heard;
			assertThat(heard).anyMatch(CompletionErrorEvent.class::isInstance)
				.anyMatch((event) -> event instanceof FallbackEvent fallback && fallback.to().equals("second"));
		});
	}

	@Test
	void fallbackThatIsNoProviderFailsTheStart() {
		this.runner.withPropertyValues("instructor.fallback=third")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'instructor.fallback' names 'third'")
				.hasMessageContaining("[second]"));
	}

	record Person(String name) {
	}

	@EnableAsync
	static class Asynchronous {

	}

	static class Listeners {

		final List<InstructorEvent> heard = new CopyOnWriteArrayList<>();

		final List<String> threads = new CopyOnWriteArrayList<>();

		@Order(0)
		@EventListener
		void on(InstructorEvent event) {
			this.heard.add(event);
		}

		@EventListener
		void fail(CompletionRequestEvent event) {
			throw new IllegalStateException("broken listener");
		}

	}

	static class Later {

		private final Listeners listeners;

		Later(Listeners listeners) {
			this.listeners = listeners;
		}

		@Async
		@EventListener
		void later(CompletionFinishedEvent event) {
			this.listeners.threads.add(Thread.currentThread().getName());
		}

	}

}
