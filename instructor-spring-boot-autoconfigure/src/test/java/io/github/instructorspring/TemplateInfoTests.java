package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.openai.errors.UnauthorizedException;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.event.InstructorEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a template tells of itself and of its model.
 */
class TemplateInfoTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void namesTheModelAndTheMode() {
		InstructorTemplate template = InstructorTemplate.builder(this.model.chatClient("gpt-4o"))
			.name("reports")
			.mode(OutputMode.TOOLS)
			.build();
		assertThat(template.info())
			.isEqualTo(new TemplateInfo("reports", "openai", "openai", "gpt-4o", OutputMode.TOOLS));
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void providerIsThatOfTheStringAndTheFamilyThatOfTheClient() {
		ChatClient client = new ProviderModes("groq", OutputMode.AUTO, OutputMode.JSON, Set.of(OutputMode.JSON))
			.addTo(ChatClient.builder(this.model.chatModel("llama")))
			.build();
		assertThat(InstructorTemplate.create(client).info())
			.isEqualTo(new TemplateInfo("default", "groq", "openai", "llama", OutputMode.JSON));
	}

	@Test
	void lookingTwiceIsObservedOnce() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		InstructorTemplate template = InstructorTemplate
			.create(ChatClient.builder(this.model.chatModel("gpt-4o"), observations, null, null).build());
		template.info();
		template.info();
		template.schema(Person.class);
		template.schemas();
		assertThat(observations).hasNumberOfObservationsWithNameEqualTo("spring.ai.chat.client", 1);
	}

	@Test
	void schemasAreThoseThatWereUsedOrShown() {
		InstructorTemplate template = InstructorTemplate.create(this.model.chatClient("gpt-4o"));
		assertThat(template.schemas()).isEmpty();
		this.model.answersText("{\"items\":[]}");
		template.prompt().user("nobody").responseModel(Person.class).call().entities();
		template.schema(Unusable.class);
		assertThat(template.schemas()).extracting(SchemaPreview::name).hasSize(2).contains("Unusable");
		assertThat(template.schemas()).anySatisfy((preview) -> assertThat(preview.problems()).isNotEmpty());
	}

	@Test
	void pingAsksTheBareModelForAFewTokens() {
		List<InstructorEvent> heard = new CopyOnWriteArrayList<>();
		ChatClient client = ChatClient.builder(this.model.chatModel("gpt-4o"))
			.defaultSystem("You know the secret {word}.")
			.defaultTools(new Weather())
			.build();
		this.model.answersText("OK");
		InstructorTemplate.builder(client).on(InstructorEvent.class, heard::add).build().ping(TIMEOUT);
		JsonNode request = this.model.request(0);
		assertThat(request.path("messages").toString()).isEqualTo("[{\"content\":\"Answer: OK\",\"role\":\"user\"}]");
		assertThat(request.has("tools")).isFalse();
		assertThat(request.path("max_tokens").asInt()).isEqualTo(8);
		assertThat(this.model.header(0, "X-Stainless-Timeout")).isEqualTo("20");
		assertThat(heard).isEmpty();
	}

	@Test
	void pingLimitsTheTokensByTheNameThatTheOptionsHave() {
		ChatClient client = ChatClient.builder(this.model.chatModel("gpt-5"))
			.defaultOptions(OpenAiChatOptions.builder().maxCompletionTokens(4000))
			.build();
		this.model.answersCut("", "length");
		InstructorTemplate.create(client).ping(TIMEOUT);
		assertThat(this.model.request(0).path("max_completion_tokens").asInt()).isEqualTo(8);
		assertThat(this.model.request(0).has("max_tokens")).isFalse();
	}

	@Test
	void pingThrowsWhatTheClientThrows() {
		this.model.fails(401);
		assertThatExceptionOfType(UnauthorizedException.class)
			.isThrownBy(() -> InstructorTemplate.create(this.model.chatClient()).ping(TIMEOUT));
	}

	record Person(String name) {
	}

	record Unusable(Runnable runnable) {
	}

	static class Weather {

		@Tool
		String weather() {
			return "sunny";
		}

	}

}
