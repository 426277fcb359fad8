package io.github.instructorspring.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as a visitor meets it: a real server, the real client of Spring AI, and the
 * stand-in for a model.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
@ActiveProfiles(SampleApplication.STAND_IN_PROFILE)
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	@Autowired
	private WebTestClient client;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> port);
	}

	@Test
	void startTellsTheStoryOfTheMainJob(@Autowired MainJob mainJob, CapturedOutput output) {
		mainJob.tell();
		assertThat(output.getOut()).containsSubsequence(
				"model     openai/stand-in (a rule-based stand-in in this process, no language model)",
				"text      Ada Lovelace, 36, writes from ada@example.org (wrong first)",
				"answer 1  {\"name\":\"Ada Lovelace\",\"age\":900,\"email\":\"ada@example.org\"}",
				"rejected  age: found 900, must be less than or equal to 150",
				"answer 2  {\"name\":\"Ada Lovelace\",\"age\":36,\"email\":\"ada@example.org\"}",
				"record    UserDetail[name=Ada Lovelace, age=36, email=ada@example.org]", "in 2 model calls",
				"http://localhost:");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			Ada Lovelace, 36, writes from ada@example.org | {"name":"Ada Lovelace","age":36,"email":"ada@example.org"}
			Jason is 25 years old                         | {"name":"Jason","age":25,"email":null}
			Grace Hopper is 85 (wrong first)              | {"name":"Grace Hopper","age":85,"email":null}
			""")
	void userIsTakenFromTheText(String text, String user) {
		post("/api/users", text).expectStatus().isOk().expectBody().json(user);
	}

	@Test
	void ticketIsClassifiedWithItsAction() {
		post("/api/tickets", "I was charged twice, please refund 49.90 EUR. This is urgent!").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.category")
			.isEqualTo("BILLING")
			.jsonPath("$.priority")
			.isEqualTo("URGENT")
			.jsonPath("$.tags")
			.isNotEmpty()
			.jsonPath("$.action.type")
			.isEqualTo("Refund")
			.jsonPath("$.action.amount")
			.isEqualTo(49.90)
			.jsonPath("$.action.currency")
			.isEqualTo("EUR");
	}

	@Test
	void textWithoutAUserIsAProblemWithItsViolations() {
		post("/api/users", "nothing to see here").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("No acceptable answer")
			.jsonPath("$.violations[0].path")
			.isEqualTo("name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void blankTextIsABadRequestThatSaysWhatToSend(String text) {
		post("/api/users", text).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Send the text to read as the body, in text/plain.");
	}

	@Test
	void otherMediaTypeIsRefused() {
		this.client.post()
			.uri("/api/users")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	@Test
	void aboutNamesTheModel() {
		this.client.get()
			.uri("/api/about")
			.exchange()
			.expectBody()
			.json("{\"provider\":\"openai/stand-in\",\"standIn\":true}");
	}

	@Test
	void pageAndHealthAreServed() {
		this.client.get().uri("/").exchange().expectStatus().isOk().expectHeader().contentType(MediaType.TEXT_HTML);
		this.client.get()
			.uri("/actuator/health")
			// Now and then Spring Boot's endpoint leaves a connection that reads no more.
			.header("Connection", "close")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP");
	}

	@Test
	void connectionThatFetchedThePageFetchesTheRest() throws IOException {
		for (int visit = 0; visit < 500; visit++) {
			try (Socket socket = new Socket("127.0.0.1", this.port)) {
				socket.setSoTimeout(20_000);
				for (String path : List.of("/", "/app.css", "/app.js")) {
					assertThat(get(socket, path)).as(path).isEqualTo("HTTP/1.1 200 OK");
				}
			}
		}
	}

	/**
	 * Ask by hand: a client with a pool would hide a connection that is stuck.
	 */
	private static String get(Socket socket, String path) throws IOException {
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		InputStream in = socket.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) in.read());
		}
		int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
		in.readNBytes(length);
		return head.substring(0, head.indexOf("\r\n"));
	}

	@Test
	void userGrowsWhileTheAnswerArrives() {
		List<ServerSentEvent<String>> events = events("/api/users/stream",
				"Ada Lovelace, 36, writes from ada@example.org (wrong first)");
		assertThat(events).extracting(ServerSentEvent::event)
			.containsOnly("partial", "result")
			.startsWith("partial")
			.endsWith("result");
		assertThat(events).hasSizeGreaterThan(4)
			.extracting(ServerSentEvent::data)
			.contains("{\"name\":\"Ada Lovelace\",\"age\":900,\"email\":\"ada@example.org\"}")
			.endsWith("{\"name\":\"Ada Lovelace\",\"age\":36,\"email\":\"ada@example.org\"}");
	}

	@Test
	void errorOfAStreamIsAnEvent() {
		List<ServerSentEvent<String>> events = events("/api/users/stream", "nothing to see here");
		ServerSentEvent<String> last = events.get(events.size() - 1);
		assertThat(last.event()).isEqualTo("error");
		assertThat(last.data()).contains("\"title\":\"No acceptable answer\"", "\"path\":\"name\"");
	}

	@Test
	void ticketGrowsToo() {
		List<ServerSentEvent<String>> events = events("/api/tickets/stream",
				"I was charged twice, please refund 49.90 EUR. This is urgent!");
		assertThat(events.get(events.size() - 1).data()).contains("\"category\":\"BILLING\"")
			.contains("\"type\":\"Refund\"");
	}

	@Test
	void actionsComeOneByOne() {
		List<ServerSentEvent<String>> events = events("/api/actions/stream", """
				Ada Lovelace writes the release notes by 4 December 2026. \
				Alan Turing fixes the login right away. Grace Hopper calls the customer.""");
		assertThat(events).extracting(ServerSentEvent::event).containsExactly("item", "item", "item", "end");
		assertThat(events).extracting(ServerSentEvent::data).containsExactly("""
				{"task":"Ada Lovelace writes the release notes by 4 December 2026.",\
				"owner":"Ada Lovelace","urgency":"NORMAL","due":"2026-12-04"}""", """
				{"task":"Alan Turing fixes the login right away.",\
				"owner":"Alan Turing","urgency":"URGENT","due":null}""", """
				{"task":"Grace Hopper calls the customer.",\
				"owner":"Grace Hopper","urgency":"NORMAL","due":null}""", "{\"count\":3}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/users/stream", "/api/actions/stream" })
	void blankTextIsABadRequestOfAStreamToo(String uri) {
		post(uri, " ").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("No text");
	}

	private List<ServerSentEvent<String>> events(String uri, String text) {
		List<ServerSentEvent<String>> events = this.client.post()
			.uri(uri)
			.contentType(MediaType.TEXT_PLAIN)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.bodyValue(text)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {
			})
			.getResponseBody()
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(events).isNotNull();
		return events;
	}

	private WebTestClient.ResponseSpec post(String uri, String text) {
		return this.client.post().uri(uri).contentType(MediaType.TEXT_PLAIN).bodyValue(text).exchange();
	}

}
