package io.github.instructorspring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.instructorspring.InstructorOperations.ResponseModelSpec;
import io.github.instructorspring.validation.Check;
import io.github.instructorspring.validation.Moderated;
import io.github.instructorspring.validation.OnViolation;
import io.github.instructorspring.validation.Remedy;
import io.github.instructorspring.validation.Severity;
import io.github.instructorspring.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Moderation with Spring AI's model of OpenAI, over HTTP.
 */
class ModerationTests {

	private final LoopbackModel model = new LoopbackModel();

	private final LoopbackModeration moderation = new LoopbackModeration();

	private final InstructorTemplate instructor = InstructorTemplate.builder(this.model.chatClient())
		.moderationModel(this.moderation.model())
		.build();

	@AfterEach
	void stop() {
		this.model.close();
		this.moderation.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, names = { "TOOLS", "JSON" })
	void flaggedTextIsAskedAgainWithItsCategoriesAndModeratedOnce(OutputMode mode) {
		this.moderation.flags("vile", "hate", "violence/graphic");
		String vile = "{\"title\":\"fine\",\"lines\":[\"good\",\"vile\"]}";
		String good = "{\"title\":\"fine\",\"lines\":[\"good\",\"better\"]}";
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolCall("Post", vile).answersToolCall("Post", good);
		}
		else {
			this.model.answersText(vile, good);
		}
		assertThat(ask(Post.class, mode).call().entity()).isEqualTo(new Post("fine", List.of("good", "better")));
		assertThat(this.model.request(1).path("messages").toString())
			.contains("- lines[1]: found \\\"vile\\\", expected not to be flagged for hate, graphic violence");
		assertThat(this.moderation.texts()).containsExactly("fine", "good", "vile", "better");
	}

	@Test
	void flagWithoutACategoryIsOne() {
		this.moderation.flags("odd");
		this.model.answersToolCall("Note", "{\"text\":\"odd\"}");
		Completion<Note> completion = ask(Note.class, OutputMode.TOOLS).call().completion();
		assertThat(completion.checks()).containsExactly(
				new Check(new Violation("text", "must not be flagged by moderation", "odd", Severity.CHECK),
						Check.Outcome.ACCEPTED));
	}

	@Test
	void flaggedTextHasItsRemedy() {
		this.moderation.flags("vile", "harassment");
		this.model.answersToolCall("MayBeNull", "{\"text\":\"vile\"}");
		assertThat(ask(MayBeNull.class, OutputMode.TOOLS).call().entity()).isEqualTo(new MayBeNull(null));
	}

	@Test
	void blankAndMissingTextsAreNotModerated() {
		this.model.answersToolCall("MayBeNull", "{\"text\":null}").answersToolCall("Note", "{\"text\":\" \"}");
		ask(MayBeNull.class, OutputMode.TOOLS).call().entity();
		ask(Note.class, OutputMode.TOOLS).call().entity();
		assertThat(this.moderation.texts()).isEmpty();
	}

	@Test
	void moderationSpendsNoTokensAndNeedsNone() {
		this.model.answersToolCall("Note", "{\"text\":\"fine\"}");
		Completion<Note> completion = ask(Note.class, OutputMode.TOOLS).retry((policy) -> policy.maxTokens(1))
			.call()
			.completion();
		assertThat(completion.usage().getTotalTokens()).isEqualTo(this.model.billedTokens());
		assertThat(this.moderation.texts()).containsExactly("fine");
	}

	private <T> ResponseModelSpec<T> ask(Class<T> type, OutputMode mode) {
		return this.instructor.prompt().user("Write.").mode(mode).responseModel(type);
	}

	record Post(@Moderated String title, @Moderated List<String> lines) {
	}

	record Note(@Moderated(severity = Severity.CHECK) String text) {
	}

	record MayBeNull(@Moderated @OnViolation(Remedy.SET_NULL) @Nullable String text) {
	}

}
