package io.github.instructorspring.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.validation.constraints.Max;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.client.ChatClient;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.ObservedContexts;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.event.CompletionResponseEvent;
import io.github.instructorspring.observation.InstructorMeterDocumentation;
import io.github.instructorspring.observation.InstructorMeterObservationHandler;
import io.github.instructorspring.observation.InstructorObservationDocumentation;
import io.github.instructorspring.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The examples, tables and queries of docs/observability.md, and the dashboard.
 */
@Timeout(180)
class ObservabilityDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("observability.md");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");

	private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

	private static final String SAM = "{\"name\":\"Sam\",\"age\":25,\"score\":5}";

	private static final String OLD = SAM.replace("25", "900");

	private final LoopbackModel other = new LoopbackModel();

	private final AtomicInteger attempts = new AtomicInteger();

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path folder;

	@AfterEach
	void stopOther() {
		this.other.close();
	}

	@Test
	void observationsAreATree() {
		ObservedContexts observed = new ObservedContexts();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(observed);
		ChatClient client = ChatClient.create(this.model.chatModelBuilder().observationRegistry(observations).build(),
				observations, null, null);
		this.model.answersToolCall("Person", OLD).answersToolCall("Person", SAM);
		assertThat(observed(client, observations)).isEqualTo(new Person("Sam", 25, 5));
		page.showsText(observed.started()
			.stream()
			.filter((context) -> !String.valueOf(context.getName()).startsWith("okhttp"))
			.map((context) -> "  ".repeat(depth(context)) + context.getName())
			.collect(Collectors.joining("\n")));
	}

	private static Person observed(ChatClient chatClient, ObservationRegistry observations) {
		// @formatter:off
		InstructorTemplate instructor = InstructorTemplate.builder(chatClient)
			.observationRegistry(observations)
			.build();

		Person person = instructor.create(Person.class, "Sam is twenty-five");
		// @formatter:on
		return person;
	}

	@Test
	void keysAreThoseOfTheDocumentation() {
		Map<String, String> keys = page.rows("key").collect(Collectors.toMap((row) -> row.get(0), (row) -> row.get(1)));
		assertThat(keys.entrySet().stream().filter((key) -> !key.getValue().equals("attempt")).map(Map.Entry::getKey))
			.containsExactlyInAnyOrderElementsOf(
					names(InstructorObservationDocumentation.CALL.getLowCardinalityKeyNames()));
		assertThat(keys.entrySet().stream().filter((key) -> !key.getValue().equals("call")).map(Map.Entry::getKey))
			.containsExactlyInAnyOrderElementsOf(
					names(InstructorObservationDocumentation.ATTEMPT.getLowCardinalityKeyNames()));
		Map<String, String> details = page.rows("key of spans")
			.collect(Collectors.toMap((row) -> row.get(0), (row) -> row.get(1)));
		assertThat(
				details.entrySet().stream().filter((key) -> !key.getValue().equals("attempt")).map(Map.Entry::getKey))
			.containsExactlyInAnyOrderElementsOf(
					names(InstructorObservationDocumentation.CALL.getHighCardinalityKeyNames()));
		assertThat(details.entrySet().stream().filter((key) -> !key.getValue().equals("call")).map(Map.Entry::getKey))
			.containsExactlyInAnyOrderElementsOf(
					names(InstructorObservationDocumentation.ATTEMPT.getHighCardinalityKeyNames()));
	}

	@Test
	void metersAreThoseOfTheDocumentation() {
		assertThat(page.rows("meter")).containsExactlyElementsOf(Arrays.stream(InstructorMeterDocumentation.values())
			.map((meter) -> List.of(meter.getName(), meter.getType().name().toLowerCase().replace('_', ' '),
					names(meter.getKeyNames()).stream().skip(2).collect(Collectors.joining(", ")), meter.description()))
			.toList());
		assertThat(InstructorMeterObservationHandler.MAX_PATHS).isEqualTo(100);
	}

	@Test
	void queriesOfThePageAreThoseOfTheDashboard() throws IOException {
		assertThat(expressions()).containsAll(queries());
		assertThat(queries()).hasSize(4);
	}

	@Test
	void queriesFindWhatPrometheusHasScraped() throws Exception {
		boolean mayBeAbsent = Boolean.parseBoolean(System.getProperty("instructor.test.skip-when-absent", "true"));
		assumeTrue(!mayBeAbsent || Files.exists(PROMETHEUS), "Prometheus is not installed: apt-get install prometheus");
		PrometheusMeterRegistry meters = meters();
		InstructorTemplate instructor = template(meters);
		HttpServer scraped = serve(meters);
		everything(instructor);
		int port = freePort();
		Process prometheus = prometheus(scraped.getAddress().getPort(), port);
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.ignoreExceptions()
				.until(() -> !results(port, "instructor_call_seconds_count").isEmpty());
			everything(instructor);
			for (String query : expressions()) {
				Awaitility.await(query)
					.atMost(PATIENCE)
					.until(() -> !results(port, query).isEmpty()
							&& results(port, query).get(0).at("/value/1").isString());
			}
			assertThat(results(port, queries().get(3)).get(0).at("/metric/instructor_stage").asString())
				.isEqualTo("VALIDATION");
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> results(port, "instructor_call_requests_sum").valueStream()
					.mapToDouble((result) -> result.at("/value/1").asDouble())
					.sum() == this.model.calls() + this.other.calls());
		}
		finally {
			prometheus.destroy();
			scraped.stop(0);
			prometheus.waitFor();
		}
	}

	private static PrometheusMeterRegistry meters() {
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		// What the property of the page says.
		meters.config().meterFilter(new MeterFilter() {
			@Override
			public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
				return (id.getName().equals("instructor.call"))
						? DistributionStatisticConfig.builder().percentilesHistogram(true).build().merge(config)
						: config;
			}
		});
		return meters;
	}

	private InstructorTemplate template(PrometheusMeterRegistry meters) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters))
			.observationHandler(new InstructorMeterObservationHandler(meters));
		return this.instructor.mutate()
			.provider("other", this.other.chatClient("other-model"))
			.on(CompletionResponseEvent.class, (event) -> this.attempts.incrementAndGet())
			.price("gpt-4o-mini", ModelPrice.perMillionTokens("0.15", "0.60"))
			.mode(OutputMode.JSON)
			.observationRegistry(observations)
			.build();
	}

	/**
	 * Calls that together touch every meter.
	 */
	private void everything(InstructorTemplate instructor) {
		this.model.answersText("```json\n{name: 'Sam', age: 25, score: 500}\n```", OLD).fails(503).answersText(OLD);
		this.other.answersText(SAM);
		instructor.create(Person.class, "Who?");
		instructor.prompt()
			.user("Who?")
			.retry((policy) -> policy.fallbackTo("other"))
			.responseModel(Person.class)
			.call()
			.entity();
		catchThrowable(() -> instructor.prompt()
			.user("Who?")
			.retry((policy) -> policy.maxTokens(1))
			.responseModel(Person.class)
			.call()
			.entity());
		this.model.answersText("{\"name\":\"" + "Sam ".repeat(5_000) + "\",\"age\":25,\"score\":5}");
		Slow slow = new Slow();
		int attempts = this.attempts.get();
		instructor.prompt().user("Who?").responseModel(Person.class).stream().partials().subscribe(slow);
		Awaitility.await().atMost(PATIENCE).until(() -> this.attempts.get() > attempts);
		slow.request(Long.MAX_VALUE);
		Awaitility.await().atMost(PATIENCE).until(slow::isDisposed);
	}

	private static HttpServer serve(PrometheusMeterRegistry meters) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/metrics", (exchange) -> {
			byte[] text = meters.scrape().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
			exchange.sendResponseHeaders(200, text.length);
			exchange.getResponseBody().write(text);
			exchange.close();
		});
		server.start();
		return server;
	}

	private Process prometheus(int target, int port) throws IOException {
		Path config = Files.writeString(this.folder.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 1s
				scrape_configs:
				  - job_name: application
				    static_configs:
				      - targets: ['127.0.0.1:%d']
				""".formatted(target));
		return new ProcessBuilder(PROMETHEUS.toString(), "--config.file=" + config,
				"--storage.tsdb.path=" + this.folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("prometheus.log").toFile())
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private JsonNode results(int port, String query) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(
				"http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
			.build();
		JsonNode reply = JsonMapper.shared()
			.readTree(this.http.send(request, HttpResponse.BodyHandlers.ofString()).body());
		assertThat(reply.path("status").asString()).as(reply.path("error").asString("")).isEqualTo("success");
		return reply.at("/data/result");
	}

	private static List<String> queries() {
		return page.rows("question").map((row) -> row.get(1)).toList();
	}

	private static List<String> expressions() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
		return dashboard.path("panels")
			.valueStream()
			.flatMap((panel) -> panel.path("targets").valueStream())
			.map((target) -> target.path("expr").asString())
			.toList();
	}

	private static List<String> names(KeyName[] keys) {
		return Stream.of(keys).map(KeyName::asString).toList();
	}

	private static int depth(Observation.Context context) {
		int depth = 0;
		for (ObservationView parent = context.getParentObservation(); parent != null; parent = parent.getContextView()
			.getParentObservation()) {
			depth++;
		}
		return depth;
	}

	record Person(String name, @Max(150) int age, @Max(value = 100, payload = Severity.AsCheck.class) int score) {
	}

	/**
	 * Looks at the first partial, and at nothing until it is told.
	 */
	private static final class Slow extends BaseSubscriber<Person> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(1);
		}

	}

}
