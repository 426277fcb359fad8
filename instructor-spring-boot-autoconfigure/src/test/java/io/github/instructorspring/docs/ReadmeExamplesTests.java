package io.github.instructorspring.docs;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

import io.github.instructorspring.DynamicModel;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.Maybe;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.validation.ResponseValidator;
import io.github.instructorspring.validation.Violation;
import io.github.instructorspring.web.EventStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java of README.md, word for word, and what it does. {@link DocumentationTests}
 * checks that every block of the README stands here.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeExamplesTests {

	private static final Logger log = LoggerFactory.getLogger(ReadmeExamplesTests.class);

	private static final UserDetail UNKNOWN = new UserDetail("unknown", 0);

	private static final String TEXT = "Jason is 25 years old";

	private static final String JASON = "{\"name\":\"Jason\",\"age\":25}";

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void taste(CapturedOutput output) {
		this.model.answersToolCall("UserDetail", JASON);
		taste(this.instructor);
		assertThat(output.getOut()).contains("UserDetail[name=Jason, age=25]");
	}

	private void taste(InstructorTemplate instructor) {
		// @formatter:off
		UserDetail user = instructor.create(UserDetail.class, "Jason is 25 years old");

		System.out.println(user); // UserDetail[name=Jason, age=25]
		// @formatter:on
	}

	@Test
	void whatHappensWhenTheModelIsWrong() {
		this.model.answersToolCall("UserDetail", "{\"name\":\"Jason\",\"age\":900}")
			.answersToolCall("UserDetail", JASON);
		taste(this.instructor);
		assertThat(DocumentationTests.readme())
			.contains("```json\n" + this.model.request(1).at("/messages/1/tool_calls/0/function/arguments").asString()
					+ "\n```")
			.contains("```text\n" + this.model.request(1).at("/messages/2/content").asString() + "\n```")
			.contains("```json\n" + JASON + "\n```");
	}

	@Test
	void quickStart() {
		this.model.answersToolCall("Invoice", """
				{"number":"R-1","date":"2026-11-22","lines":[{"product":"Lamp","quantity":2,"price":49.90}]}""");
		assertThat(new InvoiceReader(this.instructor).read("Invoice R-1")).isEqualTo(new Invoice("R-1",
				LocalDate.of(2026, 11, 22), List.of(new Invoice.Line("Lamp", 2, new BigDecimal("49.90")))));
	}

	@Test
	void options() {
		this.model.answersToolCall("UserDetail", JASON);
		assertThat(options(this.instructor, TEXT)).isEqualTo(new UserDetail("Jason", 25));
		assertThat(this.model.request(0).path("temperature").asDouble()).isZero();
	}

	private UserDetail options(InstructorTemplate instructor, String text) {
		UserDetail user = instructor.prompt()
			.system("You read business cards.")
			.user(text)
			.options((options) -> options.temperature(0.0))
			.responseModel(UserDetail.class)
			.maxRetries(3)
			.timeout(Duration.ofSeconds(30))
			.call()
			.entity();
		return user;
	}

	@Test
	void zeroOrMore() {
		this.model.answersToolCall("UserDetailList", "{\"items\":[" + JASON + "]}");
		assertThat(zeroOrMore(this.instructor, TEXT)).containsExactly(new UserDetail("Jason", 25));
	}

	private List<UserDetail> zeroOrMore(InstructorTemplate instructor, String text) {
		List<UserDetail> users = instructor.prompt().user(text).responseModel(UserDetail.class).call().entities();
		return users;
	}

	@Test
	void oneOfSeveralShapes() {
		this.model.answersToolCall("Action", """
				{"value":{"type":"Refund","amount":49.90,"currency":"EUR"}}""");
		assertThat(oneOfSeveralShapes(this.instructor)).isEqualTo(new Action.Refund(new BigDecimal("49.90"), "EUR"));
	}

	private Action oneOfSeveralShapes(InstructorTemplate instructor) {
		Action action = instructor.create(Action.class, "Please pay back the 49.90 EUR.");
		return action;
	}

	@Test
	void validatorBean() {
		InstructorTemplate template = this.instructor.mutate()
			.validator(Invoice.class, knownProducts((product) -> product.equals("Lamp")))
			.build();
		this.model.answersToolCall("Invoice", """
				{"number":"R-1","date":"2026-11-22","lines":[{"product":"Lump","quantity":2,"price":49.90}]}""")
			.answersToolCall("Invoice", """
					{"number":"R-1","date":"2026-11-22","lines":[{"product":"Lamp","quantity":2,"price":49.90}]}""");
		template.create(Invoice.class, "Invoice R-1");
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains("- lines: 'Lump' is not in our catalogue");
	}

	@Bean
	ResponseValidator<Invoice> knownProducts(Catalogue catalogue) {
		return (invoice, context) -> invoice.lines()
			.stream()
			.filter((line) -> !catalogue.contains(line.product()))
			.map((line) -> Violation.of("lines", "'" + line.product() + "' is not in our catalogue", null))
			.toList();
	}

	@Test
	void validatorOfOneCall() {
		this.model.answersToolCall("UserDetail", "{\"name\":\"Bob\",\"age\":25}").answersToolCall("UserDetail", JASON);
		assertThat(validatorOfOneCall(this.instructor, TEXT)).isEqualTo(new UserDetail("Jason", 25));
	}

	private UserDetail validatorOfOneCall(InstructorTemplate instructor, String text) {
		UserDetail user = instructor.prompt()
			.user(text)
			.context("names", Set.of("Jason", "Ada"))
			.responseModel(UserDetail.class)
			.validator((candidate, context) -> context.get("names", Set.class).orElseThrow().contains(candidate.name())
					? List.of() : List.of(Violation.of("name", "is not one of our users", candidate.name())))
			.call()
			.entity();
		return user;
	}

	@Test
	void whileItArrives() {
		this.model.answersText(JASON);
		List<UserDetail> partials = whileItArrives(this.instructor, TEXT).collectList().block(Duration.ofSeconds(20));
		assertThat(partials).contains(new UserDetail("Jason", 0)).endsWith(new UserDetail("Jason", 25));
	}

	@Test
	void toABrowser() {
		this.model.answersText(JASON);
		assertThat(new Users(this.instructor).deltas(TEXT).collectList().block(Duration.ofSeconds(20)))
			.extracting(ServerSentEvent::event)
			.startsWith("delta")
			.endsWith("result");
	}

	private Flux<UserDetail> whileItArrives(InstructorTemplate instructor, String text) {
		Flux<UserDetail> partials = instructor.prompt().user(text).responseModel(UserDetail.class).stream().partials();
		return partials;
	}

	@Test
	void providerOfACall() {
		InstructorTemplate template = this.instructor.mutate()
			.provider("strong", this.model.chatClient("strong"))
			.build();
		this.model.answersToolCall("UserDetail", JASON);
		assertThat(providerOfACall(template, TEXT)).isEqualTo(new UserDetail("Jason", 25));
		assertThat(this.model.request(0).path("model").asString()).isEqualTo("strong");
	}

	private UserDetail providerOfACall(InstructorTemplate instructor, String text) {
		UserDetail careful = instructor.prompt()
			.provider("strong")
			.user(text)
			.responseModel(UserDetail.class)
			.call()
			.entity();
		return careful;
	}

	@Test
	void toolsAndMemory() {
		this.model.answersToolCall("weather", "{\"city\":\"Oslo\"}")
			.answersToolCall("Report", "{\"city\":\"Oslo\",\"degrees\":7}");
		ChatMemory memory = MessageWindowChatMemory.builder().build();
		InstructorTemplate template = InstructorTemplate.create(this.model.chatClient()
			.mutate()
			.defaultAdvisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "c1"))
			.build());
		assertThat(toolsAndMemory(template, MessageChatMemoryAdvisor.builder(memory).build()))
			.isEqualTo(new Report("Oslo", 7));
		assertThat(memory.get("c1")).hasSize(2);
	}

	private Report toolsAndMemory(InstructorTemplate instructor, Advisor memoryAdvisor) {
		Report report = instructor.prompt()
			.user("How warm is it in Oslo?")
			.chatClient((request) -> request.tools(new WeatherTools()).advisors(memoryAdvisor))
			.responseModel(Report.class)
			.call()
			.entity();
		return report;
	}

	@Test
	void perhaps() {
		this.model.answersToolCall("UserDetailMaybe",
				"{\"result\":null,\"error\":false,\"message\":\"No user is mentioned.\"}");
		assertThat(perhaps(this.instructor).message()).contains("No user is mentioned.");
	}

	private Maybe<UserDetail> perhaps(InstructorTemplate instructor) {
		Maybe<UserDetail> user = instructor.prompt()
			.user("The weather is nice today.")
			.responseModel(UserDetail.class)
			.call()
			.maybe();
		return user;
	}

	@Test
	void dynamic() {
		this.model.answersToolCall("Product", "{\"name\":\"lamp\",\"price\":49.90}");
		assertThat(dynamic(this.instructor)).containsEntry("name", "lamp");
	}

	private Map<String, Object> dynamic(InstructorTemplate instructor) {
		Map<String, Object> product = instructor.create(DynamicModel.of("""
				{
				  "title": "Product", "type": "object", "required": ["name", "price"],
				  "properties": {"name": {"type": "string"}, "price": {"type": "number", "minimum": 0}}
				}"""), "A lamp for 49.90");
		return product;
	}

	@Test
	void preview(CapturedOutput output) {
		preview(this.instructor);
		assertThat(output.getOut()).contains("{\"type\":\"object\",\"properties\":{\"name\"");
	}

	private void preview(InstructorTemplate instructor) {
		System.out.println(instructor.schema(UserDetail.class).schema().text());
	}

	@Test
	void whenItDoesNotWorkOut() {
		this.model.answersToolCall("UserDetail", "{}")
			.answersToolCall("UserDetail", "{}")
			.answersToolCall("UserDetail", "{}");
		assertThat(whenItDoesNotWorkOut(this.instructor, TEXT)).isEqualTo(UNKNOWN);
	}

	private UserDetail whenItDoesNotWorkOut(InstructorTemplate instructor, String text) {
		try {
			return instructor.create(UserDetail.class, text);
		}
		catch (RetriesExhaustedException ex) {
			log.warn("No user after {} attempts, {} tokens", ex.attempts().size(), ex.usage().getTotalTokens());
			return ex.lastCandidate().map(UserDetail.class::cast).orElse(UNKNOWN);
		}
	}

	record UserDetail(@NotBlank String name, @Min(0) @Max(150) int age) {
	}

	record Invoice(@NotBlank String number, LocalDate date, @NotEmpty List<Line> lines) {

		record Line(@NotBlank String product, @Positive int quantity, @Positive BigDecimal price) {
		}

	}

	@RestController
	static class Users {

		private final InstructorTemplate instructor;

		Users(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		// @formatter:off
		@PostMapping(path = "/users/deltas", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<Object>> deltas(@RequestBody String text) {
			return EventStream.deltas(this.instructor.prompt().user(text).responseModel(UserDetail.class).stream().deltas())
				.toServerSentEvents();
		}
		// @formatter:on

	}

	@Service
	class InvoiceReader {

		private final InstructorTemplate instructor;

		InvoiceReader(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		Invoice read(String text) {
			return this.instructor.create(Invoice.class, text);
		}

	}

	sealed interface Action {

		record Refund(@Positive BigDecimal amount, String currency) implements Action {
		}

		record Escalate(@NotBlank String team) implements Action {
		}

	}

	record Report(String city, int degrees) {
	}

	interface Catalogue {

		boolean contains(String product);

	}

	static class WeatherTools {

		@Tool(description = "The weather of a city")
		String weather(String city) {
			return "7 degrees in " + city;
		}

	}

}
