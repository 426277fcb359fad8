package io.github.instructorspring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.ToolChoice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.anthropic.AnthropicCitationDocument;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.LoopbackModel.Call;
import io.github.instructorspring.retry.TruncationPolicy;
import io.github.instructorspring.stream.AnthropicTapInterceptor;
import io.github.instructorspring.stream.ToolArgumentTap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What goes to Anthropic and what comes of its answers, over HTTP.
 */
class AnthropicTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String VALID = "{\"from\":{\"name\":\"A\"},\"to\":{\"name\":\"B\"},\"stops\":2}";

	private static final String INVALID = "{\"from\":{\"name\":\"A\"},\"to\":{\"name\":\"B\"},\"stops\":90}";

	private static final Route ROUTE = new Route(new Place("A"), new Place("B"), 2);

	private final LoopbackAnthropic server = new LoopbackAnthropic();

	private final ToolArgumentTap tap = new ToolArgumentTap();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void toolIsForcedAndAlone() {
		this.server.answersToolCall("Route", VALID);
		assertThat(ask(OutputMode.TOOLS).call().entity()).isEqualTo(ROUTE);
		JsonNode request = this.server.request(0);
		assertThat(this.server.path(0)).isEqualTo("/v1/messages");
		assertThat(this.server.header(0, "X-Api-Key")).isEqualTo("test-key");
		assertThat(request.at("/tool_choice/type").asString()).isEqualTo("tool");
		assertThat(request.at("/tool_choice/name").asString()).isEqualTo("Route");
		assertThat(request.at("/tool_choice/disable_parallel_tool_use").asBoolean()).isTrue();
		assertThat(request.at("/tools")).hasSize(1);
		assertThat(request.at("/tools/0/input_schema/properties").propertyNames()).containsExactly("from", "to",
				"stops");
		assertThat(request.at("/tools/0/input_schema/properties/to/properties/name/type").asString())
			.isEqualTo("string");
		assertThat(request.toString()).doesNotContain("$ref", "$defs");
		assertThat(request.has("output_config")).isFalse();
	}

	@Test
	void schemaIsNativeWithoutReferencesAndBounds() {
		this.server.answersText(VALID);
		assertThat(ask(OutputMode.JSON_SCHEMA).call().entity()).isEqualTo(ROUTE);
		JsonNode format = this.server.request(0).at("/output_config/format");
		assertThat(format.path("type").asString()).isEqualTo("json_schema");
		assertThat(format.at("/schema/properties/to/additionalProperties").asBoolean(true)).isFalse();
		assertThat(format.at("/schema/properties/stops/maximum").isMissingNode()).isTrue();
		assertThat(format.toString()).doesNotContain("$ref", "$defs");
		assertThat(this.server.request(0).has("tools")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JSON", "MD_JSON" })
	void schemaOfOtherModesStandsInTheSystemMessage(OutputMode mode) {
		this.server.answersText("```json\n" + VALID + "\n```");
		assertThat(ask(mode).call().entity()).isEqualTo(ROUTE);
		JsonNode request = this.server.request(0);
		assertThat(request.path("system").asString()).contains("JSON Schema", "stops");
		assertThat(request.has("output_config")).isFalse();
		assertThat(request.has("tools")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("preferences")
	void modeOfAutoDependsOnTheModelAndItsOptions(String model, Consumer<AnthropicChatOptions.Builder> edit,
			OutputMode called, OutputMode streamed) {
		AnthropicChatOptions.Builder options = this.server.options(model);
		edit.accept(options);
		InstructorTemplate instructor = template(options.build());
		assertThat(instructor.schema(Route.class).mode()).isEqualTo(called);
		answer(called, VALID);
		assertThat(ask(instructor, OutputMode.AUTO).call().entity()).isEqualTo(ROUTE);
		assertThat(mode(this.server.request(0))).isEqualTo(called);
		answer(streamed, VALID);
		assertThat(ask(instructor, OutputMode.AUTO).stream().entity().block(PATIENCE)).isEqualTo(ROUTE);
		assertThat(mode(this.server.request(1))).isEqualTo(streamed);
	}

	static Stream<Arguments> preferences() {
		Consumer<AnthropicChatOptions.Builder> plain = (options) -> {
		};
		Consumer<AnthropicChatOptions.Builder> thinking = (options) -> options.maxTokens(4096).thinkingEnabled(1024);
		Consumer<AnthropicChatOptions.Builder> citing = (options) -> options.citationDocuments(
				AnthropicCitationDocument.builder().plainText("A to B").title("Line").citationsEnabled(true).build());
		return Stream.of(Arguments.of("claude-haiku-4-5", plain, OutputMode.JSON_SCHEMA, OutputMode.JSON_SCHEMA),
				Arguments.of("claude-sonnet-4-5-20250929", plain, OutputMode.JSON_SCHEMA, OutputMode.JSON_SCHEMA),
				Arguments.of("claude-opus-5", plain, OutputMode.JSON_SCHEMA, OutputMode.JSON_SCHEMA),
				Arguments.of("claude-haiku-4-5", thinking, OutputMode.JSON_SCHEMA, OutputMode.JSON_SCHEMA),
				Arguments.of("claude-haiku-4-5", citing, OutputMode.TOOLS, OutputMode.MD_JSON),
				Arguments.of("claude-sonnet-4-20250514", plain, OutputMode.TOOLS, OutputMode.MD_JSON),
				Arguments.of("claude-3-7-sonnet-latest", plain, OutputMode.TOOLS, OutputMode.MD_JSON),
				Arguments.of("claude-3-7-sonnet-latest", thinking, OutputMode.MD_JSON, OutputMode.MD_JSON),
				Arguments.of("MiniMax-M2", plain, OutputMode.TOOLS, OutputMode.MD_JSON));
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void rejectedCallComesBackWithAResultOfItsId(boolean streamed) {
		this.server.answersToolCalls("Here it is.", new Call("toolu_a", "Route", INVALID))
			.answersToolCall("Route", VALID);
		assertThat(entity(ask(OutputMode.TOOLS), streamed)).isEqualTo(ROUTE);
		JsonNode messages = this.server.request(1).path("messages");
		assertThat(messages).hasSize(3);
		JsonNode call = messages.at("/1/content/1");
		assertThat(messages.at("/1/role").asString()).isEqualTo("assistant");
		assertThat(messages.at("/1/content/0/text").asString()).contains("Here it is.").startsWith("```");
		assertThat(call.path("type").asString()).isEqualTo("tool_use");
		assertThat(call.path("id").asString()).isEqualTo("toolu_a");
		assertThat(call.at("/input/stops").asInt()).isEqualTo(90);
		JsonNode result = messages.at("/2/content/0");
		assertThat(messages.at("/2/role").asString()).isEqualTo("user");
		assertThat(result.path("type").asString()).isEqualTo("tool_result");
		assertThat(result.path("tool_use_id").asString()).isEqualTo("toolu_a");
		assertThat(result.path("content").toString()).contains("stops: found 90");
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void everyCallOfARejectedTurnGetsAResult(boolean streamed) {
		this.server.answersToolCalls("", new Call("toolu_a", "Route", VALID), new Call("toolu_b", "Route", VALID))
			.answersToolCall("Route", VALID);
		assertThat(entity(ask(OutputMode.TOOLS), streamed)).isEqualTo(ROUTE);
		assertThat(this.server.request(1).at("/messages/2/content")).hasSize(2)
			.extracting((result) -> result.path("tool_use_id").asString())
			.containsExactly("toolu_a", "toolu_b");
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void usageCountsCachedInputApart(boolean streamed) {
		this.server.answersText(INVALID, VALID);
		Completion<Route> completion = completion(ask(OutputMode.JSON_SCHEMA), streamed);
		CallUsage usage = completion.usage();
		assertThat(usage.getPromptTokens()).isEqualTo(200);
		assertThat(usage.getCompletionTokens()).isEqualTo(40);
		assertThat(usage.getCacheReadInputTokens()).isEqualTo(80);
		assertThat(usage.getCacheWriteInputTokens()).isEqualTo(20);
		assertThat(usage.getReasoningTokens()).isEqualTo(10);
		// 200 x 1 + 80 x 0.1 + 20 x 1.25 + 40 x 5, of a million
		assertThat(usage.cost()).hasValue(new BigDecimal("0.000433"));
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void refusalIsARefusal(boolean streamed) {
		this.server.refuses("I would rather not.");
		ResponseRefusedException refused = catchThrowableOfType(ResponseRefusedException.class,
				() -> entity(ask(OutputMode.JSON_SCHEMA), streamed));
		assertThat(refused.usage().getTotalTokens()).isEqualTo(120);
		assertThat(this.server.calls()).isEqualTo(1);
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void cutAnswerIsIncompleteOrAskedForWithTwiceTheLimit(boolean streamed) {
		this.server.answersCutToolCall("Route", VALID.substring(0, 20)).answersToolCall("Route", VALID);
		assertThat(
				catchThrowableOfType(IncompleteResponseException.class, () -> entity(ask(OutputMode.TOOLS), streamed)))
			.isNotNull();
		assertThat(entity(ask(OutputMode.TOOLS), streamed)).isEqualTo(ROUTE);
		this.server.answersCut(VALID.substring(0, 20)).answersText(VALID);
		assertThat(entity(ask(OutputMode.JSON).retry((policy) -> policy.onTruncation(TruncationPolicy.RAISE_LIMIT)),
				streamed))
			.isEqualTo(ROUTE);
		assertThat(this.server.request(2).path("max_tokens").asInt()).isEqualTo(4096);
		assertThat(this.server.request(3).path("max_tokens").asInt()).isEqualTo(8192);
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void modelMayThinkBeforeItCallsTheTool(boolean streamed) {
		InstructorTemplate instructor = template(
				this.server.options("claude-haiku-4-5").maxTokens(4096).thinkingEnabled(1024).build());
		this.server.thinks("They go from A to B.")
			.answersToolCalls("So:", new Call("toolu_a", "Route", INVALID))
			.thinks("Too many stops.")
			.answersToolCall("Route", VALID);
		assertThat(entity(ask(instructor, OutputMode.TOOLS), streamed)).isEqualTo(ROUTE);
		assertThat(this.server.request(0).at("/tool_choice/type").asString()).isEqualTo("auto");
		JsonNode turn = this.server.request(1).at("/messages/1/content");
		assertThat(turn).extracting((block) -> block.path("type").asString()).containsExactly("thinking", "tool_use");
		assertThat(turn.at("/0/signature").asString()).isEqualTo("signed");
	}

	@ParameterizedTest(name = "streamed: {0}")
	@ValueSource(booleans = { false, true })
	void thoughtsAreNoAnswer(boolean streamed) {
		this.server.thinks("{\"from\":{\"name\":\"X\"}}").answersText(VALID);
		Completion<Route> completion = completion(ask(OutputMode.JSON_SCHEMA), streamed);
		assertThat(completion.entity()).isEqualTo(ROUTE);
		assertThat(completion.attempts()).singleElement().extracting(Attempt::text).isEqualTo(VALID);
	}

	@Test
	void someToolIsForcedWhereTheCallerHasTools() {
		this.server.answersToolCalls("", new Call("toolu_a", "stopsOf", "{\"line\":\"U1\"}"))
			.answersToolCall("Route", VALID);
		assertThat(ask(OutputMode.TOOLS).chatClient((request) -> request.tools(new Timetable())).call().entity())
			.isEqualTo(ROUTE);
		assertThat(this.server.request(0).at("/tool_choice/type").asString()).isEqualTo("any");
		assertThat(this.server.request(0).path("tools")).hasSize(2);
		assertThat(this.server.request(1).at("/messages/2/content/0/tool_use_id").asString()).isEqualTo("toolu_a");
	}

	@Test
	void errorsOfTheProviderComeAsTheyAre() {
		this.server.fails(401).fails(401);
		assertThat(catchThrowableOfType(UnauthorizedException.class, () -> ask(OutputMode.TOOLS).call().entity()))
			.isNotNull();
		assertThat(catchThrowableOfType(UnauthorizedException.class, () -> entity(ask(OutputMode.TOOLS), true)))
			.isNotNull();
	}

	@Test
	void tapKeepsToTheBlockOfTheTool() {
		this.server.streamsPiecesOf(6)
			.answersToolCalls("Let me see. {\"stops\":1}", new Call("toolu_a", "Other", "{\"stops\":3}"),
					new Call("toolu_b", "Route", VALID), new Call("toolu_c", "Route", INVALID))
			.answersToolCall("Route", VALID);
		List<Partial<Route>> seen = ask(OutputMode.TOOLS).stream().snapshots().collectList().block(PATIENCE);
		assertThat(seen).isNotNull();
		assertThat(seen).filteredOn((snapshot) -> snapshot.attempt() == 1)
			.hasSizeGreaterThan(3)
			.extracting((snapshot) -> snapshot.value().stops())
			.containsOnly(0, 2);
		assertThat(seen.get(seen.size() - 1).value()).isEqualTo(ROUTE);
	}

	@Test
	void choiceOfTheCallerGivesWayToTheTool() {
		InstructorTemplate instructor = template(this.server.options("claude-haiku-4-5")
			.toolChoice(ToolChoice.ofNone(com.anthropic.models.messages.ToolChoiceNone.builder().build()))
			.build());
		this.server.answersToolCall("Route", VALID);
		assertThat(ask(instructor, OutputMode.TOOLS).call().entity()).isEqualTo(ROUTE);
		assertThat(this.server.request(0).at("/tool_choice/type").asString()).isEqualTo("tool");
	}

	private InstructorTemplate template(AnthropicChatOptions options) {
		AnthropicChatModel model = AnthropicChatModel.builder()
			.options(options)
			.httpClientBuilderCustomizer((client) -> client.interceptor(new AnthropicTapInterceptor(this.tap)))
			.build();
		return InstructorTemplate.builder(ChatClient.create(model))
			.toolArgumentTap(this.tap)
			.price("claude-haiku-4-5", ModelPrice.perMillionTokens("1", "5").cachedInput("0.1").cacheWrite("1.25"))
			.build();
	}

	private ResponseModelSpec<Route> ask(OutputMode mode) {
		return ask(template(this.server.options("claude-haiku-4-5").build()), mode);
	}

	private static ResponseModelSpec<Route> ask(InstructorTemplate instructor, OutputMode mode) {
		return instructor.prompt().user("From A to B.").mode(mode).responseModel(Route.class);
	}

	private void answer(OutputMode mode, String answer) {
		if (mode == OutputMode.TOOLS) {
			this.server.answersToolCall("Route", answer);
		}
		else {
			this.server.answersText(answer);
		}
	}

	private static Completion<Route> completion(ResponseModelSpec<Route> question, boolean streamed) {
		return (streamed) ? question.stream().completion().blockOptional(PATIENCE).orElseThrow()
				: question.call().completion();
	}

	private static Route entity(ResponseModelSpec<Route> question, boolean streamed) {
		return completion(question, streamed).entity();
	}

	private static OutputMode mode(JsonNode request) {
		if (request.has("tools")) {
			return OutputMode.TOOLS;
		}
		return (request.has("output_config")) ? OutputMode.JSON_SCHEMA : OutputMode.MD_JSON;
	}

	record Place(@NotBlank String name) {
	}

	record Route(Place from, Place to, @Max(20) int stops) {
	}

	static class Timetable {

		@Tool(description = "How many stops a line has")
		int stopsOf(String line) {
			return 2;
		}

	}

}
