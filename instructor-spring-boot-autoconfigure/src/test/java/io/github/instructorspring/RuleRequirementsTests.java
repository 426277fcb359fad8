package io.github.instructorspring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.validation.Grounded;
import io.github.instructorspring.validation.Moderated;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Semantic;
import io.github.instructorspring.validation.Sensitive;
import io.github.instructorspring.validation.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What rules need of types, templates and calls is told before the first request, and the
 * answering model is told the rules.
 */
class RuleRequirementsTests {

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	static Stream<Arguments> impossibleTypes() {
		return Stream.of(Arguments.of(ModeratedNumber.class,
				"ModeratedNumber.count: @Moderated needs a text or a collection of texts, but this is of type int"),
				Arguments.of(GroundedMap.class,
						"GroundedMap.quotes: @Grounded needs a text or a collection of texts, but this is of type "
								+ "java.util.Map<java.lang.String,java.lang.String>"),
				Arguments.of(GroundedArray.class,
						"GroundedArray.quotes: @Grounded needs a text or a collection of texts, but this is of type "
								+ "java.lang.String[]"),
				Arguments.of(NullPrimitive.class,
						"NullPrimitive.age: @OnViolation(SET_NULL) needs a property that can be null; use a wrapper "
								+ "type, but this is of type int"),
				Arguments.of(DroppedText.class,
						"DroppedText.text: @OnViolation(DROP_ELEMENT) needs a collection, an array or a map, but this "
								+ "is of type java.lang.String"),
				Arguments.of(FixedNumber.class,
						"FixedNumber.count: @Semantic(allowFix = true) needs a property that is text, but this is of "
								+ "type java.lang.Integer"),
				Arguments.of(FixedType.class,
						"FixedType: @Semantic(allowFix = true) on a type, whose values no text can replace; leave "
								+ "allowFix out or put the rule on a property that is text"),
				Arguments.of(SensitiveSum.class,
						"SensitiveSum.full: @Sensitive on what no answer fills; put it on the properties that it is "
								+ "made of"));
	}

	@ParameterizedTest
	@MethodSource("impossibleTypes")
	void ruleThatCannotWorkOnItsPropertyIsAProblemOfTheType(Class<?> type, String problem) {
		assertThat(this.instructor.schema(type).problems()).containsExactly(problem);
		UnsupportedResponseModelException exception = catchThrowableOfType(UnsupportedResponseModelException.class,
				() -> this.instructor.create(type, "text"));
		assertThat(exception.problems()).containsExactly(problem);
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void rulesAreFoundBelowListsMapsOptionalsSubtypesGenericsAndThemselves() {
		List<String> problems = this.instructor.schema(Everything.class).problems();
		assertThat(problems).extracting((problem) -> problem.substring(0, problem.indexOf(':')))
			.containsExactly("Everything.list[].n", "Everything.map[][].m", "Everything.shape(Circle).radius",
					"Everything.shape(Square).side_length", "Everything.page.entries[].o");
	}

	@ParameterizedTest
	@ValueSource(classes = { SensitiveRecord.class, SensitiveBean.class, Moody.class })
	void sensitiveMembersOfPropertiesAndIgnoredOnesAreNoProblem(Class<?> type) {
		assertThat(this.instructor.schema(type).problems()).isEmpty();
	}

	@Test
	void rulesThatWorkAreNoProblem() {
		assertThat(this.instructor.schema(Fine.class).problems()).isEmpty();
		assertThat(this.instructor.schema(new ParameterizedTypeReference<Map<String, Object>>() {
		}).problems()).isEmpty();
	}

	@Test
	void everythingThatACallLacksIsNamedBeforeTheFirstRequest() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> this.instructor.create(new ParameterizedTypeReference<List<Demanding>>() {
			}, "text"))
			.withMessage("No answer for response model 'DemandingList' could be judged:\n"
					+ " - DemandingList[].lawful: There is no provider 'lawyer'; known are []. Add it with "
					+ "'instructor.providers.lawyer.provider' or InstructorTemplate.Builder.provider(\"lawyer\", ..)\n"
					+ " - DemandingList[].clean: There is no model that moderates. Add one with "
					+ "InstructorTemplate.Builder.moderationModel(..), or a single ModerationModel bean\n"
					+ " - DemandingList[].quote: There is nothing to look for quotations in: give the call its text "
					+ "with context(\"source\", ..)");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void providerOfTheTemplateIsNeededOnlyByRulesThatNameNone() {
		InstructorTemplate other = this.instructor.mutate().semanticProvider("nobody").build();
		assertThatExceptionOfType(InstructorException.class).isThrownBy(() -> other.create(Ruled.class, "text"))
			.withMessageContaining("Ruled.text: There is no provider 'nobody'");
		this.model.answersToolCall("Plain", "{\"text\":\"a\"}");
		assertThat(other.create(Plain.class, "text")).isEqualTo(new Plain("a"));
	}

