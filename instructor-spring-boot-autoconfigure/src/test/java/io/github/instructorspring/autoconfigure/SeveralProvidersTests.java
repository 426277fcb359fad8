package io.github.instructorspring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.mistralai.MistralAiChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

import io.github.instructorspring.InstructorOperations;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.InstructorTemplateCustomizer;
import io.github.instructorspring.LoopbackAnthropic;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.LoopbackOllama;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.provider.InstructorTemplateFactory;
import io.github.instructorspring.provider.InvalidProviderException;
import io.github.instructorspring.provider.MissingApiKeyException;
import io.github.instructorspring.provider.MissingLibraryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications with more models than one.
 */
class SeveralProvidersTests {

	private static final Box BOX = new Box(3);

	private static final String JSON = "{\"boxCount\":3}";

	private final LoopbackModel openAi = new LoopbackModel();

	private final LoopbackAnthropic anthropic = new LoopbackAnthropic();

	private final LoopbackOllama ollama = new LoopbackOllama();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(InstructorAutoConfiguration.class, JacksonAutoConfiguration.class, ValidationAutoConfiguration.class));

	private final ApplicationContextRunner three = this.runner.withPropertyValues(
			"instructor.provider=openai/default-model", "instructor.api-key=default-key",
			"instructor.base-url=" + this.openAi.baseUrl(), "instructor.mode=md-json",
			"instructor.providers.claude.provider=anthropic/claude-haiku-4-5",
			"instructor.providers.claude.api-key=claude-key",
			"instructor.providers.claude.base-url=" + this.anthropic.origin(),
			"instructor.providers.claude.max-retries=0", "instructor.providers.claude.options.max-tokens=77",
			"instructor.providers.claude.options.top-k=5", "instructor.providers.local.provider=ollama/llama3.1",
			"instructor.providers.local.base-url=" + this.ollama.origin(),
			"instructor.providers.local.mode=json-schema", "instructor.providers.local.options.seed=7",
			"instructor.providers.local.options.temperature=0.5");

	@AfterEach
	void stop() {
		this.openAi.close();
		this.anthropic.close();
		this.ollama.close();
	}

	@Test
	void eachIsInjectedByItsNameAndTheDefaultWithoutOne() {
		this.three.withUserConfiguration(ThreeUsers.class).run((context) -> {
			ThreeTemplates templates = context.getBean(ThreeTemplates.class);
			this.openAi.answersText(JSON);
			this.anthropic.answersText(JSON);
			this.ollama.answersText(JSON);
			assertThat(templates.plain().create(Box.class, "3 boxes")).isEqualTo(BOX);
			assertThat(templates.claude().create(Box.class, "3 boxes")).isEqualTo(BOX);
			assertThat(templates.local().create(Box.class, "3 boxes")).isEqualTo(BOX);
			assertThat(this.openAi.request(0).path("model").asString()).isEqualTo("default-model");
			assertThat(this.anthropic.header(0, "X-Api-Key")).isEqualTo("claude-key");
			assertThat(this.ollama.request(0).path("model").asString()).isEqualTo("llama3.1");
			assertThat(context).hasNotFailed().doesNotHaveBean(ChatModel.class);
			assertThat(context.getBean(InstructorTemplate.class)).isSameAs(templates.plain());
			assertThat(context.getBean(InstructorOperations.class)).isSameAs(templates.plain());
		});
	}

	@Test
	void optionsModeAndRetriesAreThoseOfTheName() {
		this.three.run((context) -> {
			this.anthropic.answersText("{\"boxCount\":-1}");
			this.ollama.answersText(JSON);
			InstructorTemplate claude = context.getBean("claudeInstructorTemplate", InstructorTemplate.class);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> claude.create(Box.class, "3 boxes"));
			assertThat(this.anthropic.calls()).isEqualTo(1);
			assertThat(this.anthropic.request(0).path("max_tokens").asInt()).isEqualTo(77);
			assertThat(this.anthropic.request(0).path("top_k").asInt()).isEqualTo(5);
			context.getBean("localInstructorTemplate", InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(this.ollama.request(0).path("format").isObject()).isTrue();
			assertThat(this.ollama.request(0).at("/options/seed").asInt()).isEqualTo(7);
			assertThat(this.ollama.request(0).at("/options/temperature").asDouble()).isEqualTo(0.5);
		});
	}

	@Test
	void aCallMayNameOneAndGetsItsMode() {
		this.three.run((context) -> {
			this.ollama.answersText(JSON);
			Box box = context.getBean(InstructorTemplate.class)
				.prompt()
				.provider("local")
				.user("3 boxes")
				.responseModel(Box.class)
				.call()
				.entity();
			assertThat(box).isEqualTo(BOX);
			assertThat(this.ollama.request(0).path("format").isObject()).isTrue();
		});
	}

	@Test
	void aCallMayNameAProviderString() {
		this.three.run((context) -> {
			this.openAi.answersText(JSON, JSON);
			InstructorTemplate instructor = context.getBean(InstructorTemplate.class);
			for (int call = 0; call < 2; call++) {
				instructor.prompt()
					.provider("openai/maker/other-model")
					.user("3 boxes")
					.responseModel(Box.class)
					.call()
					.entity();
				assertThat(this.openAi.request(call).path("model").asString()).isEqualTo("maker/other-model");
				assertThat(this.openAi.header(call, "Authorization")).isEqualTo("Bearer default-key");
			}
			var groq = instructor.prompt().provider("groq/model").user("3 boxes").responseModel(Box.class);
			assertThatExceptionOfType(MissingApiKeyException.class).isThrownBy(() -> groq.call().entity())
				.withMessage("No API key for provider 'groq/model': set GROQ_API_KEY");
			assertThatExceptionOfType(InvalidProviderException.class)
				.isThrownBy(() -> groq.provider("gorq/model").call().entity())
				.withMessageContaining("Did you mean 'groq/model'?");
		});
	}

	@Test
	void clientOfAProviderStringIsKept() {
		this.three.run((context) -> {
			ChatClientSource clients = context.getBean(ChatClientSource.class);
			ChatClient first = clients.client("openai/a");
			assertThat(clients.client("openai/a")).isSameAs(first);
			for (int other = 0; other < 64; other++) {
				clients.client("openai/model-" + other);
			}
			assertThat(clients.client("openai/a")).isNotSameAs(first);
		});
	}

	@Test
	void factoryMakesTemplatesAtRunTime() {
		this.three.withPropertyValues("GROQ_API_KEY=groq-key").run((context) -> {
			InstructorTemplateFactory factory = context.getBean(InstructorTemplateFactory.class);
			this.openAi.answersText(JSON, "{\"boxCount\":-1}", JSON);
			assertThat(factory.fromProvider("openai/other").create(Box.class, "3 boxes")).isEqualTo(BOX);
			assertThat(this.openAi.request(0).path("model").asString()).isEqualTo("other");
			InstructorTemplate groq = factory.builder("groq/llama")
				.apiKey("given-key")
				.baseUrl(this.openAi.baseUrl())
				.mode(OutputMode.JSON)
				.timeout(Duration.ofSeconds(50))
				.maxRetries(1)
				.options((options) -> options.temperature(0.25))
				.options((options) -> options.maxTokens(9))
				.template((template) -> template.provider("other", ChatClient.create(this.openAi.chatModel("m"))))
				.build();
			assertThat(groq.create(Box.class, "3 boxes")).isEqualTo(BOX);
			assertThat(this.openAi.header(1, "Authorization")).isEqualTo("Bearer given-key");
			assertThat(this.openAi.request(1).at("/response_format/type").asString()).isEqualTo("json_object");
			assertThat(this.openAi.request(1).path("temperature").asDouble()).isEqualTo(0.25);
			assertThat(this.openAi.request(1).path("max_tokens").asInt()).isEqualTo(9);
			assertThat(Integer.parseInt(this.openAi.header(1, "X-Stainless-Timeout"))).isBetween(40, 50);
		});
	}

	@Test
	void factoryIsThereWithoutAnyModel() {
		this.runner.run((context) -> {
			InstructorTemplateFactory factory = context.getBean(InstructorTemplateFactory.class);
			this.openAi.answersToolCall("Box", JSON);
			assertThat(factory.builder("custom/m").baseUrl(this.openAi.baseUrl()).build().create(Box.class, "3 boxes"))
				.isEqualTo(BOX);
			assertThatExceptionOfType(MissingLibraryException.class)
				.isThrownBy(() -> factory.fromProvider("bedrock/amazon.nova-lite-v1:0"))
				.matches((exception) -> exception.property() == null);
			assertThatExceptionOfType(InvalidProviderException.class).isThrownBy(() -> factory.fromProvider("custom/m"))
				.withMessageEndingWith("Set its base URL.");
		});
	}

	@ParameterizedTest
	@CsvSource({ "gpt-5-mini, max_completion_tokens, max_tokens", "o3, max_completion_tokens, max_tokens",
			"gpt-4o, max_tokens, max_completion_tokens", "some-model, max_tokens, max_completion_tokens" })
	void optionsGoOutByTheNamesThatTheModelTakes(String model, String limit, String other) {
		this.runner
			.withPropertyValues("instructor.provider=openai/" + model, "instructor.api-key=k",
					"instructor.base-url=" + this.openAi.baseUrl(), "instructor.mode=md-json",
					"instructor.options.temperature=0.5", "instructor.options.top-p=0.25", "instructor.options.top-k=4",
					"instructor.options.max-tokens=50", "instructor.options.frequency-penalty=0.5",
					"instructor.options.presence-penalty=0.75", "instructor.options.stop-sequences=END,STOP",
					"instructor.options.seed=7", "instructor.options.extra-body.reasoning_effort=low")
			.run((context) -> {
				this.openAi.answersText(JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				var request = this.openAi.request(0);
				assertThat(
						Map.of("temperature", 0.5, "top_p", 0.25, "frequency_penalty", 0.5, "presence_penalty", 0.75))
					.allSatisfy((name, value) -> assertThat(request.path(name).asDouble()).isEqualTo(value));
				assertThat(request.path("top_k").asInt()).isEqualTo(4);
				assertThat(request.path("seed").asInt()).isEqualTo(7);
				assertThat(request.path(limit).asInt()).isEqualTo(50);
				assertThat(request.has(other)).isFalse();
				assertThat(request.path("stop").toString()).isEqualTo("[\"END\",\"STOP\"]");
				assertThat(request.path("reasoning_effort").asString()).isEqualTo("low");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "openAiChatModel", "claude", "claudeClient", "claudeClients" })
	void chatModelOfTheApplicationIsChosenByItsName(String name) {
		withSpringAisModels().withPropertyValues("instructor.chat-model=" + name, "instructor.mode=md-json")
			.run((context) -> {
				this.openAi.answersText(JSON);
				this.anthropic.answersText(JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.openAi.calls()).isEqualTo((name.equals("openAiChatModel")) ? 1 : 0);
				assertThat(this.anthropic.calls()).isEqualTo((name.equals("openAiChatModel")) ? 0 : 1);
				assertThat(this.anthropic.calls() > 0 && name.startsWith("claudeClient")).isEqualTo(
						this.anthropic.calls() > 0 && this.anthropic.request(0).toString().contains("Be brief."));
			});
	}

	@Test
	void namedProviderMayBeAChatModelOfTheApplication() {
		withSpringAisModels()
			.withPropertyValues("instructor.chat-model=openAiChatModel", "instructor.mode=md-json",
					"instructor.providers.judge.chat-model=claude")
			.run((context) -> {
				this.anthropic.answersText(JSON);
				context.getBean("judgeInstructorTemplate", InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.anthropic.calls()).isEqualTo(1);
			});
	}

	@Test
	void singleChatClientIsUsedAsItIs() {
		this.runner.withBean(ChatModel.class, () -> this.anthropic.chatModelBuilder("claude-haiku-4-5").build())
			.withBean(ChatClient.class,
					() -> ChatClient.builder(this.openAi.chatModel("mine")).defaultSystem("Be brief.").build())
			.run((context) -> {
				this.openAi.answersToolCall("Box", JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.openAi.request(0).at("/messages/0/content").asString()).isEqualTo("Be brief.");
			});
	}

	@Test
	void severalChatClientsLeaveTheModelThatTheyShare() {
		this.runner.withBean(ChatModel.class, () -> this.openAi.chatModel("mine"))
			.withBean("one", ChatClient.class, () -> this.openAi.chatClient("one"))
			.withBean("two", ChatClient.class, () -> this.openAi.chatClient("two"))
			.run((context) -> {
				this.openAi.answersToolCall("Box", JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.openAi.request(0).path("model").asString()).isEqualTo("mine");
			});
	}

	@Test
	void severalModelsWithoutAChoiceLeaveTheNamedOnesAndTheFactory() {
		this.runner
			.withBean("claude", ChatModel.class, () -> this.anthropic.chatModelBuilder("claude-haiku-4-5").build())
			.withBean("gpt", ChatModel.class, () -> this.openAi.chatModel("mine"))
			.withPropertyValues("instructor.providers.judge.chat-model=claude")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(InstructorTemplateFactory.class)
				.hasBean("judgeInstructorTemplate")
				.doesNotHaveBean("instructorTemplate"));
	}

	@Test
	void startersOfSpringAiLeaveTheApplicationStartWithoutAChoice() {
		withTwoStarters().run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(InstructorTemplateFactory.class)
			.doesNotHaveBean(InstructorTemplate.class));
		withTwoStarters()
			.withPropertyValues("instructor.provider=custom/mine", "instructor.mode=md-json",
					"instructor.base-url=" + this.openAi.baseUrl(), "instructor.providers.claude.chat-model=claude")
			.run((context) -> {
				this.openAi.answersText(JSON);
				this.anthropic.answersText(JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				context.getBean("claudeInstructorTemplate", InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.openAi.request(0).path("model").asString()).isEqualTo("mine");
				assertThat(this.anthropic.calls()).isEqualTo(1);
			});
	}

	@Test
	void chatModelOfTheProvidersStarterIsAskedUnlessAKeyIsGiven() {
		ApplicationContextRunner withStarter = this.runner
			.withBean(MistralAiChatModel.class, () -> new MistralAiChatModel(this.openAi.chatModel("configured")))
			.withPropertyValues("instructor.provider=mistral/mistral-small-latest", "instructor.mode=md-json",
					"instructor.options.temperature=0.5");
		withStarter.run((context) -> {
			this.openAi.answersText(JSON);
			context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
			assertThat(this.openAi.request(0).path("model").asString()).isEqualTo("mistral-small-latest");
			assertThat(this.openAi.request(0).path("temperature").asDouble()).isEqualTo(0.5);
			assertThat(this.openAi.header(0, "Authorization")).isEqualTo("Bearer test-key");
		});
		withStarter.withPropertyValues("instructor.api-key=given-key", "instructor.base-url=" + this.openAi.baseUrl())
			.run((context) -> {
				this.openAi.answersText(JSON);
				context.getBean(InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.openAi.header(1, "Authorization")).isEqualTo("Bearer given-key");
			});
		withStarter.withPropertyValues("instructor.options.seed=7")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidProviderException.class)
				.hasMessageContaining("it does not take these options: seed"));
	}

	@ParameterizedTest
	@CsvSource({ "anthropic/claude-haiku-4-5, anthropic", "ollama/llama3.1, ollama", "groq/llama, openai" })
	void libraryThatIsNotThereIsNamed(String provider, String library) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.ai." + library))
			.withPropertyValues("instructor.provider=" + provider, "instructor.api-key=k")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MissingLibraryException.class, (exception) -> {
					assertThat(exception.dependency()).isEqualTo("org.springframework.ai:spring-ai-" + library);
					assertThat(exception.property()).isEqualTo("instructor.provider");
				}));
	}

	@Test
	void customizersHoldForEachTemplate() {
		this.three.withBean(InstructorTemplateCustomizer.class, () -> (builder) -> builder.mode(OutputMode.JSON_SCHEMA))
			.run((context) -> {
				this.ollama.answersText(JSON);
				context.getBean("localInstructorTemplate", InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.ollama.request(0).path("format").isObject()).isTrue();
			});
	}

	@Test
	void clientOfOllamaIsBuiltFromTheApplicationsOwnBuilder() {
		ClientHttpRequestInterceptor interceptor = (request, body, execution) -> {
			request.getHeaders().set("X-Acme", "here");
			return execution.execute(request, body);
		};
		this.three.withBean(RestClient.Builder.class, () -> RestClient.builder().requestInterceptor(interceptor))
			.run((context) -> {
				this.ollama.answersText(JSON);
				context.getBean("localInstructorTemplate", InstructorTemplate.class).create(Box.class, "3 boxes");
				assertThat(this.ollama.header(0, "X-Acme")).isEqualTo("here");
			});
	}

	/**
	 * The auto-configuration of Anthropic makes a bean like this one.
	 */
	private ApplicationContextRunner withTwoStarters() {
		return this.runner
			.withConfiguration(AutoConfigurations.of(ChatClientAutoConfiguration.class,
					OpenAiChatAutoConfiguration.class, ToolCallingAutoConfiguration.class))
			.withPropertyValues("spring.ai.openai.api-key=k", "spring.ai.openai.base-url=" + this.openAi.baseUrl())
			.withBean("claude", AnthropicChatModel.class,
					() -> this.anthropic.chatModelBuilder("claude-haiku-4-5").build());
	}

	private ApplicationContextRunner withSpringAisModels() {
		return this.runner
			.withConfiguration(AutoConfigurations.of(ChatClientAutoConfiguration.class,
					OpenAiChatAutoConfiguration.class, ToolCallingAutoConfiguration.class))
			.withPropertyValues("spring.ai.openai.api-key=k", "spring.ai.openai.base-url=" + this.openAi.baseUrl())
			.withBean("claude", AnthropicChatModel.class,
					() -> this.anthropic.chatModelBuilder("claude-haiku-4-5").build())
			.withBean("claudeClient", ChatClient.class,
					() -> ChatClient.builder(this.anthropic.chatModelBuilder("claude-haiku-4-5").build())
						.defaultSystem("Be brief.")
						.build())
			.withBean("otherClient", ChatClient.class, () -> this.openAi.chatClient("other"))
			.withBean("claudeClients", ChatClient.Builder.class,
					() -> ChatClient.builder(this.anthropic.chatModelBuilder("claude-haiku-4-5").build())
						.defaultSystem("Be brief."));
	}

	record Box(@Min(0) int boxCount) {
	}

	record ThreeTemplates(InstructorTemplate plain, InstructorTemplate claude, InstructorOperations local) {
	}

	@Configuration(proxyBeanMethods = false)
	static class ThreeUsers {

		@Bean
		ThreeTemplates templates(InstructorTemplate plain, @Qualifier("claude") InstructorTemplate claude,
				@Qualifier("local") InstructorOperations local) {
			return new ThreeTemplates(plain, claude, local);
		}

	}

}
