package io.github.instructorspring.docs;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import io.github.instructorspring.InstructorOperations.StreamSpec;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.PartialDelta;
import io.github.instructorspring.PartialDelta.Operation;
import io.github.instructorspring.WebServer;
import io.github.instructorspring.web.EventStream;
import io.github.instructorspring.web.StreamFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples and tables of docs/web-frameworks.md, in both of them.
 */
@Timeout(60)
class WebFrameworksDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("web-frameworks.md");

	private static final String MAIL = "{\"text\":\"My lamp is broken.\"}";

	private static final String LAMP = "{\"title\":\"Lamp is broken\",\"priority\":2}";

	private static final String LIST = "{\"items\":[" + LAMP + ",{\"title\":\"Refund\",\"priority\":4}]}";

	private static final List<WebApplicationType> FRAMEWORKS = List.of(WebApplicationType.REACTIVE,
			WebApplicationType.SERVLET);

	private final List<WebServer> servers = FRAMEWORKS.stream()
		.map((type) -> new WebServer(type, this.instructor, Tickets.class))
		.toList();

	@AfterEach
	void stopServers() {
		this.servers.forEach(WebServer::close);
	}

	@Test
	void endpoint() {
		for (WebServer server : this.servers) {
			this.model.answersText(LAMP);
			try (WebServer.Reply reply = server.postJson("/tickets", MediaType.APPLICATION_JSON_VALUE, MAIL)) {
				assertThat(reply.rest()).containsExactly(LAMP);
			}
			try (WebServer.Reply reply = server.postJson("/tickets", MediaType.APPLICATION_JSON_VALUE,
					"{\"text\":\"\"}")) {
				assertThat(reply.status()).isEqualTo(400);
				page.showsJson(String.join("", reply.rest()));
			}
			assertThat(this.model.calls()).isEqualTo(this.servers.indexOf(server) + 1);
		}
	}

	@Test
	void streams() {
		for (WebServer server : this.servers) {
			this.model.answersText(LAMP);
			try (WebServer.Reply reply = server.postJson("/tickets/partials", MediaType.TEXT_EVENT_STREAM_VALUE,
					MAIL)) {
				assertThat(reply.rest()).startsWith("event:partial").endsWith("event:result", "data:" + LAMP);
			}
			this.model.answersText(LAMP);
			try (WebServer.Reply reply = server.postJson("/tickets/deltas", MediaType.TEXT_EVENT_STREAM_VALUE, MAIL)) {
				assertThat(reply.rest()).startsWith("event:delta").endsWith("event:result", "data:" + LAMP);
			}
			this.model.answersText(LIST, LIST);
			try (WebServer.Reply reply = server.postJson("/tickets/items", MediaType.TEXT_EVENT_STREAM_VALUE, MAIL)) {
				page.showsText(String.join("\n", reply.linesUntil((line) -> false)).strip());
			}
			try (WebServer.Reply reply = server.postJson("/tickets/items", MediaType.APPLICATION_NDJSON_VALUE, MAIL)) {
				page.showsText(String.join("\n", reply.rest()));
			}
		}
	}

	@Test
	void errors() {
		String rejected = LAMP.replace("2", "9");
		for (WebServer server : this.servers) {
			this.model.answersText(rejected, rejected, rejected, rejected);
			try (WebServer.Reply reply = server.postJson("/tickets/partials", MediaType.TEXT_EVENT_STREAM_VALUE,
					MAIL)) {
				List<String> lines = reply.rest();
				assertThat(lines.get(lines.size() - 2)).isEqualTo("event:error");
				page.showsJson(lines.get(lines.size() - 1).substring("data:".length()));
			}
			try (WebServer.Reply reply = server.postJson("/tickets/problems", MediaType.TEXT_EVENT_STREAM_VALUE,
					MAIL)) {
				assertThat(reply.rest()).last().asString().contains("Out of tickets");
			}
		}
	}

	@Test
	void deltasGrowWithTheLengthOfTheAnswer() {
		List<List<String>> rows = page.rows("title").toList();
		assertThat(rows).hasSize(3);
		for (List<String> row : rows) {
			int length = Integer.parseInt(row.get(0).replaceAll("\\D", ""));
			List<Integer> pieces = IntStream.rangeClosed(1, length / 8).map((piece) -> piece * 8).boxed().toList();
			String answer = JsonMapper.shared().writeValueAsString(new Ticket("x".repeat(length), 2));
			int result = answer.length() + "{'result':}.".length();
			int partials = result + pieces.stream()
				.mapToInt((seen) -> json(new Ticket("x".repeat(seen), 0)).length() + "{'partial':}.".length())
				.sum();
			PartialDelta delta = new PartialDelta(1, Operation.APPEND, "/title", StringNode.valueOf("x".repeat(8)));
			int deltas = result + pieces.size() * (json(delta).length() + "{'delta':}.".length());
			assertThat(List.of(kilobytes(partials), kilobytes(deltas))).isEqualTo(row.subList(1, 3));
			this.model.answersText(answer, answer);
			StreamSpec<Ticket> stream = this.instructor.prompt().user("text").responseModel(Ticket.class).stream();
			// Fewer if a piece comes while the one before it is being sent.
			assertThat(sent(EventStream.snapshots(stream.snapshots()))).isLessThan(partials + 4 * length + 500);
			assertThat(sent(EventStream.deltas(stream.deltas()))).isLessThan(deltas + length + 500);
		}
	}

	private static String kilobytes(int bytes) {
		return Math.round(bytes / 1000.0) + " KB";
	}

	private static int sent(EventStream stream) {
		return Objects.requireNonNull(stream.toNdjson().collectList().block())
			.stream()
			.mapToInt((frame) -> json(frame).length() + 1)
			.sum();
	}

	@Test
	void codesAreThoseOfTheCode() {
		List<String> codes = Pattern.compile("\"([a-z-]+)\",\\s+\"[A-Z]")
			.matcher(DocumentationTests.source("web/StreamProblem"))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		assertThat(page.rows("`code`").map((row) -> row.get(0))).containsExactlyInAnyOrderElementsOf(codes);
	}

	record Mail(@NotBlank @Size(max = 10_000) String text) {
	}

	record Ticket(@NotBlank String title, @Min(1) @Max(5) int priority) {
	}

	static final class TicketProblems {

		private TicketProblems() {
		}

		static ProblemDetail of(Throwable error) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Out of tickets");
		}

	}

	@RestController
	static class Tickets {

		private final InstructorTemplate instructor;

		Tickets(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		// @formatter:off
		@PostMapping("/tickets")
		Mono<Ticket> read(@Valid @RequestBody Mail mail) {
			return this.instructor.prompt().user(mail.text()).responseModel(Ticket.class).stream().entity();
		}

		@PostMapping(path = "/tickets/partials", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<Object>> partials(@RequestBody Mail mail) {
			return EventStream.snapshots(ticket(mail).snapshots()).toServerSentEvents();
		}

		@PostMapping(path = "/tickets/deltas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<Object>> deltas(@RequestBody Mail mail) {
			return EventStream.deltas(ticket(mail).deltas()).toServerSentEvents();
		}

		@PostMapping(path = "/tickets/items", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<Object>> items(@RequestBody Mail mail) {
			return EventStream.items(ticket(mail).items()).toServerSentEvents();
		}

		@PostMapping(path = "/tickets/items", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<StreamFrame> lines(@RequestBody Mail mail) {
			return EventStream.items(ticket(mail).items()).toNdjson();
		}

		private StreamSpec<Ticket> ticket(Mail mail) {
			return this.instructor.prompt().user(mail.text()).responseModel(Ticket.class).stream();
		}

		@PostMapping(path = "/tickets/problems", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<Object>> problems(@RequestBody Mail mail) {
			return
			EventStream.snapshots(ticket(mail).snapshots()).problems(TicketProblems::of).toServerSentEvents();
		}
		// @formatter:on

	}

}
