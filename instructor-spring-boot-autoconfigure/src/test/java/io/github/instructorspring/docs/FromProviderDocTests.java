package io.github.instructorspring.docs;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;
import tools.jackson.databind.node.ObjectNode;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.ProviderModes;
import io.github.instructorspring.provider.InstructorTemplateFactory;
import io.github.instructorspring.provider.MissingApiKeyException;
import io.github.instructorspring.provider.ProviderClients;
import io.github.instructorspring.provider.ProviderSettings;
import io.github.instructorspring.validation.FillerPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/from-provider.md.
 */
class FromProviderDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("from-provider.md");

	private static final String JASON = "{\"name\":\"Jason\",\"age\":25}";

	private final Interceptor toLoopback = (chain) -> chain
		.proceed(chain.request().newBuilder().url(this.model.baseUrl() + "/chat/completions").build());

	private final InstructorTemplateFactory factory = new InstructorTemplateFactory(ProviderClients.builder()
		.variables((name) -> name.equals("GROQ_API_KEY") ? Optional.of("groq-key") : Optional.empty())
		.openAi((model) -> model.httpClientBuilderCustomizer((client) -> client.interceptor(this.toLoopback)))
		.build(), ProviderSettings::of, InstructorTemplate::builder);

	@Test
	void providerString() {
		InstructorTemplateFactory factory = this.factory;
		String key = "acme-key";
		this.model.answersToolCall("UserDetail", JASON).answersText(JASON);
		// @formatter:off
		InstructorTemplate groq = factory.fromProvider("groq/llama-3.3-70b-versatile");

		UserDetail user = groq.create(UserDetail.class, "Jason is 25 years old");

		InstructorTemplate careful = factory.builder("custom/acme-7b")
			.baseUrl("https://models.acme.com/v1")
			.apiKey(key)
			.mode(OutputMode.JSON_SCHEMA)
			.options((options) -> options.temperature(0.0).maxTokens(500))
			.timeout(Duration.ofSeconds(30))
			.maxRetries(1)
			.template((template) -> template.fillers(FillerPolicy.REASK))
			.build();
		// @formatter:on
		assertThat(this.model.header(0, "Authorization")).isEqualTo("Bearer groq-key");
		assertThat(careful.create(UserDetail.class, "Jason is 25 years old")).isEqualTo(user);
		assertThat(this.model.header(1, "Authorization")).isEqualTo("Bearer acme-key");
		assertThat(this.model.request(1).path("max_tokens").asInt()).isEqualTo(500);
		assertThat(this.model.request(1).at("/response_format/type").asString()).isEqualTo("json_schema");
	}

	@Test
	void factoryThatStandsAloneReadsTheEnvironmentOfTheProcess() {
		InstructorTemplateFactory factory = InstructorTemplateFactory.create();
		assertThat(factory.builder("groq/model").apiKey("k").build()).isNotNull();
		if (System.getenv("SAMBANOVA_API_KEY") == null) {
			assertThatExceptionOfType(MissingApiKeyException.class)
				.isThrownBy(() -> factory.fromProvider("sambanova/model"))
				.withMessage("No API key for provider 'sambanova/model': set SAMBANOVA_API_KEY");
		}
	}

	@Test
	void chatClient() {
		ChatModel chatModel = this.model.chatModel("gpt-4o-mini");
		this.model.answersText(JASON, JASON, JASON);
		// @formatter:off
		ChatClient chatClient = ChatClient.builder(chatModel)
			.defaultSystem("You read business cards.")
			.defaultOptions(ChatOptions.builder().temperature(0.0))
			.build();

		InstructorTemplate cards = InstructorTemplate.create(chatClient);

		InstructorTemplate strict = cards.mutate().maxRetries(0).fillers(FillerPolicy.REASK).build();

		ProviderModes modes = new ProviderModes("acme", OutputMode.AUTO, OutputMode.MD_JSON,
				Set.of(OutputMode.MD_JSON, OutputMode.JSON));

		InstructorTemplate acme = InstructorTemplate.create(modes.addTo(ChatClient.builder(chatModel)).build());
		// @formatter:on
		cards.create(UserDetail.class, "Jason is 25 years old");
		strict.create(UserDetail.class, "Jason is 25 years old");
		acme.create(UserDetail.class, "Jason is 25 years old");
		ObjectNode request = (ObjectNode) this.model.request(0).deepCopy();
		request.remove("response_format");
		page.showsJson(request);
		assertThat(this.model.request(2).has("response_format")).isFalse();
	}

	record UserDetail(@NotBlank String name, @Min(0) @Max(150) int age) {
	}

}
