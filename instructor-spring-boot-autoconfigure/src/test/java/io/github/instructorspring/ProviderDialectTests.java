package io.github.instructorspring;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;

import io.github.instructorspring.mode.ProviderDialect;
import io.github.instructorspring.schema.SchemaDialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which dialect a schema is said in, by the real options of Spring AI's models.
 */
class ProviderDialectTests {

	private static final String ROUTE = "{\"from\":{\"name\":\"A\"},\"to\":{\"name\":\"B\"}}";

	static Stream<Arguments> dialects() {
		ChatOptions anthropic = AnthropicChatOptions.builder().model("claude-haiku-4-5").build();
		ChatOptions ollama = OllamaChatOptions.builder().model("llama3.1").build();
		ChatOptions gpt = OpenAiChatOptions.builder().model("gpt-4o").build();
		ChatOptions plain = ChatOptions.builder().model("plain").build();
		return Stream.of(Arguments.of(gpt, OutputMode.JSON_SCHEMA, SchemaDialect.OPENAI_STRICT),
				Arguments.of(gpt, OutputMode.TOOLS, SchemaDialect.OPENAI_STRICT),
				Arguments.of(gpt, OutputMode.MD_JSON, SchemaDialect.GENERIC),
				Arguments.of(anthropic, OutputMode.JSON_SCHEMA, SchemaDialect.ANTHROPIC_SCHEMA),
				Arguments.of(anthropic, OutputMode.TOOLS, SchemaDialect.ANTHROPIC_TOOLS),
				Arguments.of(ollama, OutputMode.JSON_SCHEMA, SchemaDialect.OLLAMA),
				Arguments.of(ollama, OutputMode.TOOLS, SchemaDialect.OLLAMA),
				Arguments.of(plain, OutputMode.MD_JSON, SchemaDialect.GENERIC));
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void dialectIsFoundByTheTypeOfTheOptions(ChatOptions options, OutputMode mode, SchemaDialect dialect) {
		SchemaPreview preview = InstructorTemplate.create(ChatClient.create(new StubChatModel(options, "{}")))
			.schema(Place.class);
		assertThat(preview.in(mode).dialect()).isEqualTo(dialect);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("inputs")
	void freshInputIsWhatTheProviderNeitherReadFromItsCacheNorWroteToIt(ChatOptions options, long fresh) {
		DefaultUsage usage = new DefaultUsage(100, 20, 120, null, 40L, 10L);
		assertThat(ProviderDialect.of(options).freshInputTokens(options, usage)).isEqualTo(fresh);
		assertThat(ProviderDialect.of(options).freshInputTokens(options, new EmptyUsage())).isZero();
	}

	static Stream<Arguments> inputs() {
		return Stream.of(Arguments.of(OpenAiChatOptions.builder().model("gpt-4o").build(), 50L),
				Arguments.of(OllamaChatOptions.builder().model("llama3.1").build(), 50L),
				Arguments.of(AnthropicChatOptions.builder().model("claude-haiku-4-5").build(), 100L));
	}

	@Test
	void limitOfTheOutputIsDoubledWhereTheOptionsCarryOne() {
		assertThat(doubled(AnthropicChatOptions.builder().model("claude-haiku-4-5").maxTokens(50).build()))
			.isEqualTo(100);
		assertThat(doubled(ChatOptions.builder().maxTokens(Integer.MAX_VALUE).build())).isEqualTo(Integer.MAX_VALUE);
		ChatOptions unlimited = ChatOptions.builder().model("plain").build();
		assertThat(ProviderDialect.of(unlimited).withDoubledLimit(unlimited)).isEmpty();
	}

	private static Integer doubled(ChatOptions options) {
		return ProviderDialect.of(options).withDoubledLimit(options).orElseThrow().getMaxTokens();
	}

	@Test
	void schemaOfAnthropicGoesOutWithoutReferences() {
		StubChatModel model = new StubChatModel(AnthropicChatOptions.builder().model("claude-haiku-4-5").build(),
				ROUTE);
		Route route = InstructorTemplate.create(ChatClient.create(model)).create(Route.class, "text");
		assertThat(route).isEqualTo(new Route(new Place("A"), new Place("B")));
		String schema = ((StructuredOutputChatOptions) model.prompt().getOptions()).getOutputSchema();
		assertThat(schema).contains("from", "to").doesNotContain("$ref");
	}

	@Test
	void toolOfAnotherProviderIsOfferedAndAskedForAgainWhenItIsNotCalled() {
		StubChatModel model = new StubChatModel(AnthropicChatOptions.builder().model("claude-haiku-4-5").build(),
				ROUTE);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> InstructorTemplate.create(ChatClient.create(model))
					.prompt()
					.user("text")
					.mode(OutputMode.TOOLS)
					.maxRetries(1)
					.responseModel(Route.class)
					.call()
					.entity());
		assertThat(((ToolCallingChatOptions) model.prompt().getOptions()).getToolCallbacks()).singleElement()
			.satisfies((tool) -> assertThat(tool.getToolDefinition().name()).isEqualTo("Route"))
			.satisfies((tool) -> assertThat(tool.getToolDefinition().inputSchema()).doesNotContain("$ref"));
		assertThat(exception.attempts()).hasSize(2);
		assertThat(model.prompt().getContents()).contains("expected to be a call of the tool `Route`");
	}

	@Test
	void recursionThatAProviderCannotTakeIsRefusedBeforeAnyCallAndPromptedByDefault() {
		StubChatModel model = new StubChatModel(AnthropicChatOptions.builder().model("claude-haiku-4-5").build(),
				ROUTE);
		InstructorTemplate instructor = InstructorTemplate.create(ChatClient.create(model));
		UnsupportedResponseModelException exception = catchThrowableOfType(UnsupportedResponseModelException.class,
				() -> instructor.prompt()
					.user("text")
					.mode(OutputMode.JSON_SCHEMA)
					.responseModel(Tree.class)
					.call()
					.entity());
		assertThat(exception.problems()).singleElement()
			.asString()
			.startsWith("Tree.children[]: a type that contains itself");
		assertThat(model.prompt().getContents()).isEmpty();
		assertThat(instructor.schema(Tree.class).mode()).isEqualTo(OutputMode.MD_JSON);
	}

	record Place(String name) {
	}

	record Route(Place from, Place to) {
	}

	record Tree(List<Tree> children) {
	}

}
