package io.github.instructorspring.docs;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.openai.errors.RateLimitException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.github.instructorspring.Attempt;
import io.github.instructorspring.AttemptedCallException;
import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.FailureStage;
import io.github.instructorspring.IncompleteResponseException;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.MissingModelPriceException;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.OversizedResponseException;
import io.github.instructorspring.ResponseRefusedException;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.UnsupportedResponseModelException;
import io.github.instructorspring.retry.RetryBudget;
import io.github.instructorspring.retry.RetryPolicy;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The examples and tables of docs/errors.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class ErrorsDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("errors.md");

	private static final Logger log = LoggerFactory.getLogger(ErrorsDocTests.class);

	private static final String TEXT = "text";

	private static final String PROSE = "I cannot find a ticket.";

	private static final String SOON = "{\"title\":\"Lamp\",\"priority\":\"soon\"}";

	private static final String NINE = "{\"title\":\"Lamp\",\"priority\":9}";

	@Test
	void attempts(CapturedOutput output) {
		this.model.answersText(PROSE, SOON, NINE);
		RetriesExhaustedException exception = catchThrowableOfType(RetriesExhaustedException.class,
				() -> attempts(this.instructor, TEXT));
		List.of(PROSE, SOON, NINE).forEach(page::says);
		page.showsText(output.getOut()
			.lines()
			.filter((line) -> line.contains("Attempt "))
			.map((line) -> line.substring(line.indexOf("Attempt ")))
			.collect(Collectors.joining("\n")));
		assertThat(exception.lastCandidate()).contains(new Ticket("Lamp", 9));
		assertThat(exception.repeated()).isFalse();
		assertThat(exception.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(exception.attempts()).extracting(Attempt::text).containsExactly(PROSE, SOON, NINE);
	}

	private Ticket attempts(InstructorTemplate instructor, String text) {
		// @formatter:off
		try {
			return instructor.create(Ticket.class, text);
		}
		catch (AttemptedCallException ex) {
			for (Attempt attempt : ex.attempts()) {
				log.warn("Attempt {}: {} with {} violation(s), {} tokens", attempt.number(),
						attempt.failure().orElseThrow().stage(), attempt.violations().size(),
						attempt.usage().getTotalTokens());
			}
			throw ex;
		}
		// @formatter:on
	}

	@Test
	void everyExceptionIsListed() {
		List<JavaClass> exceptions = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.instructorspring")
			.stream()
			.filter((type) -> type.isAssignableTo(Throwable.class) && type.getModifiers().contains(JavaModifier.PUBLIC))
			.toList();
		Set<String> ofCalls = exceptions.stream()
			.filter((type) -> type.getPackageName().equals("io.github.instructorspring"))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(page.rows("exception").map((row) -> row.get(0))).containsExactlyInAnyOrderElementsOf(ofCalls);
		exceptions.forEach((type) -> page.says(type.getSimpleName()));
	}

	@Test
	void everyAccessorIsListed() {
		Map<String, List<String>> listed = page.rows("accessor")
			.flatMap((row) -> Arrays.stream(row.get(1).split(", "))
				.flatMap((type) -> Arrays.stream(row.get(0).split(", ")).map((name) -> Map.entry(type, name))))
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		for (Class<?> type : List.of(AttemptedCallException.class, RetriesExhaustedException.class,
				BudgetExceededException.class, IncompleteResponseException.class, ResponseRefusedException.class,
				OversizedResponseException.class, UnsupportedResponseModelException.class,
				MissingModelPriceException.class)) {
			assertThat(listed.get(type.getSimpleName())).as(type.getSimpleName())
				.containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getDeclaredMethods())
					.filter((method) -> Modifier.isPublic(method.getModifiers()))
					.map(Method::getName)
					.map((name) -> name + "()")
					.toList());
		}
		assertThat(page.rows("stage").map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(FailureStage.values()).map(FailureStage::name).toList());
		assertThat(page.rows("accessor").map((row) -> row.get(2)).toList())
			.contains(Arrays.stream(RetryBudget.Kind.values())
				.map(Enum::name)
				.collect(Collectors.joining(", "))
				.replace(", COST", " or COST"));
	}

	@Test
	void whatIsThrownBeforeAnyRequest() {
		assertThatExceptionOfType(UnsupportedResponseModelException.class)
			.isThrownBy(() -> this.instructor.create(Unbindable.class, TEXT))
			.satisfies((ex) -> assertThat(ex.problems()).isNotEmpty());
		assertThatExceptionOfType(MissingModelPriceException.class)
			.isThrownBy(() -> with((policy) -> policy.maxCost(BigDecimal.ONE)))
			.satisfies((ex) -> assertThat(ex.model()).isEqualTo("gpt-4o-mini"));
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> with((policy) -> policy.escalateTo("no")));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.instructor.prompt().responseModel(Ticket.class).call().entity());
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void whatIsThrownAfterARequest() {
		this.model.answersText(NINE)
			.answersText(NINE, NINE)
			.answersCut("{\"title\":", "length")
			.refuses("I will not")
			.fails(429);
		BudgetExceededException budget = catchThrowableOfType(BudgetExceededException.class,
				() -> with((policy) -> policy.maxTokens(100)));
		assertThat(budget.budget()).isEqualTo(RetryBudget.Kind.TOKENS);
		RetriesExhaustedException repeated = catchThrowableOfType(RetriesExhaustedException.class,
				() -> with((policy) -> policy.maxRetries(9)));
		assertThat(repeated.repeated()).isTrue();
		IncompleteResponseException cut = catchThrowableOfType(IncompleteResponseException.class,
				() -> with((policy) -> policy.maxRetries(9)));
		assertThat(cut.finishReason()).isEqualTo("LENGTH");
		ResponseRefusedException refused = catchThrowableOfType(ResponseRefusedException.class,
				() -> with((policy) -> policy.maxRetries(9)));
		assertThat(refused.refusal()).isEqualTo("I will not");
		for (AttemptedCallException exception : List.of(budget, repeated, cut, refused)) {
			assertThat(exception.attempts()).isNotEmpty();
			assertThat(exception).asString().doesNotContain("Lamp", "I will not", TEXT + " of a user");
			assertThat(exception.attempts()).asString().doesNotContain("Lamp", "I will not");
		}
		assertThat(cut.attempts().get(0).failure().orElseThrow().stage()).isEqualTo(FailureStage.INCOMPLETE);
		assertThat(refused.attempts().get(0).failure().orElseThrow().stage()).isEqualTo(FailureStage.REFUSED);
		assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> with((policy) -> policy.maxRetries(9)));
		page.says(RateLimitException.class.getName());
	}

	private Ticket with(Consumer<RetryPolicy.Builder> policy) {
		return this.instructor.prompt()
			.user(TEXT + " of a user")
			.responseModel(Ticket.class)
			.retry(policy)
			.call()
			.entity();
	}

	@Test
	void priceOfAnotherModelIsMissedBeforeAnyRequest() {
		InstructorTemplate priced = this.instructor.mutate()
			.provider("strong", this.model.chatClient("gpt-4o"))
			.price("gpt-4o-mini", ModelPrice.perMillionTokens("0.15", "0.60"))
			.retry((policy) -> policy.maxCost(BigDecimal.ONE).escalateTo("strong"))
			.build();
		assertThatExceptionOfType(MissingModelPriceException.class).isThrownBy(() -> priced.create(Ticket.class, TEXT))
			.satisfies((ex) -> assertThat(ex.model()).isEqualTo("gpt-4o"));
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void controller() {
		WebTestClient client = WebTestClient.bindToController(new Tickets(this.instructor))
			.controllerAdvice(new InstructorProblems())
			.build();
		this.model.answersText(PROSE, SOON, NINE)
			.refuses("I will not")
			.answersCut("{\"title\":", "length")
			.answersText("{\"title\":\"Lamp\",\"priority\":1}");
		page.showsJson(post(client, 422));
		assertThat(post(client, 422)).contains("declined");
		assertThat(post(client, 503)).contains("took too much");
		assertThat(post(client, 200)).contains("Lamp");
	}

	private String post(WebTestClient client, int status) {
		byte[] body = client.post()
			.uri("/tickets")
			.bodyValue(TEXT)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.returnResult()
			.getResponseBodyContent();
		return new String(body, StandardCharsets.UTF_8);
	}

	record Ticket(@NotBlank String title, @Min(1) @Max(5) int priority) {
	}

	interface Unbindable {

	}

	@RestController
	static class Tickets {

		private final InstructorTemplate instructor;

		Tickets(InstructorTemplate instructor) {
			this.instructor = instructor;
		}

		@PostMapping("/tickets")
		Ticket read(@RequestBody String text) {
			return this.instructor.create(Ticket.class, text);
		}

	}

	// @formatter:off
	@RestControllerAdvice
	class InstructorProblems {

		@ExceptionHandler
		ProblemDetail notReadable(RetriesExhaustedException ex) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
					"The text could not be read as what is asked for");
			problem.setProperty("fields", ex.violations().stream().map(Violation::path).toList());
			return problem;
		}

		@ExceptionHandler
		ProblemDetail refused(ResponseRefusedException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, "The model declined to read the text");
		}

		@ExceptionHandler({ BudgetExceededException.class, IncompleteResponseException.class })
		ProblemDetail usedUp(InstructorException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Reading the text took too much");
		}

		@ExceptionHandler
		ProblemDetail other(InstructorException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "The text cannot be read");
		}

	}
	// @formatter:on

}
