package io.github.instructorspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.validation.constraints.Min;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackAnthropic;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.LoopbackOllama;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.provider.KnownProvider;
import io.github.instructorspring.provider.KnownProviders;
import io.github.instructorspring.provider.WireApi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the table of providers, configured with no more than it needs, against a
 * server that speaks its language. Requests are made to the vendor's own address; an
 * interceptor, as an application could have one, notes it and sends them to loopback.
 */
class ProviderRowsTests {

	private static final String MODEL = "maker/some-model";

	private static final String INVALID = "{\"boxCount\":-1}";

	private static final String VALID = "{\"boxCount\":3}";

	private static final String FOUND = "boxCount: found -1, expected to be greater than or equal to 0";

	private final List<HttpUrl> asked = new CopyOnWriteArrayList<>();

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	static Stream<KnownProvider> openAiRows() {
		return KnownProviders.all()
			.stream()
			.filter((row) -> row.api() == WireApi.OPENAI || row.api() == WireApi.AZURE_OPENAI);
	}

	@Test
	void everyRowIsTested() {
		assertThat(openAiRows().map(KnownProvider::id).toList()).hasSize(KnownProviders.all().size() - 2)
			.doesNotContain("anthropic", "ollama");
	}

	@ParameterizedTest
	@MethodSource("openAiRows")
	void rowAsksItsOwnAddressWithItsOwnKey(KnownProvider row) {
		OpenAiHttpClientBuilderCustomizer toLoopback = (client) -> client
			.interceptor(toLoopback(this.model.baseUrl() + "/chat/completions"));
		boolean tools = row.mode() == OutputMode.AUTO;
		answer(tools, INVALID);
		answer(tools, VALID);
		run(row, MODEL, (context) -> context.withBean(OpenAiHttpClientBuilderCustomizer.class, () -> toLoopback));
		assertThat(this.asked).extracting(HttpUrl::toString).containsExactly(address(row), address(row));
		for (int request = 0; request < 2; request++) {
			assertThat(this.model.request(request).path("model").asString()).isEqualTo(MODEL);
			assertThat(this.model.header(request, "Authorization"))
				.isEqualTo((row.api() == WireApi.OPENAI && row.keyNeeded()) ? "Bearer the-key" : "");
			assertThat(this.model.header(request, "api-key"))
				.isEqualTo((row.api() == WireApi.AZURE_OPENAI) ? "the-key" : "");
			assertThat(this.model.header(request, "X-Stainless-Timeout")).isNotEqualTo("60");
		}
		JsonNode first = this.model.request(0);
		assertThat(first.at("/tools/0/function/name").asString("")).isEqualTo((tools) ? "Box" : "");
		assertThat(first.at("/response_format/type").asString(""))
			.isEqualTo((row.mode() == OutputMode.JSON_SCHEMA) ? "json_schema" : "");
		JsonNode messages = this.model.request(1).path("messages");
		assertThat(messages.path(messages.size() - 1).path("role").asString()).isEqualTo((tools) ? "tool" : "user");
		assertThat(messages.path(messages.size() - 1).path("content").asString()).contains(FOUND);
	}

	@Test
	void anthropicIsAskedInItsOwnLanguage() {
		try (LoopbackAnthropic anthropic = new LoopbackAnthropic()) {
			AnthropicHttpClientBuilderCustomizer toLoopback = (client) -> client
				.interceptor(toLoopback(anthropic.origin() + "/v1/messages"));
			anthropic.answersToolCall("Box", INVALID).answersToolCall("Box", VALID);
			run(row("anthropic"), "claude-haiku-4-5",
					(context) -> context.withBean(AnthropicHttpClientBuilderCustomizer.class, () -> toLoopback)
						.withPropertyValues("instructor.mode=tools"));
			assertThat(this.asked).extracting(HttpUrl::toString)
				.containsExactly("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1/messages");
			assertThat(anthropic.header(1, "X-Api-Key")).isEqualTo("the-key");
			assertThat(anthropic.request(0).path("model").asString()).isEqualTo("claude-haiku-4-5");
			assertThat(anthropic.request(0).at("/tools/0/name").asString()).isEqualTo("Box");
			assertThat(anthropic.request(1).at("/messages/2/content/0/type").asString()).isEqualTo("tool_result");
			assertThat(anthropic.request(1).at("/messages/2/content/0").toString()).contains(FOUND);
		}
	}

