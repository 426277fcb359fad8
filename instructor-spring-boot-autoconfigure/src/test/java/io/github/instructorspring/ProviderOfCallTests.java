package io.github.instructorspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;

import io.github.instructorspring.validation.Semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Calls that name the provider that answers, and what is known of its modes.
 */
class ProviderOfCallTests {

	private static final String VALID = "{\"name\":\"Sam\",\"age\":25}";

	private final LoopbackModel own = new LoopbackModel();

	private final LoopbackModel other = new LoopbackModel();

	private final List<String> looked = new ArrayList<>();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.own.chatClient("own-model"))
		.provider("other", this.other.chatClient("other-model"))
		.providerSource(this::client)
		.build();

	@AfterEach
	void stop() {
		this.own.close();
		this.other.close();
	}

	private ChatClient client(String provider) {
		this.looked.add(provider);
		return this.other.chatClient(provider.substring(provider.indexOf('/') + 1));
	}

	private InstructorTemplate withModes(OutputMode wanted, OutputMode automatic, OutputMode... available) {
		Set<OutputMode> modes = (available.length > 0) ? Set.of(available) : EnumSet.allOf(OutputMode.class);
		ChatClient.Builder client = ChatClient.builder(this.other.chatModel("acme-model"));
		new ProviderModes("acme", wanted, automatic, modes).addTo(client);
		return InstructorTemplate.create(client.build());
	}

	@ParameterizedTest
	@CsvSource({ "other, other-model", "groq/maker/model, maker/model" })
	void answersInPlaceOfTheTemplatesOwn(String provider, String model) {
		this.other.answersToolCall("User", "{\"name\":\"Sam\",\"age\":900}").answersToolCall("User", VALID);
		User user = this.instructor.prompt()
			.provider(provider)
			.user("Sam is 25.")
			.responseModel(User.class)
			.call()
			.entity();
		assertThat(user).isEqualTo(new User("Sam", 25));
		assertThat(this.other.request(1).path("model").asString()).isEqualTo(model);
		assertThat(this.own.calls()).isZero();
	}

	@Test
	void answersStreamsToo() {
		this.other.answersText(VALID);
		User user = this.instructor.prompt()
			.user("Sam is 25.")
			.responseModel(User.class)
			.provider("groq/model")
			.stream()
			.entity()
			.block(Duration.ofSeconds(20));
		assertThat(user).isEqualTo(new User("Sam", 25));
		assertThat(this.own.calls()).isZero();
	}

	@Test
	void judgesWhatItAnsweredWhereNoOtherJudgeIsNamed() {
		this.other.answersToolCall("Label", "{\"text\":\"Boxes\"}")
			.answersToolCall("Verdicts", "{\"verdicts\":[{\"rule\":1,\"acceptable\":true}]}");
		this.instructor.prompt().provider("other").user("boxes").responseModel(Label.class).call().entity();
		assertThat(this.other.calls()).isEqualTo(2);
		assertThat(this.own.calls()).isZero();
	}

	@Test
	void aProviderStringMayStandWhereverANameMay() {
		this.own.answersToolCall("Judged", "{\"text\":\" \"}");
		this.other
			.answersToolCall("Verdicts", "{\"verdicts\":[{\"rule\":1,\"acceptable\":false,\"reason\":\"blank\"}]}")
			.answersToolCall("Judged", "{\"text\":\"Boxes\"}")
			.answersToolCall("Verdicts", "{\"verdicts\":[{\"rule\":1,\"acceptable\":true}]}");
		Judged judged = this.instructor.prompt()
			.user("boxes")
			.retry((policy) -> policy.escalateTo("openai/strong"))
			.responseModel(Judged.class)
			.call()
			.entity();
		assertThat(judged).isEqualTo(new Judged("Boxes"));
		assertThat(this.looked).contains("openai/strong", "groq/judge");
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "/model" })
	void aNameThatIsNotKnownIsNamedBeforeAnyRequest(String name) {
		var spec = this.instructor.prompt().provider(name).user("Sam").responseModel(User.class);
		assertThatExceptionOfType(InstructorException.class).isThrownBy(() -> spec.call().entity())
			.withMessageStartingWith("There is no provider '" + name + "'; known are [other]");
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> spec.stream().entity().block(Duration.ofSeconds(20)));
		assertThat(this.own.calls() + this.other.calls()).isZero();
	}

	@Test
	void aProviderStringNeedsASource() {
		InstructorTemplate without = InstructorTemplate.create(this.own.chatClient());
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(
					() -> without.prompt().provider("groq/model").user("Sam").responseModel(User.class).call().entity())
			.withMessageStartingWith("There is no provider 'groq/model'");
		assertThatIllegalArgumentException().isThrownBy(() -> without.prompt().provider(" "));
	}

	@Test
	void modeOfTheProviderStandsBetweenThatOfTheCallAndThatOfTheTemplate() {
		InstructorTemplate template = withModes(OutputMode.JSON, OutputMode.AUTO).mutate()
			.mode(OutputMode.MD_JSON)
			.build();
		this.other.answersText(VALID, VALID);
		template.create(User.class, "Sam is 25.");
		assertThat(this.other.request(0).at("/response_format/type").asString()).isEqualTo("json_object");
		template.prompt().user("Sam is 25.").mode(OutputMode.JSON_SCHEMA).responseModel(User.class).call().entity();
		assertThat(this.other.request(1).at("/response_format/type").asString()).isEqualTo("json_schema");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void automaticModeOfTheProviderIsWhatAutoMeans(boolean said) {
		InstructorTemplate template = withModes(OutputMode.AUTO, OutputMode.JSON_SCHEMA);
		this.other.answersText(VALID);
		var spec = template.prompt().user("Sam is 25.").responseModel(User.class);
		((said) ? spec.mode(OutputMode.AUTO) : spec).call().entity();
		assertThat(this.other.request(0).at("/response_format/type").asString()).isEqualTo("json_schema");
		assertThat(template.schema(User.class).mode()).isEqualTo(OutputMode.JSON_SCHEMA);
	}

	@Test
	void toolsThatNobodyAskedForAreStreamedAsText() {
		this.other.answersText(VALID);
		withModes(OutputMode.AUTO, OutputMode.TOOLS).prompt()
			.user("Sam is 25.")
			.responseModel(User.class)
			.stream()
			.entity()
			.block(Duration.ofSeconds(20));
		assertThat(this.other.request(0).has("tools")).isFalse();
	}

	@Test
	void aModeThatTheProviderLacksIsAnErrorThatListsTheOthers() {
		InstructorTemplate template = withModes(OutputMode.AUTO, OutputMode.MD_JSON, OutputMode.MD_JSON,
				OutputMode.JSON_SCHEMA);
		assertThatExceptionOfType(InstructorException.class)
			.isThrownBy(() -> template.prompt()
				.user("Sam is 25.")
				.mode(OutputMode.TOOLS)
				.responseModel(User.class)
				.call()
				.entity())
			.withMessage("Mode TOOLS is not available at acme; use one of [JSON_SCHEMA, MD_JSON] or AUTO");
		assertThat(this.other.calls()).isZero();
	}

	record User(String name, @Max(150) int age) {
	}

	record Label(@Semantic("must name the content") String text) {
	}

	record Judged(@Semantic(value = "must name the content", provider = "groq/judge") String text) {
	}

}
