package io.github.instructorspring.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams as clients of both web frameworks meet them.
 */
@Timeout(60)
class ServedStreamTests {

	private static final String SSE = MediaType.TEXT_EVENT_STREAM_VALUE;

	private static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String ANSWER = "{\"title\":\"Kick-off of the pilot\",\"seats\":12}";

	private static final String REJECTED = ANSWER.replace("12", "120");

	private static final String LIST = "{\"items\":[" + ANSWER + "," + ANSWER.replace("12", "13") + "]}";

	private static final Map<WebApplicationType, WebServer> servers = new EnumMap<>(WebApplicationType.class);

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = this.model.tapped();

	private final CountDownLatch seen = new CountDownLatch(1);

	@AfterAll
	static void stopServers() {
		servers.values().forEach(WebServer::close);
	}

	@AfterEach
	void stop() {
		this.seen.countDown();
		this.model.close();
	}

	@ParameterizedTest
	@CsvSource({ "REACTIVE,text/event-stream", "SERVLET,text/event-stream", "REACTIVE,application/x-ndjson",
			"SERVLET,application/x-ndjson" })
	void partialsComeBeforeTheModelIsDone(WebApplicationType type, String accept) {
		this.model.answersText(ANSWER);
		pauseAfter(3);
		try (WebServer.Reply reply = server(type).post("/partials", accept, "text")) {
			assertThat(reply.linesUntil(partial(accept, "{\"title\":\"Kick-off of th\",\"seats\":0}"))).isNotEmpty();
			this.seen.countDown();
			List<String> rest = reply.rest();
			assertThat(rest)
				.endsWith((accept.equals(SSE)) ? new String[] { "event:result", "data:" + ANSWER } : result(ANSWER));
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.contentType()).startsWith(accept);
		}
	}

	private static Predicate<String> partial(String accept, String data) {
		String line = (accept.equals(SSE)) ? "data:" + data : "{\"partial\":" + data + "}";
		return line::equals;
	}

	private static String[] result(String data) {
		return new String[] { "{\"result\":" + data + "}" };
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void deltasComeBeforeTheModelIsDone(WebApplicationType type) {
		this.model.answersText(ANSWER);
		pauseAfter(3);
		try (WebServer.Reply reply = server(type).post("/deltas", SSE, "text")) {
			assertThat(reply.linesUntil((line) -> line.contains("Kick-off of th") || line.endsWith("f of th\"}")))
				.contains("event:delta");
			this.seen.countDown();
			assertThat(reply.rest()).doesNotContain("event:error").endsWith("event:result", "data:" + ANSWER);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void itemsComeOneByOneAndTheirCountAtTheEnd(WebApplicationType type) {
		this.model.answersText(LIST, LIST);
		pauseAfter(8);
		try (WebServer.Reply reply = server(type).post("/items", SSE, "text")) {
			assertThat(reply.linesUntil(String::isEmpty)).contains("event:item", "data:" + ANSWER);
			this.seen.countDown();
			assertThat(reply.rest()).containsExactly("event:item", "data:" + ANSWER.replace("12", "13"), "event:end",
					"data:{\"count\":2}");
		}
		try (WebServer.Reply reply = server(type).post("/items", NDJSON, "text")) {
			assertThat(reply.rest()).containsExactly("{\"item\":" + ANSWER + "}",
					"{\"item\":" + ANSWER.replace("12", "13") + "}", "{\"end\":{\"count\":2}}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "REACTIVE,text/event-stream,:heartbeat", "SERVLET,text/event-stream,:heartbeat",
			"REACTIVE,application/x-ndjson,{\"heartbeat\":true}", "SERVLET,application/x-ndjson,{\"heartbeat\":true}" })
	void heartbeatIsHeardWhileTheModelPauses(WebApplicationType type, String accept, String heartbeat) {
		this.model.answersText(ANSWER);
		pauseAfter(0);
		try (WebServer.Reply reply = server(type).post("/partials", accept, "text")) {
			assertThat(reply.linesUntil(heartbeat::equals)).containsOnly(heartbeat);
			this.seen.countDown();
			assertThat(reply.rest()).last().asString().contains(ANSWER);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void rejectedAnswerEndsInAnErrorWithoutItsContent(WebApplicationType type) {
		this.model.answersText(REJECTED, REJECTED);
		String problem = """
				{"detail":"The model gave no acceptable answer","status":422,"title":"Unprocessable Content",\
				"code":"rejected","violations":["seats"]}""";
		try (WebServer.Reply reply = server(type).post("/partials", SSE, "text")) {
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.rest()).contains("event:partial").endsWith("event:error", "data:" + problem);
		}
		try (WebServer.Reply reply = server(type).post("/partials", NDJSON, "text")) {
			assertThat(reply.rest()).endsWith("{\"error\":" + problem + "}");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void whatIsThrownBeforeTheStreamHasAStatusOfItsOwn(WebApplicationType type) {
		String accept = MediaType.APPLICATION_PROBLEM_JSON_VALUE + ", " + SSE;
		try (WebServer.Reply reply = server(type).post("/partials", accept, " ")) {
			assertThat(reply.status()).isEqualTo(400);
			assertThat(reply.contentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			assertThat(reply.rest()).singleElement().asString().contains("\"detail\":\"No text\"");
		}
	}

	@ParameterizedTest
	@CsvSource({ "REACTIVE,text/event-stream", "SERVLET,text/event-stream", "REACTIVE,application/x-ndjson",
			"SERVLET,application/x-ndjson" })
	void clientThatGoesClosesTheConnectionToTheModel(WebApplicationType type, String accept)
			throws InterruptedException {
		// Connections swallow much before the client is gone, so there must be no end.
		String start = ANSWER.substring(0, ANSWER.indexOf("pilot"));
		this.model.answersPieces(() -> Stream.iterate(start, (piece) -> "pilot ".repeat(10)).iterator());
		try (WebServer.Reply reply = server(type).post("/partials", accept, "text")) {
			assertThat(reply.linesUntil((line) -> line.contains("Kick-off"))).isNotEmpty();
		}
		assertThat(this.model.awaitsHangUp(PATIENCE)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void clientThatGoesWhileNothingComesIsNoticed(WebApplicationType type) throws InterruptedException {
		WebServer server = server(type);
		try (WebServer.Reply reply = server.post("/nothing", SSE, "text")) {
			assertThat(reply.linesUntil(":heartbeat"::equals)).isNotEmpty();
		}
		assertThat(server.bean(Meetings.class).gone.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	private WebServer server(WebApplicationType type) {
		WebServer server = servers.computeIfAbsent(type, (key) -> new WebServer(key, this.instructor, Meetings.class));
		server.bean(Meetings.class).instructor = this.instructor;
		return server;
	}

	private void pauseAfter(int pieces) {
		this.model.beforeEachPiece((sent) -> {
			if (sent == pieces) {
				await(this.seen);
			}
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Meeting(String title, @Max(20) int seats) {
	}

	@RestController
	static class Meetings {

		private static final Duration OFTEN = Duration.ofMillis(50);

		private final CountDownLatch gone = new CountDownLatch(1);

		private volatile InstructorTemplate instructor;

		Meetings(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		@PostMapping(path = "/partials", produces = SSE)
		Flux<ServerSentEvent<Object>> partials(@RequestBody String text) {
			return EventStream.snapshots(meeting(text).snapshots()).heartbeat(OFTEN).toServerSentEvents();
		}

		@PostMapping(path = "/partials", produces = NDJSON)
		Flux<StreamFrame> partialLines(@RequestBody String text) {
			return EventStream.snapshots(meeting(text).snapshots()).heartbeat(OFTEN).toNdjson();
		}

		@PostMapping(path = "/deltas", produces = SSE)
		Flux<ServerSentEvent<Object>> deltas(@RequestBody String text) {
			return EventStream.deltas(meeting(text).deltas()).toServerSentEvents();
		}

		@PostMapping(path = "/items", produces = SSE)
		Flux<ServerSentEvent<Object>> items(@RequestBody String text) {
			return EventStream.items(meeting(text).items()).toServerSentEvents();
		}

		@PostMapping(path = "/items", produces = NDJSON)
		Flux<StreamFrame> itemLines(@RequestBody String text) {
			return EventStream.items(meeting(text).items()).toNdjson();
		}

		@PostMapping(path = "/nothing", produces = SSE)
		Flux<ServerSentEvent<Object>> nothing() {
			return EventStream.items(Flux.never().doOnCancel(this.gone::countDown))
				.heartbeat(OFTEN)
				.toServerSentEvents();
		}

		private StreamSpec<Meeting> meeting(String text) {
			if (!StringUtils.hasText(text)) {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No text");
			}
			return this.instructor.prompt().user(text).responseModel(Meeting.class).maxRetries(0).stream();
		}

	}

}
