package io.github.instructorspring.sample.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the stand-in model over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.stand-in.delta-delay=0ms",
		classes = StandInModelTests.StandInOnly.class)
@ActiveProfiles("stand-in")
class StandInModelTests {

	private static final String USER_SCHEMA = """
			{"type":"object","properties":{"name":{"type":"string"},
			"age":{"type":"integer","minimum":0,"maximum":150}},"required":["name","age"]}""";

	private static final String ADA = "{\"name\":\"Ada Lovelace\",\"age\":36}";

	private static final String TEXT = "Ada Lovelace, 36, writes from London";

	private static final String WRONG_FIRST = TEXT + " (wrong first)";

	private final JsonMapper jsonMapper = JsonMapper.builder().build();

	private final WebClient client;

	StandInModelTests(@Value("${local.server.port}") int port) {
		this.client = WebClient.create("http://localhost:" + port);
	}

	@Test
	void callsTheNamedToolAndStops() {
		JsonNode completion = completion(toolRequest(TEXT, """
				,"tool_choice":{"type":"function","function":{"name":"User"}}""", ""));
		JsonNode choice = completion.path("choices").path(0);
		JsonNode call = choice.path("message").path("tool_calls").path(0);
		assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
		assertThat(choice.path("message").path("content").isNull()).isTrue();
		assertThat(call.path("id").stringValue()).startsWith("call_");
		assertThat(call.path("type").stringValue()).isEqualTo("function");
		assertThat(call.path("function").path("name").stringValue()).isEqualTo("User");
		assertThat(call.path("function").path("arguments").stringValue()).isEqualTo(ADA);
	}

