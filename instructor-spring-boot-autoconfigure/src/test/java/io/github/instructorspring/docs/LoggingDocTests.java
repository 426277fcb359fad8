package io.github.instructorspring.docs;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.UnsupportedResponseModelException;
import io.github.instructorspring.validation.AnswerValidation;
import io.github.instructorspring.validation.Sensitive;
import io.github.instructorspring.validation.SensitiveTexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The examples and tables of docs/logging.md.
 */
class LoggingDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("logging.md");

	private static final String ACCOUNT = "{\"owner\":\"Orla\",\"iban\":\"IE29AIBK93115212345678\",\"age\":41}";

	private final Logger logger = (Logger) LoggerFactory.getLogger(InstructorTemplate.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	void conversationAndOutcome() {
		this.model.answersText(ACCOUNT.replace("41", "941"), ACCOUNT);
		assertThat(opened(this.model.chatClient("gpt-4o-mini")).iban()).isEqualTo("IE29AIBK93115212345678");
		page.showsText(logged(Level.TRACE), logged(Level.DEBUG));
		assertThat(this.lines.list).filteredOn((line) -> line.getLevel() == Level.TRACE)
			.allSatisfy((line) -> assertThat(line.getMarkerList()).hasToString("[INSTRUCTOR_CONTENT]"));
	}

	private static Account opened(ChatClient chatClient) {
		// @formatter:off
		InstructorTemplate instructor = InstructorTemplate.builder(chatClient).logContent(true).build();

		Account account = instructor.create(Account.class, "Orla, 41, opens an account: IE29 AIBK 9311 5212 3456 78");
		// @formatter:on
		return account;
	}

	@Test
	void everythingBelowIsCovered() {
		this.model.answersText("{\"ward\":\"B3\",\"diagnoses\":{\"Gout\":\"2026-03-14\"},"
				+ "\"insurances\":[{\"company\":\"Vhi Group\",\"number\":\"77/1\"}]}");
		this.instructor.mutate()
			.logContent(true)
			.build()
			.prompt()
			.user("B3: gout")
			.mode(OutputMode.MD_JSON)
			.responseModel(Patient.class)
			.call()
			.entity();
		String received = logged(Level.TRACE).lines().reduce((first, last) -> last).orElseThrow();
		page.showsText(received.substring(received.indexOf("received")));
	}

	@Test
	void valueIsFoundInOtherForms() {
		JsonMapper mapper = JsonMapper.shared();
		SensitiveTexts texts = new SensitiveTexts();
		new AnswerValidation(mapper, null, List.of()).sensitive(mapper.constructType(Account.class))
			.collect(mapper.readTree(ACCOUNT), null, texts);
		assertThat(page.rows("in a text")).hasSize(4)
			.allSatisfy((row) -> assertThat(texts.mask(row.get(0))).isEqualTo(row.get(1)));
	}

	@Test
	void whatCannotBeMaskedIsWithheld() {
		this.model.answersText("IE29AIBK93115212345678, 41.");
		assertThatExceptionOfType(RetriesExhaustedException.class).isThrownBy(() -> this.instructor.mutate()
			.logContent(true)
			.maxRetries(0)
			.build()
			.create(Account.class, "An account for Orla, please"));
		assertThat(logged(Level.TRACE).lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).endsWith(": withheld, 27 characters"));
		assertThat(page.rows("of a call with sensitive values")).first()
			.satisfies((row) -> assertThat(row.get(1)).isEqualTo("withheld, 27 characters"));
	}

	@Test
	void computedValueIsAProblem() {
		UnsupportedResponseModelException exception = catchThrowableOfType(UnsupportedResponseModelException.class,
				() -> this.instructor.create(Traveller.class, "text"));
		page.showsText(asInAcme(exception.getMessage()));
	}

	@Test
	void otherLoggersAreThoseOfClasses() {
		assertThat(page.rows("logger")).hasSize(4)
			.allSatisfy((row) -> assertThat(Class.forName(row.get(0))).isNotNull());
	}

	private String logged(Level level) {
		return this.lines.list.stream()
			.filter((line) -> line.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.collect(Collectors.joining("\n"))
			.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "4f7c")
			.replaceAll("\\d+ ms", "12 ms");
	}

	record Account(@NotBlank String owner, @Sensitive String iban, @Max(150) int age) {
	}

	record Patient(String ward, @Sensitive Map<String, LocalDate> diagnoses, List<Insurance> insurances) {
	}

	@Sensitive
	record Insurance(String company, String number) {
	}

	record Traveller(String first, String last) {

		@Sensitive
		String fullName() {
			return this.first + " " + this.last;
		}

	}

}
