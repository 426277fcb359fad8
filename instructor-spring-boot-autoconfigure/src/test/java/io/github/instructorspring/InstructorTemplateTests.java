package io.github.instructorspring;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main job, with the real client of Spring AI over real HTTP.
 */
class InstructorTemplateTests {

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void createAnswersTheValidatedObject() {
		this.model.answersToolCall("UserDetail", "{\"name\":\"Jason\",\"age\":25}");
		UserDetail user = this.instructor.create(UserDetail.class, "Jason is 25 years old");
		assertThat(user).isEqualTo(new UserDetail("Jason", 25));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void completionWhenFirstAnswerViolatesConstraintAsksAgainAndSumsUsage() {
		this.model.answersToolCall("UserDetail", "{\"name\":\"Jason\",\"age\":900}")
			.answersToolCall("UserDetail", "{\"name\":\"Jason\",\"age\":25}");
		Completion<UserDetail> completion = this.instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(UserDetail.class)
			.call()
			.completion();
		assertThat(completion.entity()).isEqualTo(new UserDetail("Jason", 25));
		assertThat(completion.attempts()).hasSize(2);
		assertThat(completion.usage().getPromptTokens()).isEqualTo(200);
		System.err.println(this.model.request(0).toPrettyString());
		System.err.println(this.model.request(1).toPrettyString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "```json\n{\"name\":\"Jason\",\"age\":25}\n```",
			"<think>{\"age\":1}</think>{\"name\":\"Jason\",\"age\":25}",
			"Sure! Here it is: {\"name\":\"Jason\",\"age\":25} Anything else?" })
	void jsonWrappedInTextCostsOneCall(String answer) {
		this.model.answersText(answer);
		UserDetail user = this.instructor.prompt()
			.user("Jason is 25 years old")
			.mode(OutputMode.JSON)
			.responseModel(UserDetail.class)
			.call()
			.entity();
		assertThat(user).isEqualTo(new UserDetail("Jason", 25));
		assertThat(this.model.calls()).isEqualTo(1);
	}

	@Test
	void entitiesAnswersAList() {
		this.model.answersToolCall("UserDetailList", "{\"items\":[{\"name\":\"Jason\",\"age\":25}]}");
		List<UserDetail> users = this.instructor.create(new ParameterizedTypeReference<List<UserDetail>>() {
		}, "Jason is 25 years old");
		assertThat(users).containsExactly(new UserDetail("Jason", 25));
	}

	record UserDetail(@NotBlank String name, @Min(0) @Max(150) int age) {
	}

}
