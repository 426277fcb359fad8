package io.github.instructorspring.docs;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.openai.errors.InternalServerException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.BudgetExceededException;
import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorException;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.LoopbackModel;
import io.github.instructorspring.LoopbackModeration;
import io.github.instructorspring.MissingModelPriceException;
import io.github.instructorspring.ModelPrice;
import io.github.instructorspring.ResponseRefusedException;
import io.github.instructorspring.RetriesExhaustedException;
import io.github.instructorspring.SemanticValidationException;
import io.github.instructorspring.UnsupportedResponseModelException;
import io.github.instructorspring.autoconfigure.InstructorProperties;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Moderated;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The examples and tables of docs/semantic-validation.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class SemanticValidationDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("semantic-validation.md");

	private static final Logger log = LoggerFactory.getLogger(SemanticValidationDocTests.class);

	private static final String COMPLAINT = "My lamp is broken.";

	private static final String RUDE = """
			{"text":"You broke it yourself."}""";

	private static final String KIND = """
			{"text":"We are sorry."}""";

	private static final String OBJECTION = """
			{"verdicts":[{"rule":1,"acceptable":false,"reason":"It says that the customer broke it.","fixedValue":null}]}""";

	private static final String FIX = OBJECTION.replace("null", "\"We are sorry that it broke.\"");

	private static final String LETTER = """
			{"subject":"Your lamp","replies":[{"text":"We are sorry."},{"text":"A new one is on its way."},{"text":"We are sorry."}]}""";

	private static final String DIGEST = """
			{"replies":[{"text":"We are sorry."},{"text":"You broke it yourself."}],"author":"Lamps Ltd."}""";

	private static final String POST = """
			{"title":"Your lamp","lines":["We are sorry.","We know where you live."]}""";

	private final LoopbackModel judge = new LoopbackModel();

	@AfterEach
	void stopJudge() {
		this.judge.close();
	}

	@Test
	void objectionIsAskedAgain() {
		this.model.answersText(RUDE, OBJECTION, KIND, accepted(1));
		assertThat(reply(this.instructor, COMPLAINT).text()).isEqualTo("We are sorry.");
		page.showsJson(RUDE, OBJECTION);
		page.showsText(sent(1), sent(2), this.model.request(1).at("/messages/0/content").asString());
		assertThat(this.model.request(1).path("messages")).hasSize(2);
		assertThat(this.model.calls()).isEqualTo(4);
	}

	private Reply reply(InstructorTemplate instructor, String complaint) {
		Reply reply = instructor.create(Reply.class, complaint);
		return reply;
	}

	@Test
	void rulesOfAnAnswerAreOneRequestAndStandInTheSchema() {
		this.model.answersText(LETTER, accepted(5));
		assertThat(letter(this.instructor, COMPLAINT).replies()).hasSize(3);
		page.showsJson(LETTER);
		page.showsJson(sentSchema());
		page.showsJson(payload(this.model.request(1)));
		assertThat(this.model.calls()).isEqualTo(2);
		this.model.answersText("{\"text\":\"a\"}", accepted(1));
		this.instructor.create(Described.class, COMPLAINT);
		page.says(
				this.model.request(2).at("/response_format/json_schema/schema/properties/text/description").asString());
	}

	private Letter letter(InstructorTemplate instructor, String complaint) {
		Letter letter = instructor.create(Letter.class, complaint);
		return letter;
	}

	@Test
	void onlyWhatIsAcceptableOtherwiseIsJudgedAndOnlyOnce() {
		this.model.answersText(KIND.replace("We are sorry.", " "), KIND, LETTER, LETTER.replace("Your lamp", "Lamp"));
		this.judge.answersText(accepted(1), rejected(5, 3, "It is two words."), accepted(3));
		judged(this.instructor, judgeClient()).create(Reply.class, COMPLAINT);
		assertThat(this.judge.calls()).isEqualTo(1);
		judged(this.instructor, judgeClient()).create(Letter.class, COMPLAINT);
		assertThat(payload(this.judge.request(2)).valueStream().map((rule) -> rule.path("path").asString()))
			.containsExactly("answer", "subject", "subject");
	}

	@Test
	void nullIsNotJudgedAndACollectionIsJudgedAsAWhole() {
		this.model.answersText("{\"maybe\":null,\"tags\":[\"a\",\"b\"]}", accepted(1));
		this.instructor.create(Tagged.class, COMPLAINT);
		assertThat(payload(this.model.request(1)).valueStream().map((rule) -> rule.path("value").toString()))
			.containsExactly("[\"a\",\"b\"]");
	}

	@Test
	void checks() {
		this.model.answersText("{\"text\":\"Buy a new one.\"}", rejected(1, 1, "It is curt."));
		assertThat(checks(this.instructor, COMPLAINT)).singleElement().satisfies((check) -> {
			assertThat(check.outcome()).isEqualTo(Check.Outcome.ACCEPTED);
			assertThat(check.violation().path()).isEqualTo("text");
			page.says(check.violation().message());
			page.says("{\"text\":\"Buy a new one.\"}");
		});
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private List<Check> checks(InstructorTemplate instructor, String complaint) {
		List<Check> checks = instructor.prompt().user(complaint).responseModel(Note.class).call().completion().checks();
		return checks;
	}

	@Test
	void fixes(CapturedOutput output) {
		this.model.answersText(RUDE, FIX);
		page.says(fixed(this.instructor, COMPLAINT));
		page.showsJson(payload(this.model.request(1)));
		page.showsJson(FIX);
		page.showsText(
				output.getOut().lines().filter((line) -> line.endsWith(" FIXED")).findFirst().orElse("none is fixed"));
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private Answer fixed(InstructorTemplate instructor, String complaint) {
		// @formatter:off
		Completion<Answer> completion = instructor.prompt()
			.user(complaint)
			.responseModel(Answer.class)
			.call()
			.completion();

		for (Check check : completion.checks()) {
			System.out.println(check.violation().path() + ": " + check.violation().message() + " " + check.outcome());
		}
		// @formatter:on
		return completion.entity();
	}

	@Test
	void fixesThatAreNoneAreAskedAgain() {
		for (String fix : List.of("a".repeat(61), " ", "You broke it yourself.")) {
			this.model.answersText(RUDE, FIX.replace("We are sorry that it broke.", fix), KIND, accepted(1));
			assertThat(fixed(this.instructor, COMPLAINT).text()).isEqualTo("We are sorry.");
			assertThat(sent(this.model.calls() - 2)).contains("It says that the customer broke it.");
		}
		String both = "{\"first\":{\"text\":\"You broke it yourself.\"},\"second\":" + RUDE + "}";
		this.model.answersText(both, """
				{"verdicts":[{"rule":1,"acceptable":false,"reason":"Bad one.","fixedValue":"a"},
				{"rule":2,"acceptable":false,"reason":"Bad two.","fixedValue":null}]}""", both.replace("broke", "have"),
				accepted(2));
		this.instructor.create(FixedAndNot.class, COMPLAINT);
		assertThat(sent(this.model.calls() - 2)).contains("Bad one.", "Bad two.");
	}

	@Test
	void checksAreNotFixedAndFixesAreNotModeratedAgain() {
		this.model.answersText(RUDE, FIX);
		Completion<Checked> checked = this.instructor.prompt()
			.user(COMPLAINT)
			.responseModel(Checked.class)
			.call()
			.completion();
		assertThat(checked.entity().text()).isEqualTo("You broke it yourself.");
		assertThat(payload(this.model.request(1)).get(0).has("fix")).isFalse();
		try (LoopbackModeration moderation = new LoopbackModeration()) {
			this.model.answersText(RUDE, FIX);
			this.instructor.mutate()
				.moderationModel(moderation.model())
				.build()
				.create(FixedAndModerated.class, COMPLAINT);
			assertThat(moderation.texts()).containsExactly("You broke it yourself.");
		}
	}

	@Test
	void fixComesBeforeTheRemedy() {
		this.model.answersText(RUDE, FIX);
		assertThat(this.instructor.create(FixedOrNull.class, COMPLAINT).text())
			.isEqualTo("We are sorry that it broke.");
	}

	@Test
	void remedies() {
		this.model.answersText(DIGEST, """
				{"verdicts":[{"rule":1,"acceptable":true},{"rule":2,"acceptable":false,"reason":"It blames."},
				{"rule":3,"acceptable":false,"reason":"No person."}]}""");
		page.says(digest(this.instructor, COMPLAINT));
		page.showsJson(DIGEST);
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private Digest digest(InstructorTemplate instructor, String complaint) {
		Digest digest = instructor.create(Digest.class, complaint);
		return digest;
	}

	@Test
	void judgeOfTheTemplateAndOfARule() {
		this.model.answersText("{\"text\":\"You pay.\",\"summary\":\"Pay.\"}");
		this.judge.answersText(accepted(1));
		try (LoopbackModel lawyer = new LoopbackModel()) {
			lawyer.answersText(accepted(1));
			InstructorTemplate instructor = judged(this.instructor, judgeClient()).mutate()
				.provider("lawyer", lawyer.chatClient("gpt-4o-mini"))
				.build();
			instructor.prompt()
				.user(COMPLAINT)
				.options((options) -> options.temperature(0.25))
				.responseModel(Contract.class)
				.call()
				.entity();
			assertThat(payload(lawyer.request(0)).get(0).path("path").asString()).isEqualTo("text");
			assertThat(payload(this.judge.request(0)).get(0).path("path").asString()).isEqualTo("summary");
			assertThat(this.model.request(0).path("temperature").asDouble()).isEqualTo(0.25);
			assertThat(this.judge.request(0).has("temperature")).isFalse();
		}
	}

	private InstructorTemplate judged(InstructorTemplate instructor, ChatClient judgeClient) {
		// @formatter:off
		InstructorTemplate judged = instructor.mutate().provider("judge", judgeClient).semanticProvider("judge").build();
		// @formatter:on
		return judged;
	}

	@Test
	void modelOfTheTemplateJudgesAfterAnEscalationToo() {
		this.model.answersText("none", accepted(1));
		this.judge.answersText(KIND);
		this.instructor.mutate()
			.provider("strong", judgeClient())
			.retry((policy) -> policy.escalateTo("strong"))
			.build()
			.create(Reply.class, COMPLAINT);
		assertThat(payload(this.model.request(1)).get(0).path("value").asString()).isEqualTo("We are sorry.");
	}

	@Test
	void propertiesOfThePageAreThoseOfTheApplication() throws IOException {
		String yaml = DocumentationTests.page("semantic-validation.md").split("```yaml\n")[1].split("```")[0];
		InstructorProperties properties = new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
			.load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))))
			.bind("instructor", InstructorProperties.class)
			.get();
		assertThat(properties.validation().semanticProvider()).isEqualTo("judge");
		assertThat(properties.providers()).containsOnlyKeys("judge");
		assertThat(properties.providers().get("judge").provider()).isEqualTo("openai/gpt-4.1-mini");
	}

	@Test
	void judgementsAreBilled() {
		this.model.answersText(KIND, KIND);
		this.judge.answersText("Hm.", accepted(1), accepted(1));
		ModelPrice price = ModelPrice.perMillionTokens("1", "4");
		InstructorTemplate judged = judged(this.instructor, judgeClient()).mutate().price("gpt-4o-mini", price).build();
		InstructorTemplate priced = judged.mutate().price("gpt-4.1-mini", price).build();
		Completion<Reply> completion = priced.prompt()
			.user(COMPLAINT)
			.responseModel(Reply.class)
			.maxRetries(0)
			.call()
			.completion();
		assertThat(completion.usage().getTotalTokens())
			.isEqualTo(this.model.billedTokens() + this.judge.billedTokens());
		assertThat(completion.usage().cost()).contains(new BigDecimal("0.00054"));
		assertThat(completion.attempts()).hasSize(1);
		completion = judged.prompt().user(COMPLAINT).responseModel(Reply.class).call().completion();
		assertThat(completion.usage().cost()).isEmpty();
	}

	@Test
	void budgetThatIsUsedUp(CapturedOutput output) {
		this.model.answersText(KIND, KIND);
		BudgetExceededException exception = catchThrowableOfType(BudgetExceededException.class,
				() -> limited(this.instructor, COMPLAINT));
		assertThat(exception.attempts().get(0).candidate()).contains(new Reply("We are sorry."));
		assertThat(output).contains("Nothing wrong, but not judged: true");
		List<Check> checks = this.instructor.prompt()
			.user(COMPLAINT)
			.responseModel(Reply.class)
			.retry((policy) -> policy.maxTokens(100))
			.acceptLastAttempt()
			.call()
			.completion()
			.checks();
		page.says(checks.get(0).violation().message());
		assertThat(this.model.calls()).isEqualTo(2);
	}

	private Reply limited(InstructorTemplate instructor, String complaint) {
		// @formatter:off
		try {
			return instructor.prompt()
				.user(complaint)
				.responseModel(Reply.class)
				.retry((policy) -> policy.maxTokens(100))
				.call()
				.entity();
		}
		catch (BudgetExceededException ex) {
			log.warn("Nothing wrong, but not judged: {}", ex.violations().isEmpty()); // Nothing wrong, but not judged: true
			throw ex;
		}
		// @formatter:on
	}

	@Test
	void judgeWithoutAVerdict() {
		this.model.answersText(KIND, KIND, KIND, KIND, "{\"text\":\"Buy a new one.\"}");
		this.judge.answersText("Fine.", "Really fine.", "As I said.").refuses("I do not judge.");
		this.judge.answersCut("{\"verdicts\":", "length").fails(500);
		InstructorTemplate judged = judged(this.instructor, judgeClient());
		SemanticValidationException exception = catchThrowableOfType(SemanticValidationException.class,
				() -> judged.create(Reply.class, COMPLAINT));
		assertThat(exception.attempts()).singleElement()
			.satisfies((attempt) -> assertThat(attempt.candidate()).contains(new Reply("We are sorry.")));
		assertThat(exception).hasCauseInstanceOf(RetriesExhaustedException.class);
		assertThat(((RetriesExhaustedException) exception.getCause()).attempts()).hasSize(3);
		assertThat(exception.usage().getTotalTokens()).isEqualTo(480);
		assertThatExceptionOfType(SemanticValidationException.class).isThrownBy(
				() -> judged.prompt().user(COMPLAINT).responseModel(Reply.class).acceptLastAttempt().call().entity())
			.withCauseInstanceOf(ResponseRefusedException.class);
		assertThatExceptionOfType(SemanticValidationException.class)
			.isThrownBy(() -> judged.create(Reply.class, COMPLAINT));
		assertThatExceptionOfType(InternalServerException.class)
			.isThrownBy(() -> judged.create(Reply.class, COMPLAINT));
		this.judge.answersText("Fine.", "Fine.");
		assertThatExceptionOfType(SemanticValidationException.class).isThrownBy(() -> checks(judged, COMPLAINT));
	}

	@Test
	void moderation() {
		try (LoopbackModeration moderation = new LoopbackModeration()) {
			moderation.flags("We know where you live.", "harassment/threatening");
			this.model.answersText(POST, POST.replace("know where you live", "send a new one"));
			assertThat(moderated(this.instructor, moderation.model(), COMPLAINT).lines()).hasSize(2);
			page.showsJson(POST);
			page.showsText(asked());
			assertThat(moderation.texts()).containsExactly("Your lamp", "We are sorry.", "We know where you live.",
					"We send a new one.");
			assertThat(sentSchema().toString()).doesNotContain("description");
		}
	}

	private Post moderated(InstructorTemplate instructor, ModerationModel moderationModel, String complaint) {
		InstructorTemplate moderated = instructor.mutate().moderationModel(moderationModel).build();

		Post post = moderated.create(Post.class, complaint);
		return post;
	}

	@Test
	void refusedBeforeTheFirstRequest() {
		Map<String, Class<? extends Exception>> refused = Map.of("FixedType", UnsupportedResponseModelException.class,
				"FixedNumber", UnsupportedResponseModelException.class, "ModeratedNumber",
				UnsupportedResponseModelException.class, "Leaflet", InstructorException.class);
		for (Class<?> type : List.of(FixedType.class, FixedNumber.class, ModeratedNumber.class, Leaflet.class)) {
			assertThatExceptionOfType(Exception.class).as(type.getSimpleName())
				.isThrownBy(() -> this.instructor.create(type, COMPLAINT))
				.isExactlyInstanceOf(refused.get(type.getSimpleName()));
		}
		InstructorException exception = catchThrowableOfType(InstructorException.class,
				() -> this.instructor.create(Leaflet.class, COMPLAINT));
		page.showsText(exception.getMessage());
		assertThatExceptionOfType(MissingModelPriceException.class)
			.isThrownBy(() -> judged(this.instructor, judgeClient()).mutate()
				.price("gpt-4o-mini", ModelPrice.perMillionTokens("1", "4"))
				.retry((policy) -> policy.maxCost(BigDecimal.ONE))
				.build()
				.create(Reply.class, COMPLAINT))
			.matches((missing) -> missing.model().equals("gpt-4.1-mini"));
		assertThat(this.model.calls()).isZero();
	}

	private ChatClient judgeClient() {
		return this.judge.chatClient("gpt-4.1-mini");
	}

	private static String accepted(int rules) {
		return rejected(rules, 0, "");
	}

	/**
	 * Verdicts on some rules, of which one may be broken.
	 */
	private static String rejected(int rules, int broken, String reason) {
		StringBuilder verdicts = new StringBuilder();
		for (int rule = 1; rule <= rules; rule++) {
			verdicts.append((rule > 1) ? "," : "")
				.append("{\"rule\":" + rule + ",\"acceptable\":" + (rule != broken) + ",\"reason\":"
						+ ((rule != broken) ? "null" : json(reason)) + ",\"fixedValue\":null}");
		}
		return "{\"verdicts\":[" + verdicts + "]}";
	}

	private static JsonNode payload(JsonNode request) {
		String content = request.at("/messages/1/content").asString();
		return JsonMapper.shared().readTree(content.substring(content.indexOf('['), content.lastIndexOf(']') + 1));
	}

	record Reply(@NotBlank @Semantic("must not blame the customer") String text) {
	}

	@Semantic("the subject must fit the replies")
	record Letter(@Semantic("must be friendly") @Semantic("must be short") String subject, List<Reply> replies) {
	}

	record Described(@JsonPropertyDescription("What we write") @Semantic("must be friendly") String text) {
	}

	record Tagged(@Semantic("must be there") @Nullable String maybe, @Semantic("must differ") List<String> tags) {
	}

	record Note(@Semantic(value = "must be polite", severity = Severity.CHECK) String text) {
	}

	record Answer(@Size(max = 60) @Semantic(value = "must not blame the customer", allowFix = true) String text) {
	}

	record Checked(@Semantic(value = "must be polite", allowFix = true, severity = Severity.CHECK) String text) {
	}

	record FixedAndModerated(@Moderated @Semantic(value = "must be polite", allowFix = true) String text) {
	}

	record FixedOrNull(
			@Semantic(value = "must be polite", allowFix = true) @OnViolation(Remedy.SET_NULL) @Nullable String text) {
	}

	record FixedAndNot(Answer first, Reply second) {
	}

	// @formatter:off
	record Digest(@OnViolation(Remedy.DROP_ELEMENT) List<Reply> replies,
			@Semantic("must be the name of a person") @OnViolation(Remedy.SET_NULL) @Nullable String author) {
	}

	record Contract(@Semantic(value = "must not promise a refund", provider = "lawyer") String text,
			@Semantic("must be in plain words") String summary) {
	}

	record Leaflet(@Semantic(value = "must not promise a refund", provider = "lawyer") String text, @Moderated String slogan) {
	}
	// @formatter:on

	record Post(@Moderated String title, @Moderated List<String> lines) {
	}

	@Semantic(value = "must be true", allowFix = true)
	record FixedType(String text) {
	}

	record FixedNumber(@Semantic(value = "must be odd", allowFix = true) Integer count) {
	}

	record ModeratedNumber(@Moderated int count) {
	}

}
