package io.github.instructorspring.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.OutputMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces from a controller to the request to the model, in an application with
 * OpenTelemetry.
 */
class TracingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String QUOKKA = "{\"name\":\"Quokka\",\"age\":25}";

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, /person", "SERVLET, /partials", "REACTIVE, /partials" })
	void oneTraceFromTheControllerToTheModel(WebApplicationType type, String path) throws Exception {
		this.model.answersText(QUOKKA.replace("25", "\"?\""), QUOKKA);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"management.tracing.sampling.probability=1", "spring.ai.openai.api-key=unused",
					"instructor.provider=openai/gpt-4o-mini", "instructor.api-key=the-key",
					"instructor.base-url=" + this.model.baseUrl())
			.run()) {
			String body = get(context, path);
			assertThat(body).contains("Quokka");
			Spans spans = context.getBean(Spans.class);
			Awaitility.await().atMost(PATIENCE).until(() -> {
				context.getBean(SdkTracerProvider.class).forceFlush();
				return spans.named("http get").size() == 1 && spans.named("chat gpt-4o-mini").size() == 2;
			});
			SpanData controller = spans.named("http get").get(0);
			SpanData call = spans.named("instructor Person").get(0);
			assertThat(call.getParentSpanId()).isEqualTo(controller.getSpanId());
			assertThat(spans.named("instructor attempt")).hasSize(2)
				.allSatisfy((attempt) -> assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId()));
			assertThat(spans.all()).filteredOn((span) -> !span.getName().startsWith("POST"))
				.hasSizeGreaterThan(5)
				.allSatisfy((span) -> assertThat(span.getTraceId()).isEqualTo(controller.getTraceId()));
			assertThat(spans.all().toString()).doesNotContain("the-key", "Quokka", "Who is");
		}
	}

	private static String get(ConfigurableApplicationContext context, String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		People people(InstructorTemplate instructor) {
			return new People(instructor);
		}

		@Bean
		Spans spans() {
			return new Spans();
		}

	}

	@RestController
	static class People {

		private final InstructorTemplate instructor;

		People(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		@GetMapping("/person")
		Person person() {
			return this.instructor.prompt()
				.user("Who is it?")
				.mode(OutputMode.JSON)
				.responseModel(Person.class)
				.call()
				.entity();
		}

		@GetMapping(path = "/partials", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<Person> partials() {
			return this.instructor.prompt()
				.user("Who is it?")
				.mode(OutputMode.JSON)
				.responseModel(Person.class)
				.stream()
				.partials();
		}

	}

	record Person(String name, int age) {
	}

	static final class Spans implements SpanExporter {

		private final List<SpanData> spans = new CopyOnWriteArrayList<>();

		List<SpanData> all() {
			return this.spans;
		}

		List<SpanData> named(String name) {
			return this.spans.stream().filter((span) -> span.getName().startsWith(name)).toList();
		}

		@Override
		public CompletableResultCode export(Collection<SpanData> exported) {
			this.spans.addAll(exported);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
