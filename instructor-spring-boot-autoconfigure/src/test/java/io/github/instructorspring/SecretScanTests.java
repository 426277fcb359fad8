package io.github.instructorspring;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks for secrets in the log of all tests finds them.
 */
class SecretScanTests {

	@Test
	void secretIsFoundWhereverItStandsInALine() {
		Set<String> secrets = Set.of("Orla lives in Cork", "test-key", "Orla lives in Rome");
		assertThat(
				SecretScan.leaks(List.of("SUCCESS of Person", "asked: Orla lives in Cork.", "key=test-key"), secrets))
			.containsExactly("<Orla lives in Cork> in <asked: Orla lives in Cork.>", "<test-key> in <key=test-key>");
		assertThat(SecretScan.leaks(List.of("SUCCESS of Person", "Orla lives in C"), secrets)).isEmpty();
	}

	@Test
	void promptsAnswersAndKeysOfEveryCallAreLookedForInItsLines() {
		try (LoopbackModel model = new LoopbackModel()) {
			model.answersToolCall("Person", "{\"name\":\"Orla Byrne of Cork\"}");
			InstructorTemplate.create(model.chatClient()).create(Person.class, "This is Orla Byrne of Cork.");
		}
		assertThat(SecretScan.secrets()).contains("This is Orla Byrne of Cork.", "{\"name\":\"Orla Byrne of Cork\"}",
				"Orla Byrne of Cork", "test-key");
		assertThat(SecretScan.lines()).anyMatch((line) -> line.startsWith("SUCCESS of Person in "));
	}

	record Person(String name) {
	}

}
