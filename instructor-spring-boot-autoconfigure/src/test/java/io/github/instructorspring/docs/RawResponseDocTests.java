package io.github.instructorspring.docs;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Mono;

import io.github.instructorspring.Attempt;
import io.github.instructorspring.Completion;
import io.github.instructorspring.InstructorTemplate;
import io.github.instructorspring.OutputMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples and tables of docs/raw-response.md.
 */
@ExtendWith(OutputCaptureExtension.class)
class RawResponseDocTests extends PageTests {

	@RegisterExtension
	static final DocumentedPage page = new DocumentedPage("raw-response.md");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String JASON = "{\"name\":\"Jason\",\"age\":25}";

	@Test
	void responseOfACall() {
		this.model.answersText(JASON);
		assertThat(values(completion(this.instructor))).isEqualTo(documented());
		assertThat(page.rows("of `completion`").map((row) -> row.get(0).replace("()", "")))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Completion.class.getDeclaredMethods())
				.filter((method) -> Modifier.isPublic(method.getModifiers()))
				.map(Method::getName)
				.filter((name) -> !name.equals("toString"))
				.toList());
	}

	private Completion<UserDetail> completion(InstructorTemplate instructor) {
		// @formatter:off
		Completion<UserDetail> completion = instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(UserDetail.class)
			.call()
			.completion();

		UserDetail user = completion.entity();

		ChatResponse response = completion.response();
		// @formatter:on
		assertThat(user).isEqualTo(new UserDetail("Jason", 25));
		assertThat(response.getMetadata().getUsage().getNativeUsage()).isNotNull();
		assertThat(completion.toString()).doesNotContain("Jason");
		return completion;
	}

	private static List<String> documented() {
		return page.rows("of `response()`").limit(5).map((row) -> row.get(1).replaceAll(",(?!\").*", "")).toList();
	}

	private static List<String> values(Completion<?> completion) {
		ChatResponse response = completion.response();
		Generation result = Objects.requireNonNull(response.getResult());
		return List.of(response.getMetadata().getId(), response.getMetadata().getModel(),
				String.valueOf(response.getMetadata().getUsage().getTotalTokens()),
				String.valueOf(result.getMetadata().getFinishReason()), String.valueOf(result.getOutput().getText()));
	}

	@Test
	void responseOfATool() {
		this.model.answersToolCall("UserDetail", JASON);
		ChatResponse response = this.instructor.prompt()
			.user("Jason is 25 years old")
			.mode(OutputMode.TOOLS)
			.responseModel(UserDetail.class)
			.call()
			.completion()
			.response();
		assertThat(Objects.requireNonNull(response.getResult()).getOutput().getToolCalls()).singleElement()
			.satisfies((call) -> assertThat(call.arguments()).isEqualTo(JASON));
	}

	@Test
	void responsesOfListsAndSingleValues() {
		this.model.answersText("{\"items\":[" + JASON + "]}", "{\"value\":25}");
		Completion<List<UserDetail>> list = this.instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(new ParameterizedTypeReference<List<UserDetail>>() {
			})
			.call()
			.completion();
		assertThat(list.entity()).hasSize(1);
		assertThat(list.response().getMetadata().getId()).isEqualTo("chatcmpl-1");
		Completion<Integer> single = this.instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(Integer.class)
			.call()
			.completion();
		assertThat(single.entity()).isEqualTo(25);
		assertThat(single.response().getMetadata().getId()).isEqualTo("chatcmpl-1");
	}

	@Test
	void attempts(CapturedOutput output) {
		this.model.answersText(JASON.replace("25", "250"), JASON);
		print(completion(this.instructor));
		page.showsText(output.getOut().substring(output.getOut().indexOf("1: {")).strip());
	}

	private void print(Completion<UserDetail> completion) {
		// @formatter:off
		for (Attempt attempt : completion.attempts()) {
			System.out.println(attempt.number() + ": " + attempt.text() + " " + attempt.usage().getTotalTokens());
		}

		System.out.println("in all: " + completion.usage().getTotalTokens());
		// @formatter:on
	}

	@Test
	void responseOfAStream() {
		this.model.answersText(JASON);
		Completion<UserDetail> completion = Objects.requireNonNull(streamed(this.instructor).block(PATIENCE));
		assertThat(completion.entity()).isEqualTo(new UserDetail("Jason", 25));
		assertThat(values(completion)).isEqualTo(documented());
	}

	private Mono<Completion<UserDetail>> streamed(InstructorTemplate instructor) {
		// @formatter:off
		Mono<Completion<UserDetail>> completion = instructor.prompt()
			.user("Jason is 25 years old")
			.responseModel(UserDetail.class)
			.stream()
			.completion();
		// @formatter:on
		return completion;
	}

	record UserDetail(String name, @Max(150) int age) {
	}

}
