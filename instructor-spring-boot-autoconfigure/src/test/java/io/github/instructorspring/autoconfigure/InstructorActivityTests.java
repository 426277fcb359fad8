package io.github.instructorspring.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.EmptyUsage;

import io.github.instructorspring.autoconfigure.InstructorActivity.UseKey;
import io.github.instructorspring.event.CallContext;
import io.github.instructorspring.event.CompletionFinishedEvent;
import io.github.instructorspring.event.CompletionFinishedEvent.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of what calls have come to.
 */
class InstructorActivityTests {

	private final InstructorActivity activity = new InstructorActivity();

	@Test
	void onlyTheNewestFailuresAreKept() {
		IntStream.range(0, 50).forEach((i) -> finished("model", "Person" + i, new IllegalStateException()));
		assertThat(this.activity.failures()).hasSize(InstructorActivity.MAX_FAILURES)
			.first()
			.extracting(InstructorActivity.Failure::responseModel)
			.isEqualTo("Person49");
	}

	@Test
	void modelsAndResponseModelsThatAreNotUsedAreForgotten() {
		for (int i = 0; i < 1000; i++) {
			finished("model" + i, "Person" + i, null);
			finished("model", "Person", null);
		}
		assertThat(this.activity.models()).hasSize(InstructorActivity.MAX_MODELS);
		assertThat(this.activity.uses()).hasSize(InstructorActivity.MAX_RESPONSE_MODELS);
		assertThat(this.activity.uses().get(new UseKey("default", "Person"))).isNotNull()
			.extracting(InstructorActivity.Use::calls)
			.isEqualTo(1000L);
	}

	@Test
	void callsOfManyThreadsAreAllCounted() {
		IntStream.range(0, 2000).parallel().forEach((i) -> finished("model", "Person", null));
		assertThat(this.activity.uses().get(new UseKey("default", "Person"))).isNotNull()
			.extracting(InstructorActivity.Use::calls)
			.isEqualTo(2000L);
	}

	private void finished(String model, String responseModel, Throwable error) {
		CallContext context = new CallContext("id", "default", "openai", model, "TOOLS", responseModel, 1, 3, false,
				Map.of(), Instant.now());
		this.activity.onApplicationEvent(new CompletionFinishedEvent(context,
				(error != null) ? Outcome.ERROR : Outcome.SUCCESS, error, new EmptyUsage(), 1, Duration.ZERO));
	}

}
