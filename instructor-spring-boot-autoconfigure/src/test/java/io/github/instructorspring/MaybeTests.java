package io.github.instructorspring;

import java.util.List;
import java.util.NoSuchElementException;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MaybeTests {

	private final LoopbackModel model = new LoopbackModel();

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void presentAbsentAndUnknownAreToldApart() {
		this.model.answersText("{\"result\":{\"name\":\"Jason\",\"age\":25},\"error\":false,\"message\":null}",
				"{\"result\":null,\"error\":false,\"message\":\"No user is mentioned.\"}",
				"{\"result\":null,\"error\":true,\"message\":\"Two users are mentioned.\"}");
		InstructorOperations.CallSpec<UserDetail> call = call();
		Maybe<UserDetail> present = call.maybe();
		assertThat(present).isEqualTo(Maybe.of(new UserDetail("Jason", 25)));
		assertThat(present.isPresent()).isTrue();
		assertThat(present.get()).isEqualTo(new UserDetail("Jason", 25));
		assertThat(present.toOptional()).contains(new UserDetail("Jason", 25));
		assertThat(present.message()).isEmpty();
		Maybe<UserDetail> absent = call.maybe();
		assertThat(absent).isEqualTo(Maybe.absent("No user is mentioned."));
		assertThat(absent.isPresent()).isFalse();
		assertThat(absent.isError()).isFalse();
		assertThat(absent.message()).contains("No user is mentioned.");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(absent::get);
		Maybe<UserDetail> unknown = call.maybe();
		assertThat(unknown).isEqualTo(Maybe.error("Two users are mentioned."));
		assertThat(unknown.isError()).isTrue();
		assertThat(unknown.toOptional()).isEmpty();
	}

	@Test
	void schemaOnTheWireHasResultErrorAndMessage() {
		this.model.answersText("{\"result\":null,\"error\":false,\"message\":\"No user is mentioned.\"}");
		call().maybe();
		GoldenJson.assertEqual("schema-maybe", this.model.request(0).at("/response_format/json_schema/schema"));
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u0000',
			textBlock = """
					{"result":null,"error":false,"message":null} | must have a `result`, or a `message` that says why there is none
					{"result":null,"error":true,"message":" "} | must have a `result`, or a `message` that says why there is none
					{"result":{"name":"J","age":1},"error":true,"message":"?"} | must not have a `result` when `error` is true
					{"result":{"name":"J","age":900},"error":false,"message":null} | must be less than or equal to 150
					{"result":{"name":"Bob","age":2},"error":false,"message":null} | must not be Bob
					""")
	void answerThatIsNeitherThereNorExplainedIsAskedAgain(String answer, String violation) {
		this.model.answersText(answer, "{\"result\":{\"name\":\"J\",\"age\":1},\"error\":false}");
		assertThat(call().maybe()).isEqualTo(Maybe.of(new UserDetail("J", 1)));
		assertThat(this.model.request(1).at("/messages/2/content").asString())
			.contains(violation.replace("must not ", "expected not to ").replace("must ", "expected to "));
	}

	@Test
	void componentMayBeAMaybe() {
		this.model.answersText("""
				{"customer":{"result":{"name":"J","age":1},"error":false,"message":null},\
				"contact":{"result":null,"error":false,"message":"not given"}}""");
		Order order = InstructorTemplate.create(this.model.chatClient("gpt-4o")).create(Order.class, "text");
		assertThat(order).isEqualTo(new Order(Maybe.of(new UserDetail("J", 1)), Maybe.absent("not given")));
	}

	@Test
	void jsonOfAMaybeReadsBack() {
		JsonMapper mapper = JsonMapper.shared();
		String json = mapper.writeValueAsString(Maybe.absent("not given"));
		assertThat(json).isEqualTo("{\"result\":null,\"error\":false,\"message\":\"not given\"}");
		assertThat(mapper.readValue(json, Maybe.class)).isEqualTo(Maybe.absent("not given"));
	}

	private InstructorOperations.CallSpec<UserDetail> call() {
		return InstructorTemplate.create(this.model.chatClient("gpt-4o"))
			.prompt()
			.user("The weather is nice today.")
			.responseModel(UserDetail.class)
			.validator((user, context) -> user.name().equals("Bob")
					? List.of(Violation.of("name", "must not be Bob", "Bob")) : List.of())
			.call();
	}

	record UserDetail(@NotBlank String name, @Max(150) int age) {
	}

	record Order(Maybe<UserDetail> customer, Maybe<String> contact) {
	}

}
