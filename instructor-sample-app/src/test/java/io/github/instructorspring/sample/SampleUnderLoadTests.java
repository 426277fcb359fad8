package io.github.instructorspring.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.sample.standin.ServedCompletions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample under load: what an operator sees of it is what the model has served.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, properties = "sample.stand-in.delta-delay=1ms")
@AutoConfigureWebTestClient(timeout = "60s")
@ActiveProfiles(SampleApplication.STAND_IN_PROFILE)
class SampleUnderLoadTests {

	private static final int ROUNDS = 12;

	/** The application makes one call of its own when it starts. */
	private static final int MAIN_JOB = 1;

	private static final Map<String, String> PATHS = Map.of("Ada Lovelace, 36, writes from ada@example.org",
			"/api/users", "Grace Hopper is 85 (wrong first)", "/api/users", "nothing to see here", "/api/users",
			"Jason is 25 years old (wrong first)", "/api/users/stream",
			"Ada Lovelace writes the release notes. Grace Hopper calls the customer.", "/api/actions/stream");

	@Autowired
	private WebTestClient client;

	@Autowired
	private ServedCompletions served;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> port);
	}

	@Test
	void metersAndEndpointTellWhatTheModelHasServed() throws InterruptedException {
		ExecutorService visitors = Executors.newFixedThreadPool(6);
		IntStream.range(0, ROUNDS)
			.forEach((round) -> PATHS.forEach((text, path) -> visitors.execute(() -> post(path, text))));
		visitors.shutdown();
		assertThat(visitors.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
		int calls = PATHS.size() * ROUNDS + MAIN_JOB;
		// A response may be complete before the call that wrote it is counted.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(sum(meters(), "instructor_call_seconds_count", "")).isEqualTo(calls));
		String meters = meters();
		assertThat(sum(meters, "instructor_call_seconds_count", "instructor_outcome=\"EXHAUSTED\"")).isEqualTo(ROUNDS);
		assertThat(sum(meters, "instructor_call_seconds_count", "instructor_outcome=\"SUCCESS\""))
			.isEqualTo(calls - ROUNDS);
		assertThat(sum(meters, "instructor_attempt_seconds_count", "")).isEqualTo(this.served.requests());
		assertThat(sum(meters, "instructor_call_requests_count", "")).isEqualTo(calls);
		assertThat(sum(meters, "instructor_call_requests_sum", "")).isEqualTo(this.served.requests());
		assertThat(sum(meters, "instructor_tokens_total", "gen_ai_token_type=\"input\""))
			.isEqualTo(this.served.promptTokens());
		assertThat(sum(meters, "instructor_tokens_total", "gen_ai_token_type=\"output\""))
			.isEqualTo(this.served.completionTokens());
		assertThat(meters).contains("instructor_streams_open");
		assertThat(sum(meters, "instructor_streams_open", "")).isZero();
		tellsTheOperator(calls);
	}

	private void tellsTheOperator(int calls) {
		JsonNode told = JsonMapper.shared().readTree(get("instructor"));
		assertThat(told.at("/providers/0/provider").asString()).isEqualTo("openai");
		assertThat(told.at("/providers/0/model").asString()).isEqualTo("stand-in");
		assertThat(told.path("responseModels").valueStream().mapToInt((model) -> model.path("calls").asInt()).sum())
			.isEqualTo(calls);
		assertThat(told.path("lastFailures").valueStream()).hasSize(ROUNDS)
			.allSatisfy((failure) -> assertThat(failure.path("outcome").asString()).isEqualTo("EXHAUSTED"));
		String info = get("info");
		assertThat(info).contains("\"instructor\"", "\"stand-in\"");
		// The health comes last: now and then it leaves a connection that reads no more.
		assertThat(List.of(told.toString(), info, get("health")))
			.allSatisfy((body) -> assertThat(body).doesNotContain("Lovelace", "nothing to see", "none-needed"));
	}

	private void post(String path, String text) {
		this.client.post()
			.uri(path)
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue(text)
			.exchange()
			.expectBody(String.class)
			.returnResult();
	}

	private String meters() {
		return get("prometheus");
	}

	private String get(String endpoint) {
		String body = this.client.get()
			.uri("/actuator/" + endpoint)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

	/**
	 * The sum of a meter over all values of its tags but one.
	 */
	private static long sum(String meters, String name, String tag) {
		return Math.round(Pattern.compile("^" + name + "\\w*(\\{.*})? ([0-9.E]+)$", Pattern.MULTILINE)
			.matcher(meters)
			.results()
			.filter((line) -> tag.isEmpty() || (line.group(1) != null && line.group(1).contains(tag)))
			.mapToDouble((line) -> Double.parseDouble(line.group(2)))
			.sum());
	}

}
