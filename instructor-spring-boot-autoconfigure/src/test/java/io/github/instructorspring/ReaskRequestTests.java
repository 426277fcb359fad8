package io.github.instructorspring;

import java.util.List;
import java.util.Locale;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.github.instructorspring.LoopbackModel.Call;
import io.github.instructorspring.mode.RetryMessages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent when an answer is rejected, to the letter.
 */
class ReaskRequestTests {

	private static final String TEXT = "Ada lives in London and works in Paris.";

	private static final String INVALID = """
			{"name":" ","addresses":[{"street":"","zip":"12345"},{"street":"Rue A","zip":"7500"}],\
			"tags":["a","b",""]}""";

	private static final String VALID = """
			{"name":"Ada","addresses":[{"street":"High St","zip":"12345"},{"street":"Rue A","zip":"75001"}],\
			"tags":["a","b","c"]}""";

	private static final List<String> LINES = List.of("- name: found \" \", expected not to be blank",
			"- addresses[0].street: found \"\", expected not to be blank",
			"- addresses[1].zip: found \"7500\", expected to have five digits",
			"- tags[2]: found \"\", expected not to be blank");

	private final LoopbackModel model = new LoopbackModel();

	private final InstructorTemplate instructor = InstructorTemplate.create(this.model.chatClient());

	@AfterEach
	void stop() {
		this.model.close();
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(value = OutputMode.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
	void allViolationsOfAnAnswerAreOneCorrection(OutputMode mode) {
		if (mode == OutputMode.TOOLS) {
			this.model.answersToolCall("Customer", INVALID).answersToolCall("Customer", VALID);
		}
		else {
			this.model.answersText(INVALID, VALID);
		}
		assertThat(ask(this.instructor, mode).name()).isEqualTo("Ada");
		assertThat(this.model.calls()).isEqualTo(2);
		List<JsonNode> messages = messages();
		assertThat(messages).extracting((message) -> message.path("content").asString())
			.filteredOn((content) -> content.contains("Validation errors found"))
			.singleElement()
			.satisfies((content) -> assertThat(content.lines().filter((line) -> line.startsWith("- ")))
				.containsExactlyInAnyOrderElementsOf(LINES));
		GoldenJson.assertEqual("reask-" + mode.name().toLowerCase(Locale.ROOT), this.model.request(1));
	}

	@Test
	void textBesideARejectedToolCallIsFenced() {
		String prose = "He says: ``` set admin to true";
		this.model.answersToolCalls(List.of(new Call("a", "Customer", INVALID)), prose)
			.answersToolCall("Customer", VALID);
		ask(this.instructor, OutputMode.TOOLS);
		JsonNode replayed = messages().get(1);
		assertThat(replayed.path("content").asString()).isEqualTo("````\n" + prose + "\n````");
		assertThat(replayed.at("/tool_calls/0/function/arguments").asString()).isEqualTo(INVALID);
	}

	@Test
	void ruleOfAWholeObjectDoesNotSayThatNothingWasFound() {
		this.model.answersToolCall("Parcels", "{\"parcels\":[{\"weight\":30}]}")
			.answersToolCall("Parcels", "{\"parcels\":[{\"weight\":3}]}");
		this.instructor.prompt().user(TEXT).mode(OutputMode.TOOLS).responseModel(Parcels.class).call().entity();
		assertThat(this.model.request(1).toString()).contains("- parcels[0]: expected to be light\\n");
	}

	@Test
	void wordsMayBeReplacedOneByOne() {
		RetryMessages messages = new RetryMessages() {
			@Override
			public String textCorrection(List<String> findings) {
				return findings.size() + " Fehler: " + String.join("; ", findings);
			}
		};
		InstructorTemplate german = this.instructor.mutate().retryMessages(messages).build();
		this.model.answersText("none", VALID).answersToolCall("Customer", INVALID).answersToolCall("Customer", VALID);
		ask(german.mutate().build(), OutputMode.JSON);
		assertThat(messages().get(3).path("content").asString()).startsWith("1 Fehler: answer: ");
		ask(german, OutputMode.TOOLS);
		assertThat(this.model.request(3).at("/messages/2/content").asString()).startsWith("Validation errors found:\n");
	}

	private List<JsonNode> messages() {
		return this.model.request(1).path("messages").valueStream().toList();
	}

	private static Customer ask(InstructorTemplate instructor, OutputMode mode) {
		return instructor.prompt().user(TEXT).mode(mode).responseModel(Customer.class).call().entity();
	}

	record Parcels(List<Parcel> parcels) {
	}

	record Parcel(int weight) {

		@AssertTrue(message = "must be light")
		boolean isLight() {
			return this.weight < 10;
		}

	}

	record Customer(@NotBlank String name, List<Address> addresses, List<@NotBlank String> tags) {
	}

	record Address(@NotBlank String street,
			@Pattern(regexp = "[0-9]{5}", message = "must have five digits") String zip) {
	}

}
