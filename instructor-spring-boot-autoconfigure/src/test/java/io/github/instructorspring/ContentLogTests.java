package io.github.instructorspring;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.validation.constraints.Max;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.annotation.Tool;
import reactor.test.StepVerifier;

import io.github.instructorspring.InstructorOperations.PromptSpec;
import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.LoopbackModel.Call;
import io.github.instructorspring.validation.Sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The log of prompts and answers, for those who ask for it.
 */
class ContentLogTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String ACCOUNT = "{\"owner\":\"Orla Byrne\",\"iban\":\"IE29AIBK93115212345678\",\"age\":41}";

	private static final String OLD = ACCOUNT.replace("41", "941");

	private final Logger logger = (Logger) LoggerFactory.getLogger(InstructorTemplate.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.logContent(true)
		.build();

	private final @Nullable Level level = this.logger.getLevel();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void stop() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(this.level);
		this.model.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void conversationIsLoggedAttemptByAttempt(boolean streamed) {
		this.model.answersText("{\"name\":\"Orla\",\"age\":941}", "{\"name\":\"Orla\",\"age\":41}");
		ResponseModelSpec<Person> spec = ask("Orla is 41.").mode(OutputMode.JSON).responseModel(Person.class);
		Completion<Person> completion = (streamed) ? spec.stream().completion().block(PATIENCE)
				: spec.call().completion();
		assertThat(completion).isNotNull();
		List<String> content = content();
		assertThat(content).allMatch((line) -> line.startsWith("Call " + completion.id() + ", attempt "));
		assertThat(content).extracting((line) -> line.replaceFirst("Call \\S+ attempt ", ""))
			.satisfiesExactly((system) -> assertThat(system).startsWith("1, sent SYSTEM: ").contains("\n    "),
					(user) -> assertThat(user).isEqualTo("1, sent USER: Orla is 41."),
					(answer) -> assertThat(answer).isEqualTo("1, received: {\"name\":\"Orla\",\"age\":941}"),
					(before) -> assertThat(before).isEqualTo("2, sent: 2 message(s) as before"),
					(own) -> assertThat(own).startsWith("2, sent ASSISTANT: ").contains("941"),
					(correction) -> assertThat(correction)
						.startsWith("2, sent USER: Validation errors found:\n    - age: found 941"),
					(answer) -> assertThat(answer).isEqualTo("2, received: {\"name\":\"Orla\",\"age\":41}"));
	}

	@Test
	void toolsAndTheirRoundsAreLogged() {
		this.model.answersToolCalls(List.of(new Call("t1", "weather", "{\"city\":\"Oslo\"}")))
			.answersToolCall("Person", "{\"name\":\"Orla\",\"age\":41}");
		ask("Who is it?").mode(OutputMode.TOOLS)
			.chatClient((request) -> request.tools(new Weather()))
			.responseModel(Person.class)
			.call()
			.entity();
		assertThat(content()).anySatisfy((line) -> assertThat(line).endsWith("received: weather {\"city\":\"Oslo\"}"))
			.anySatisfy((line) -> assertThat(line).contains("sent TOOL: weather ", "rain in Oslo"))
			.last()
			.satisfies((line) -> assertThat(line).endsWith("received: Person {\"name\":\"Orla\",\"age\":41}"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingIsLoggedUnlessItIsAskedForAndTraced(boolean asked) {
		this.model.answersText("{\"name\":\"Orla\",\"age\":41}");
		this.logger.setLevel((asked) ? Level.DEBUG : Level.TRACE);
		this.instructor.mutate()
			.logContent(asked)
			.build()
			.prompt()
			.user("Orla is 41.")
			.mode(OutputMode.JSON)
			.responseModel(Person.class)
			.call()
			.entity();
		assertThat(content()).isEmpty();
		assertThat(this.lines.list).hasSize(1)
			.allSatisfy((line) -> assertThat(line.getFormattedMessage()).doesNotContain("Orla", "41."));
	}

	@Test
	void failedCallIsLoggedAsFarAsItCame() {
		this.model.answersText("{\"name\":\"Orla\",\"age\":941}").fails(500);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> ask("Orla is 41.").mode(OutputMode.JSON).responseModel(Person.class).call().entity());
		assertThat(content()).filteredOn((line) -> line.contains("received")).hasSize(1);
		assertThat(content()).last().satisfies((line) -> assertThat(line).contains("attempt 2, sent USER:"));
	}

	@Test
	void cancelledStreamIsLogged() {
		this.model.answersText("{\"name\":\"Orla\",\"age\":41}" + " ".repeat(100_000));
		StepVerifier.create(ask("Orla is 41.").mode(OutputMode.JSON).responseModel(Person.class).stream().partials(), 1)
			.expectNextCount(1)
			.thenCancel()
			.verify(PATIENCE);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(content()).hasSize(2));
		assertThat(content().get(1)).endsWith("sent USER: Orla is 41.");
	}

	@Test
	void lineBreaksAndControlCharactersForgeNoLines() {
		this.model.answersText("{\"name\":\"Orla\",\"age\":41}");
		ask("one\r\ntwo\u2028three\u001B[2J\u0007").mode(OutputMode.JSON).responseModel(Person.class).call().entity();
		assertThat(content().get(1)).endsWith("sent USER: one\n    two\n    three?[2J?");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("conversations")
	void sensitiveValueIsNowhere(String name, OutputMode mode, boolean fieldLevel, Consumer<LoopbackModel> answers) {
		answers.accept(this.model);
		PromptSpec prompt = ask("Open an account for Orla Byrne, 41, IBAN IE29 AIBK 9311 5212 3456 78.").mode(mode)
			.retry((policy) -> policy.fieldLevel(fieldLevel).maxRetries(1));
		try {
			prompt.responseModel(Account.class).call().entity();
		}
		catch (RuntimeException ex) {
			assertThat(ex.toString()).doesNotContain("Orla", "IE29");
		}
		assertThat(content()).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.replaceAll("[^A-Za-z0-9]", "")).doesNotContainIgnoringCase("Orla")
				.doesNotContainIgnoringCase("Byrne")
				.doesNotContain("IE29", "345678", "45678"));
	}

	static Stream<Arguments> conversations() {
		return Stream.of(
				Arguments.of("success", OutputMode.JSON, false, answers((model) -> model.answersText(ACCOUNT))),
				Arguments.of("tool", OutputMode.TOOLS, false,
						answers((model) -> model.answersToolCall("Account", ACCOUNT))),
				Arguments.of("re-ask", OutputMode.JSON, false, answers((model) -> model.answersText(OLD, ACCOUNT))),
				Arguments.of("re-ask of a tool", OutputMode.TOOLS, false,
						answers((model) -> model.answersToolCall("Account", OLD).answersToolCall("Account", ACCOUNT))),
				Arguments.of("re-ask of a part", OutputMode.JSON, true,
						answers((model) -> model.answersText(OLD, "{\"age\":41}"))),
				Arguments.of("prose and thoughts", OutputMode.MD_JSON, false,
						answers((model) -> model.answersText("<think>Orla B. has IE29…45678</think>This is Orla's:\n"
								+ "```json\n" + ACCOUNT + "\n```"))),
				Arguments.of("escaped", OutputMode.JSON, false,
						answers((model) -> model.answersText(ACCOUNT.replace("Orla", "\\u004frla")))),
				Arguments.of("mended", OutputMode.JSON, false,
						answers((model) -> model.answersText(ACCOUNT.replace('"', '\'').replace("}", ",}")))),
				Arguments.of("exhausted", OutputMode.JSON, false,
						answers((model) -> model.answersText(OLD, OLD.replace("941", "942")))),
				Arguments.of("wrong value", OutputMode.JSON, false,
						answers((model) -> model.answersText("{\"owner\":null,\"iban\":null,\"age\":941}",
								"{\"owner\":null,\"iban\":null,\"age\":942}"))),
				Arguments.of("no JSON", OutputMode.JSON, false,
						answers((model) -> model.answersText("Orla Byrne has IE29.", ACCOUNT))),
				Arguments.of("cut", OutputMode.JSON, false,
						answers((model) -> model.answersCut(ACCOUNT.substring(0, 30), "length"))),
				Arguments.of("refused", OutputMode.JSON, false,
						answers((model) -> model.refuses("I cannot open accounts for Orla Byrne."))),
				Arguments.of("not answered", OutputMode.JSON, false, answers((model) -> model.fails(500))),
				Arguments.of("answered once", OutputMode.JSON, false, answers(
						(model) -> model.answersText("{\"owner\":\"O\",\"iban\":\"I\",\"age\":941}").fails(500))));
	}

	private static Consumer<LoopbackModel> answers(Consumer<LoopbackModel> answers) {
		return answers;
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void sensitiveValueIsNowhereWhateverIsAskedFor(String answer, Consumer<ResponseModelSpec<Account>> call) {
		this.model.answersText(answer);
		call.accept(ask("Orla Byrne opens an account.").mode(OutputMode.JSON).responseModel(Account.class));
		assertThat(content()).hasSize(3)
			.allSatisfy((line) -> assertThat(line).doesNotContain("Orla", "Byrne", "IE29"))
			.last()
			.satisfies((line) -> assertThat(line)
				.endsWith(": " + answer.replace("Orla Byrne", "***").replace("IE29AIBK93115212345678", "***")));
	}

	static Stream<Arguments> shapes() {
		return Stream.of(
				Arguments.of("{\"items\":[" + ACCOUNT + "]}",
						shape((spec) -> assertThat(spec.call().entities()).hasSize(1))),
				Arguments.of("{\"items\":[" + ACCOUNT + "," + ACCOUNT + "]}",
						shape((spec) -> assertThat(spec.stream().items().collectList().block(PATIENCE)).hasSize(2))),
				Arguments.of("{\"result\":" + ACCOUNT + ",\"error\":false,\"message\":null}",
						shape((spec) -> assertThat(spec.call().maybe().isPresent()).isTrue())),
				Arguments.of(ACCOUNT,
						shape((spec) -> assertThat(spec.stream().deltas().blockLast(PATIENCE)).isNotNull())));
	}

	private static Consumer<ResponseModelSpec<Account>> shape(Consumer<ResponseModelSpec<Account>> call) {
		return call;
	}

	@Test
	void restOfASensitiveCallIsShown() {
		this.model.answersText(OLD, ACCOUNT);
		ask("An account for Orla Byrne, who is 41.").mode(OutputMode.JSON).responseModel(Account.class).call().entity();
		assertThat(content())
			.anySatisfy((line) -> assertThat(line).endsWith("sent USER: An account for ***, who is 41."))
			.anySatisfy((line) -> assertThat(line).contains("age: found 941, expected"))
			.last()
			.satisfies((line) -> assertThat(line)
				.endsWith("attempt 2, received: {\"owner\":\"***\",\"iban\":\"***\",\"age\":41}"));
	}

	@Test
	void textsThatCannotBeMaskedAreWithheldWithTheirLength() {
		this.model.answersText("Orla Byrne.", "Orla Byrne!");
		assertThatExceptionOfType(RetriesExhaustedException.class)
			.isThrownBy(() -> ask("Orla Byrne, 41.").mode(OutputMode.JSON)
				.maxRetries(1)
				.responseModel(Account.class)
				.call()
				.entity());
		assertThat(content()).extracting((line) -> line.replaceFirst("Call \\S+ attempt ", ""))
			.contains("1, sent USER: withheld, 15 characters", "1, received: withheld, 11 characters",
					"2, received: withheld, 11 characters")
			.allSatisfy((line) -> assertThat(line).containsAnyOf("withheld, ", "as before"));
	}

	private PromptSpec ask(String text) {
		return this.instructor.prompt().user(text);
	}

	private List<String> content() {
		return List.copyOf(this.lines.list)
			.stream()
			.filter((line) -> line.getLevel() == Level.TRACE)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	record Person(String name, @Max(150) int age) {
	}

	record Account(@Sensitive @Nullable String owner, @Sensitive @Nullable String iban, @Max(150) int age) {
	}

	static final class Weather {

		@Tool(description = "The weather of a city")
		String weather(String city) {
			return "rain in " + city;
		}

	}

}