	@Test
	void ollamaIsAskedInItsOwnLanguage() {
		try (LoopbackOllama ollama = new LoopbackOllama()) {
			ollama.answersText(INVALID, VALID);
			run(row("ollama"), "llama3.1:8b", (context) -> context
				.withPropertyValues("OLLAMA_BASE_URL=" + ollama.origin() + "/v1/", "instructor.mode=json-schema"));
			assertThat(ollama.path(0)).isEqualTo("/api/chat");
			assertThat(ollama.header(0, "Authorization")).isEqualTo("");
			assertThat(ollama.request(0).path("model").asString()).isEqualTo("llama3.1:8b");
			assertThat(ollama.request(0).at("/format/properties/boxCount/type").asString()).isEqualTo("integer");
			assertThat(ollama.request(1).path("messages").toString()).contains(FOUND);
		}
	}

	@Test
	void keyOfOllamaIsSentIfThereIsOne() {
		try (LoopbackOllama ollama = new LoopbackOllama()) {
			ollama.answersText(VALID);
			runner("instructor.provider=ollama/llama3.1", "instructor.base-url=" + ollama.origin(),
					"instructor.mode=json-schema", "OLLAMA_API_KEY=a-key")
				.run((context) -> assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
					.isEqualTo(new Box(3)));
			assertThat(ollama.header(0, "Authorization")).isEqualTo("Bearer a-key");
		}
	}

	private void answer(boolean tools, String json) {
		if (tools) {
			this.model.answersToolCall("Box", json);
		}
		else {
			this.model.answersText(json);
		}
	}

	private static KnownProvider row(String id) {
		return KnownProviders.find(id).orElseThrow();
	}

	private static String address(KnownProvider row) {
		return switch (row.id()) {
			case "azure_openai" -> "https://acme.openai.azure.com/openai/deployments/maker%2Fsome-model"
					+ "/chat/completions?api-version=2024-10-21";
			case "databricks" -> "https://acme.cloud.databricks.com/serving-endpoints/chat/completions";
			case "bedrock" -> "https://bedrock-runtime.eu-central-1.amazonaws.com/openai/v1/chat/completions";
			case "custom" -> "https://models.acme.com/v1/chat/completions";
			default -> row.baseUrls().get(row.baseUrls().size() - 1) + "/chat/completions";
		};
	}

	private void run(KnownProvider row, String model, UnaryOperator<ApplicationContextRunner> edit) {
		List<String> properties = new ArrayList<>(List.of("instructor.provider=" + row.id() + "/" + model,
				"AZURE_OPENAI_ENDPOINT=https://acme.openai.azure.com",
				"DATABRICKS_HOST=https://acme.cloud.databricks.com/", "AWS_REGION=eu-central-1"));
		if (row.keyNeeded()) {
			properties.add(row.keyVariables().get(row.keyVariables().size() - 1) + "=the-key");
		}
		if (row.id().equals("custom")) {
			properties.add("instructor.base-url=https://models.acme.com/v1/");
		}
		edit.apply(runner(properties.toArray(String[]::new)))
			.run((context) -> assertThat(context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes"))
				.isEqualTo(new Box(3)));
	}

	private static ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(InstructorAutoConfiguration.class, JacksonAutoConfiguration.class,
					ValidationAutoConfiguration.class))
			.withPropertyValues(properties);
	}

	private Interceptor toLoopback(String url) {
		return (chain) -> {
			Request request = chain.request();
			this.asked.add(request.url());
			return chain.proceed(request.newBuilder().url(url).build());
		};
	}

	record Box(@Min(0) int boxCount) {
	}

}