	@ParameterizedTest(name = "tool_choice {0}")
	@ValueSource(strings = { "", ",\"tool_choice\":\"auto\"", ",\"tool_choice\":\"required\"" })
	void callsTheLastToolWhenNoneIsNamed(String choice) {
		JsonNode completion = completion(toolRequest(TEXT, choice, ""));
		assertThat(completion.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
		assertThat(completion.at("/choices/0/message/tool_calls/0/function/name").stringValue()).isEqualTo("User");
	}

	@Test
	void answersWithTheJsonOfAResponseFormat() {
		JsonNode completion = completion(schemaRequest(user(TEXT), ""));
		assertThat(content(completion)).isEqualTo(ADA);
		assertThat(completion.path("object").stringValue()).isEqualTo("chat.completion");
		assertThat(completion.path("model").stringValue()).isEqualTo("fake-model");
		assertThat(completion.path("created").isIntegralNumber()).isTrue();
	}

	@Test
	void readsTheSchemaOfJsonObjectModeFromTheSystemText() {
		String body = request(system("Answer as {json} with this schema: " + USER_SCHEMA) + "," + user(TEXT), """
				,"response_format":{"type":"json_object"}""");
		assertThat(content(completion(body))).isEqualTo(ADA);
	}

	@Test
	void answersWithAnEmptyObjectWhenJsonIsWantedWithoutASchema() {
		assertThat(content(completion(request(user(TEXT), ",\"response_format\":{\"type\":\"json_object\"}"))))
			.isEqualTo("{}");
	}

	@Test
	void answersInAFenceWhenTheSystemTextAsksForOne() {
		String body = request(system("Answer in a ```json code block. " + USER_SCHEMA) + "," + user(TEXT), "");
		assertThat(content(completion(body))).isEqualTo("```json\n" + ADA + "\n```");
	}

	@Test
	void answersWithALineOfProseWhenOnlyASchemaIsGiven() {
		String body = request(system(USER_SCHEMA) + "," + user(TEXT), "");
		assertThat(content(completion(body)).lines()).hasSize(2).last().isEqualTo(ADA);
	}

	@Test
	void saysWhatItIsWhenThereIsNoSchema() {
		assertThat(content(completion(request(user("Who are you?"), "")))).contains("rule-based stand-in")
			.contains("no language model");
	}

	@Test
	void readsNoFactsFromTheSystemText() {
		String body = schemaRequest(system("Alan Turing is 41.") + "," + user("no facts here"), "");
		assertThat(content(completion(body))).isEqualTo("{\"name\":\"\",\"age\":0}");
	}

	@Test
	void readsContentInParts() {
		String parts = """
				{"role":"user","content":[{"type":"text","text":"Ada Lovelace"},{"type":"text","text":"is 36"}]}""";
		assertThat(content(completion(schemaRequest(parts, "")))).isEqualTo(ADA);
	}

	@Test
	void countsOneTokenForFourCharacters() {
		String body = schemaRequest(user(TEXT), "");
		JsonNode usage = completion(body).path("usage");
		assertThat(usage.path("prompt_tokens").intValue()).isEqualTo((body.length() + 3) / 4);
		assertThat(usage.path("completion_tokens").intValue()).isEqualTo((ADA.length() + 3) / 4);
		assertThat(usage.path("total_tokens").intValue())
			.isEqualTo(usage.path("prompt_tokens").intValue() + usage.path("completion_tokens").intValue());
	}

	@Test
	void streamsContentThatAddsUpToTheWholeAnswer() {
		List<JsonNode> chunks = chunks(schemaRequest(user(TEXT), ",\"stream\":true"));
		assertThat(chunks).first()
			.extracting((chunk) -> chunk.at("/choices/0/delta/role").stringValue())
			.isEqualTo("assistant");
		assertThat(chunks).last()
			.extracting((chunk) -> chunk.at("/choices/0/finish_reason").stringValue())
			.isEqualTo("stop");
		assertThat(joined(chunks, "/choices/0/delta/content")).isEqualTo(ADA);
		assertThat(chunks).hasSizeGreaterThan(5).noneMatch((chunk) -> chunk.has("usage"));
	}

	@Test
	void streamsArgumentsThatAddUpToTheWholeCall() {
		List<JsonNode> chunks = chunks(toolRequest(TEXT, "", ",\"stream\":true"));
		JsonNode first = chunks.get(1).at("/choices/0/delta/tool_calls/0");
		assertThat(first.path("id").stringValue()).startsWith("call_");
		assertThat(first.path("function").path("name").stringValue()).isEqualTo("User");
		assertThat(joined(chunks, "/choices/0/delta/tool_calls/0/function/arguments")).isEqualTo(ADA);
		assertThat(chunks.subList(1, chunks.size() - 1))
			.allMatch((chunk) -> chunk.at("/choices/0/delta/tool_calls/0/index").isInt());
		assertThat(chunks).last()
			.extracting((chunk) -> chunk.at("/choices/0/finish_reason").stringValue())
			.isEqualTo("tool_calls");
	}

	@Test
	void endsAStreamWithItsUsageWhenAsked() {
		List<JsonNode> chunks = chunks(
				schemaRequest(user(TEXT), ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
		JsonNode last = chunks.get(chunks.size() - 1);
		assertThat(last.path("choices").isArray()).isTrue();
		assertThat(last.path("choices").isEmpty()).isTrue();
		assertThat(last.path("usage").path("completion_tokens").intValue()).isPositive();
	}

	@Test
	void neverCutsACharacterInTwo() {
		String text = "\uD83D\uDE00".repeat(20);
		String schema = "{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}},\"required\":[\"message\"]}";
		List<JsonNode> chunks = chunks(schemaRequest(user(text), ",\"stream\":true", schema));
		assertThat(joined(chunks, "/choices/0/delta/content")).isEqualTo("{\"message\":\"" + text + "\"}");
	}

	@Test
	void answersWronglyFirstAndRightAfterATool() {
		String first = completion(toolRequest(WRONG_FIRST, "", ""))
			.at("/choices/0/message/tool_calls/0/function/arguments")
			.stringValue();
		assertThat(first).isEqualTo("{\"name\":\"Ada Lovelace\",\"age\":900}");
		String correction = """
				,{"role":"assistant","tool_calls":[{"id":"call_1","type":"function",
				"function":{"name":"User","arguments":"{}"}}]},
				{"role":"tool","tool_call_id":"call_1","content":"Validation errors found: age"}""";
		String body = request(user(WRONG_FIRST) + correction, tools(""));
		assertThat(completion(body).at("/choices/0/message/tool_calls/0/function/arguments").stringValue())
			.isEqualTo(ADA);
	}

	@Test
	void answersWronglyFirstAndRightAfterACorrection() {
		assertThat(content(completion(schemaRequest(user(WRONG_FIRST), ""))))
			.isEqualTo("{\"name\":\"Ada Lovelace\",\"age\":900}");
		String correction = """
				,{"role":"assistant","content":"{}"},{"role":"user","content":"Validation errors found:\\n- age: 900"}""";
		assertThat(content(completion(schemaRequest(user(WRONG_FIRST) + correction, "")))).isEqualTo(ADA);
	}

	@Test
	void answersANewTextOfTheSameConversation() {
		String conversation = user("Alan Turing is 41") + ",{\"role\":\"assistant\",\"content\":\"{}\"},"
				+ user(WRONG_FIRST);
		assertThat(content(completion(schemaRequest(conversation, "")))).contains("900");
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"messages\":[]}", "{\"messages\":[{\"role\":\"nobody\"}]}",
			"{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{\"function\":{\"name\":\"a\"}}],"
					+ "\"tool_choice\":{\"function\":{\"name\":\"b\"}}}" })
	void rejectsABadRequest(String body) {
		JsonNode error = answer(body, HttpStatus.BAD_REQUEST).path("error");
		assertThat(error.path("message").stringValue()).isNotBlank();
		assertThat(error.path("type").stringValue()).isEqualTo("invalid_request_error");
		assertThat(error.path("param").isNull()).isTrue();
		assertThat(error.path("code").isNull()).isTrue();
	}

	@Test
	void rejectsABodyThatIsTooLong() {
		JsonNode error = answer(schemaRequest(user(TEXT.repeat(10_000)), ""), HttpStatus.BAD_REQUEST).path("error");
		assertThat(error.path("message").stringValue()).contains("too long");
	}

	private JsonNode completion(String body) {
		return answer(body, HttpStatus.OK);
	}

	private JsonNode answer(String body, HttpStatus expected) {
		ResponseEntity<String> response = this.client.post()
			.uri("/v1/chat/completions")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchangeToMono((clientResponse) -> clientResponse.toEntity(String.class))
			.block(Duration.ofSeconds(30));
		assertThat(response).isNotNull();
		assertThat(response.getStatusCode()).isEqualTo((HttpStatusCode) expected);
		return this.jsonMapper.readTree(response.getBody());
	}

	private List<JsonNode> chunks(String body) {
		List<String> events = this.client.post()
			.uri("/v1/chat/completions")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.bodyValue(body)
			.retrieve()
			.bodyToFlux(String.class)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(events).isNotNull().last().isEqualTo("[DONE]");
		List<JsonNode> chunks = new ArrayList<>();
		events.subList(0, events.size() - 1).forEach((event) -> chunks.add(this.jsonMapper.readTree(event)));
		assertThat(chunks).allMatch((chunk) -> chunk.path("object").stringValue().equals("chat.completion.chunk"));
		return chunks;
	}

	private String content(JsonNode completion) {
		return completion.at("/choices/0/message/content").stringValue();
	}

	private String joined(List<JsonNode> chunks, String pointer) {
		StringBuilder text = new StringBuilder();
		chunks.forEach((chunk) -> text.append(chunk.at(pointer).asString("")));
		return text.toString();
	}

	private String toolRequest(String text, String choice, String rest) {
		return request(user(text), tools(choice) + rest);
	}

	private String tools(String choice) {
		return """
				,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}},
				{"type":"function","function":{"name":"User","description":"d","parameters":%s,"strict":false}}]%s"""
			.formatted(USER_SCHEMA, choice);
	}

	private String schemaRequest(String messages, String rest) {
		return schemaRequest(messages, rest, USER_SCHEMA);
	}

	private String schemaRequest(String messages, String rest, String schema) {
		return request(messages,
				"""
						,"response_format":{"type":"json_schema","json_schema":{"name":"json_schema","schema":%s,"strict":true}}%s"""
					.formatted(schema, rest));
	}

	private String request(String messages, String rest) {
		return "{\"model\":\"fake-model\",\"messages\":[" + messages + "]" + rest + "}";
	}

	private String system(String text) {
		return message("system", text);
	}

	private String user(String text) {
		return message("user", text);
	}

	private String message(String role, String text) {
		return this.jsonMapper.createObjectNode().put("role", role).put("content", text).toString();
	}

	/**
	 * The stand-in alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(StandInModelConfiguration.class)
	static class StandInOnly {

	}

}