	@Test
	void contextEntryThatIsNoTextIsNamedBeforeTheFirstRequest() {
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> this.instructor.prompt()
				.user("text")
				.context("source", 42)
				.responseModel(Quoting.class)
				.call()
				.entity())
			.withMessageContaining("Quoting.quote: Context entry 'source' must be a text");
		assertThat(this.model.calls()).isZero();
	}

	@Test
	void answeringModelIsToldTheRules() {
		SchemaPreview preview = this.instructor.schema(Told.class);
		JsonNode schema = preview.in(OutputMode.JSON).json();
		assertThat(schema.path("description").asString()).isEqualTo("A letter (must be a letter; must be short)");
		JsonNode properties = schema.path("properties");
		assertThat(properties.at("/reply/description").asString())
			.isEqualTo("What we say (must not blame the customer; must be polite)");
		assertThat(properties.at("/note/description").asString()).isEqualTo("must be curt");
		assertThat(properties.at("/quote/description").asString()).isEqualTo("quoted word for word from the text");
		assertThat(properties.at("/plain/description").isMissingNode()).isTrue();
	}

	@Test
	void toolOfATypeWithRulesSaysMoreThanTheRules() {
		this.model.answersToolCall("FixedFree", "{\"text\":\"a\"}");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.instructor.create(FixedFree.class, "text"));
		assertThat(this.model.request(0).at("/tools/0/function/description").asString()).isEqualTo(
				"Correctly extracted `FixedFree` with all the required parameters with correct types (must be free)");
	}

	record ModeratedNumber(@Moderated int count) {
	}

	record GroundedMap(@Grounded(in = "source") Map<String, String> quotes) {
	}

	@SuppressWarnings("ArrayRecordComponent")
	record GroundedArray(@Grounded(in = "source") String[] quotes) {
	}

	record NullPrimitive(@OnViolation(Remedy.SET_NULL) int age) {
	}

	record DroppedText(@OnViolation(Remedy.DROP_ELEMENT) String text) {
	}

	record FixedNumber(@Semantic(value = "must be odd", allowFix = true) Integer count) {
	}

	@Semantic(value = "must be true", allowFix = true)
	record FixedType(String text) {
	}

	record SensitiveSum(String first, String last) {

		@Sensitive
		String full() {
			return this.first + this.last;
		}

	}

	record SensitiveRecord(@Sensitive @JsonProperty("e_mail") String email, @Sensitive List<String> phones) {

		@Sensitive
		@JsonIgnore
		String getLabel() {
			return "<" + this.email + ">";
		}

	}

	public static class SensitiveParent {

		@Sensitive
		private String pin = "";

		public String getPin() {
			return this.pin;
		}

		public void setPin(String pin) {
			this.pin = pin;
		}

	}

	public static class SensitiveBean extends SensitiveParent {

		private String iban = "";

		private boolean ill;

		public String getIban() {
			return this.iban;
		}

		@Sensitive
		public void setIban(String iban) {
			this.iban = iban;
		}

		@Sensitive
		public boolean isIll() {
			return this.ill;
		}

		public void setIll(boolean ill) {
			this.ill = ill;
		}

	}

	@Sensitive
	record Moody(String mood) {
	}

	@Semantic("must be free")
	record FixedFree(String text) {
	}

	record Everything(List<InList> list, Map<String, List<InMap>> map, Shape shape, Page<InPage> page,
			@Nullable Everything next) {
	}

	record InList(@Moderated int n) {
	}

	record InMap(@Moderated int m) {
	}

	record InPage(@Moderated int o) {
	}

	record Page<T>(Optional<List<T>> entries) {
	}

	sealed interface Shape permits Circle, Square {

	}

	record Circle(@Moderated double radius) implements Shape {
	}

	record Square(@JsonProperty("side_length") @Moderated double side) implements Shape {
	}

	record Fine(@Semantic(value = "must be fine", allowFix = true) Optional<String> text,
			@Moderated @OnViolation(Remedy.DROP_ELEMENT) List<String> texts,
			@Grounded(in = "source") @OnViolation(Remedy.SET_NULL) @Nullable String quote,
			@OnViolation(Remedy.DROP_ELEMENT) Map<String, Integer> counts, @Semantic("must be odd") int odd) {
	}

	record Demanding(@Semantic(value = "must be lawful", provider = "lawyer") String lawful, @Moderated String clean,
			@Grounded(in = "source") String quote) {
	}

	record Ruled(@Semantic("must be clear") String text) {
	}

	record Plain(String text) {
	}

	record Quoting(@Grounded(in = "source") List<String> quote) {
	}

	@JsonClassDescription("A letter")
	@Semantic("must be a letter")
	@Semantic("must be short")
	record Told(
			@JsonPropertyDescription("What we say") @Semantic("must not blame the customer") @Semantic("must be polite") String reply,
			@Semantic(value = "must be curt", severity = Severity.CHECK) String note,
			@Grounded(in = "source") String quote, String plain) {
	}

}
